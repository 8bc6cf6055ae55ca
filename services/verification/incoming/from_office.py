"""Which chairs the office wants on WhatsApp, and which not."""

from collections.abc import Generator
from typing import Any

from services.verification import speaking
from services.verification.asked import called
from services.verification.binding import Binding, seats
from services.verification.books import KnownDirectory
from services.verification.incoming.ears import hear
from services.verification.invitation import Invitation
from services.verification.joining import ask_anew, unbound, what_waits
from shared.contracts.catalogue import Chair
from shared.contracts.verification import InviteChair, UnbindChair
from shared.messaging import Desk, Want


def the_invitation_before(request: InviteChair) -> tuple[Want]:
    return (Want(Invitation, request.post_id),)


@hear.on(InviteChair, load=the_invitation_before)
def keep_the_invitation(request: InviteChair, desk: Desk) -> None:
    desk.keep(Invitation(request.post_id, request.post, request.chair_name, request.code_hash, request.expires_at))


def whoever_sits_there(request: UnbindChair) -> Generator[Want, Any, None]:
    yield Want(Invitation, request.post_id)
    known: KnownDirectory | None = yield Want(KnownDirectory, request.office)
    for seat in seats(known).values() if known else ():
        if seat.post == request.post:
            yield Want(Binding, seat.id)
            yield from what_waits(Binding.of(seat))


@hear.on(UnbindChair, load=whoever_sits_there)
def take_the_chair_off(request: UnbindChair, desk: Desk) -> None:
    """They are told so; what waits for them goes to whoever can be asked, or to paper. A code is void, too."""
    if desk.find(Invitation, request.post_id):
        desk.remove(Invitation, request.post_id)
    for seat in seats(desk.get(KnownDirectory, request.office)).values():
        binding = desk.find(Binding, seat.id) if seat.post == request.post else None
        if binding is None or binding.left:
            continue
        left = binding.let_go()
        desk.keep(left).say(unbound(left, "office", request.office, desk.now))
        if binding.contact_id:
            desk.say(speaking.notice(binding.contact_id, _goodbye(seat.chair, seat.post), request.office, desk.now))
        ask_anew(left, desk)


def _goodbye(chair: Chair, post: str) -> tuple[str, str]:
    text = f"nomor ini dilepas kelurahan dari Ketua {post}. Permintaan warga tidak kami kirim ke sini lagi."
    return called(chair.name, chair.honorific), text

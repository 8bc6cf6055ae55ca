"""Chairs who come to WhatsApp by an invitation, and those who leave it again."""

from collections.abc import Generator, Iterable
from datetime import datetime
from typing import Any, Literal

from services.verification import speaking
from services.verification.asked import called
from services.verification.asking import ask_who_sits_now, who_may_answer
from services.verification.binding import Binding, Seat, seats_of
from services.verification.books import KnownDirectory
from services.verification.case import Case
from services.verification.invitation import Invitation, hash_of_code
from services.verification.tasks import NOT_A_CHAIR
from shared.contracts.verification import ChairBound, ChairUnbound, HearChairReply, post_id
from shared.contracts.vocabulary import Choice
from shared.indonesian import listed
from shared.messaging import Desk, Want
from shared.messaging.message import OfficeCode

JOIN, LEAVE = "UNDANGAN", "BERHENTI"
#: The address of the question whether they really want to leave.
ADDRESS = "leaving"
YES = Choice(key="leave", label="Ya, lepaskan")
NO = Choice(key="stay", label="Tidak jadi")

NO_SUCH_CODE = "Kode undangan ini tidak berlaku, atau sudah lewat waktunya. Mohon minta yang baru ke kelurahan."
STAYS = "Baik, tidak jadi. Permintaan warga tetap kami kirim di sini."
HAS_LEFT = "Nomor ini sudah dilepas. Kalau mau dipakai lagi, mohon minta kode undangan ke kelurahan."
WITHDRAWAL = "Untuk membatalkan permohonan surat, ketik BATAL. Untuk pengumuman, ketik BERHENTI PENGUMUMAN."


def whom_it_concerns(reply: HearChairReply) -> Generator[Want, Any, None]:
    """What `join`, `ask_whether` and `leave` look for, beside the contact's bindings."""
    if reply.word == JOIN:
        invitations: list[Invitation] = yield Want(Invitation, hash_of_code(reply.text or ""), by="code_hash")
        known: KnownDirectory | None = yield Want(KnownDirectory, reply.office)
        for seat in _invited(known, invitations):
            yield Want(Binding, seat.id)
            yield from what_waits(Binding.of(seat))
    if reply.question == ADDRESS:
        bindings: list[Binding] = yield Want(Binding, reply.contact_id, by="contact_id")
        for binding in bindings:
            yield from what_waits(binding)


def what_waits(binding: Binding) -> Generator[Want, Any, None]:
    """The cases that wait in this post, and who may answer them."""
    cases: list[Case] = yield Want(Case, binding.post, by=binding.cases_by)
    for case in cases:
        yield from who_may_answer(case.office, case.rt)


def join(reply: HearChairReply, desk: Desk) -> None:
    """Whoever knows the code is the chair; what waits for them comes at once."""
    invitations = desk.find_all(Invitation, "code_hash", hash_of_code(reply.text or ""))
    valid = [it for it in invitations if it.expires_at > desk.now]
    seats = _invited(desk.find(KnownDirectory, reply.office), valid)
    if not seats:
        desk.say(speaking.answer(reply, NO_SUCH_CODE, desk.now))
        return
    desk.remove(Invitation, valid[0].post_id)
    chair, posts = seats[0].chair, listed([seat.post for seat in seats])
    text = (
        f"Terima kasih, {called(chair.name, chair.honorific)}. Nomor ini sekarang tercatat sebagai Ketua {posts}. "
        "Permintaan surat pengantar dari warga kami kirim di sini. Ketik TUGAS untuk melihat yang menunggu, "
        f"{LEAVE} kalau tidak mau lagi."
    )
    desk.say(speaking.answer(reply, text, desk.now))
    for seat in seats:
        binding = (desk.find(Binding, seat.id) or Binding.of(seat)).to(reply.contact_id)
        desk.keep(binding).say(bound(binding, "invitation", reply.office, desk.now))
        ask_anew(binding, desk)


def ask_whether(reply: HearChairReply, desk: Desk) -> None:
    """Leaving is asked about once: somebody else may have to be found."""
    bindings = desk.find_all(Binding, "contact_id", reply.contact_id)
    if not bindings:
        desk.say(speaking.answer(reply, f"{NOT_A_CHAIR} {WITHDRAWAL}", desk.now))
        return
    text = (
        f"Nomor ini tercatat sebagai Ketua {listed([binding.post for binding in bindings])}. Kalau dilepas, permintaan "
        "warga tidak kami kirim ke sini lagi. Lepaskan?"
    )
    desk.say(speaking.answer(reply, text, desk.now, choices=(YES, NO), question=ADDRESS))


def leave(reply: HearChairReply, desk: Desk) -> None:
    """They have answered."""
    bindings = desk.find_all(Binding, "contact_id", reply.contact_id)
    if reply.choice != YES.key or not bindings:
        desk.say(speaking.answer(reply, STAYS if bindings else HAS_LEFT, desk.now))
        return
    desk.say(speaking.answer(reply, HAS_LEFT, desk.now))
    for binding in bindings:
        left = binding.let_go()
        desk.keep(left).say(unbound(left, "chair", reply.office, desk.now))
        ask_anew(left, desk)


def ask_anew(binding: Binding, desk: Desk) -> None:
    """Somebody else may be asked about what waits there."""
    for case in desk.find_all(Case, binding.cases_by, binding.post):
        ask_who_sits_now(case, desk)


def bound(binding: Binding, by: Literal["phone", "invitation"], office: OfficeCode, at: datetime) -> ChairBound:
    """What others are told of it."""
    return ChairBound.model_validate(_seat_told(binding, office, at) | {"by": by})


def unbound(binding: Binding, by: Literal["office", "chair"], office: OfficeCode, at: datetime) -> ChairUnbound:
    """The same of one that is left."""
    return ChairUnbound.model_validate(_seat_told(binding, office, at) | {"by": by})


def _seat_told(binding: Binding, office: OfficeCode, at: datetime) -> dict[str, Any]:
    its_id = post_id(office, binding.post)
    return {"office": office, "at": at, "post_id": its_id, "post": binding.post, "chair_name": binding.chair_name}


def _invited(known: KnownDirectory | None, invitations: Iterable[Invitation]) -> tuple[Seat, ...]:
    invitation = next(iter(invitations), None)
    return seats_of(known, invitation.post, invitation.chair_name) if known and invitation else ()

"""Which contact is which chair. The directory names people and phones; a binding ties one seat to one contact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from uuid import NAMESPACE_OID, UUID, uuid5

from services.verification.books import KnownDirectory
from shared.contracts.catalogue import Chair
from shared.contracts.vocabulary import ContactId, Rt
from shared.messaging import NotYet
from shared.phones import e164

ActingAs = Literal["rt_chair", "rw_chair"]


@dataclass(frozen=True, slots=True)
class Seat:
    """A chair of an RT or RW. Office, post and phone (E.164) make its id, or the name of who has no phone."""

    id: UUID
    post: str
    acting_as: ActingAs
    chair: Chair
    phone: str | None


@dataclass(frozen=True, slots=True)
class Binding:
    """The contact behind a seat; None until the notifier has introduced it. One contact may hold several seats.

    `left`: who sits there does not want to be asked on WhatsApp, or the office does not want it.
    """

    seat_id: UUID
    post: str
    acting_as: ActingAs
    contact_id: ContactId | None = None
    left: bool = False
    chair_name: str = ""

    @property
    def cases_by(self) -> Literal["waits_in", "waits_in_rw"]:
        """The attribute by which the cases that wait in this post are found."""
        return "waits_in" if self.acting_as == "rt_chair" else "waits_in_rw"

    @classmethod
    def of(cls, seat: Seat) -> "Binding":
        """To nobody yet."""
        return cls(seat.id, seat.post, seat.acting_as, chair_name=seat.chair.name)

    def to(self, contact_id: ContactId) -> "Binding":
        return replace(self, contact_id=contact_id, left=False)

    def let_go(self) -> "Binding":
        return replace(self, contact_id=None, left=True)


@dataclass(frozen=True, slots=True)
class Seated:
    """A chair who can be asked: where they sit and which contact they are."""

    seat: Seat
    contact_id: ContactId


def rw_post(rw: int) -> str:
    """An RW as letters write it, e.g. `RW 002`."""
    return f"RW {rw:03}"


def seats(known: KnownDirectory) -> dict[UUID, Seat]:
    """Every seat of the directory, by id."""
    directory = known.directory
    everyone = [_seat(known.office, str(post.rt), "rt_chair", post.chair) for post in directory.rts]
    everyone += [_seat(known.office, rw_post(post.rw), "rw_chair", post.chair) for post in directory.rws]
    return {seat.id: seat for seat in everyone if seat}


def seats_for(known: KnownDirectory, rt: Rt) -> tuple[Seat, ...]:
    """Who may speak for an RT: its own chair, then the chair of its RW."""
    post = known.directory.post(rt)
    own = _seat(known.office, str(rt), "rt_chair", post.chair if post else None)
    above = _seat(known.office, rw_post(rt.rw), "rw_chair", known.directory.rw_chair(rt.rw))
    return tuple(seat for seat in (own, above) if seat)


def seats_of(known: KnownDirectory, post: str, chair_name: str) -> tuple[Seat, ...]:
    """The seat of this chair in this post, and all that the same person has; none where others sit there by now."""
    everyone = seats(known).values()
    invited = next((seat for seat in everyone if (seat.post, seat.chair.name) == (post, chair_name)), None)
    return tuple(seat for seat in everyone if invited and seat.chair == invited.chair)


def reseated(known: KnownDirectory | None, new: KnownDirectory) -> list[Rt]:
    """The RTs for which someone else speaks now; none where nothing was known, for nothing waits there."""
    if known is None:
        return []
    rts = {str(post.rt): post.rt for post in (*known.directory.rts, *new.directory.rts)}
    return [rt for rt in rts.values() if ids(known, rt) != ids(new, rt)]


def ids(known: KnownDirectory, rt: Rt) -> list[UUID]:
    return [seat.id for seat in seats_for(known, rt)]


def seated(candidates: Iterable[Seat], bindings: Mapping[UUID, Binding], not_for: ContactId | None) -> list[Seated]:
    """The candidates who are bound to a contact. `not_for` is left out: nobody vouches for themselves."""
    bound = [(seat, bindings[seat.id].contact_id) for seat in candidates if seat.id in bindings]
    return [Seated(seat, contact) for seat, contact in bound if contact is not None and contact != not_for]


def who_answers(
    candidates: Iterable[Seat], bindings: Mapping[UUID, Binding], not_for: ContactId | None = None
) -> Seated | None:
    """The first candidate who can be asked, None when there is nobody.

    Who has no phone or has left is passed over. Raises `NotYet` where a phone is known whose contact has not been
    introduced: waiting a moment is better than sending the resident to write on paper.
    """
    for seat in candidates:
        binding = bindings.get(seat.id)
        if binding is None or binding.contact_id is None:
            if seat.phone is None or (binding and binding.left):
                continue
            raise NotYet(f"the chair of {seat.post} has not been introduced yet")
        if binding.contact_id != not_for:
            return Seated(seat, binding.contact_id)
    return None


def _seat(office: str, post: str, acting_as: ActingAs, chair: Chair | None) -> Seat | None:
    """None where nobody sits. A phone has one spelling, so that a dash more is no new phone."""
    if chair is None:
        return None
    phone = e164(chair.phone or "")
    return Seat(uuid5(NAMESPACE_OID, f"{office}/{post}/{phone or chair.name}"), post, acting_as, chair, phone)

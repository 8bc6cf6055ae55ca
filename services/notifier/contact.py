"""Who a person is to us: one contact with many names. Others know the contact's id alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from services.notifier.whatsapp.limits import WINDOW
from shared import phones
from shared.contracts.vocabulary import ContactId
from shared.messaging.message import made_at

#: Who could not be reached is not written to for so long, unless they write.
UNREACHABLE = timedelta(days=1)
#: Networks give a number to somebody new two months after it was given up, at the soonest.
NUMBER_RESTS = timedelta(days=60)


Standing = Literal["", "stopped", "unreachable"]


class NotAPhone(ValueError):
    """This cannot be a phone number."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which a contact is found: `phone:+62…`, `user:ID.…` or `parent:ID.ENT.…`."""

    name: str
    contact_id: ContactId


@dataclass(frozen=True, slots=True)
class Sender:
    """Who WhatsApp says has written; any of these may be missing. `phone` is in E.164."""

    phone: str | None = None
    user_id: str | None = None
    parent_id: str | None = None
    name: str | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """The names to look for, the surest first."""
        named = (("user", self.user_id), ("parent", self.parent_id), ("phone", self.phone))
        return tuple(f"{kind}:{name}" for kind, name in named if name)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person. `wrote_at`, when they last wrote, opens the window; `merged_into` leads to who they are.

    `formerly` are those who turned out to be this person, as others may still know them. Since `stopped_at` they want
    no messages, at `unreachable_at` WhatsApp could not deliver one; both end when they write.
    """

    id: ContactId
    phone: str | None = None
    user_id: str | None = None
    parent_id: str | None = None
    name: str | None = None
    wrote_at: datetime | None = None
    merged_into: ContactId | None = None
    formerly: tuple[ContactId, ...] = ()
    stopped_at: datetime | None = None
    unreachable_at: datetime | None = None

    @property
    def standing(self) -> Standing:
        """What the office has to know of them, for a column to count by."""
        if self.merged_into:
            return ""
        return "stopped" if self.stopped_at else "unreachable" if self.unreachable_at else ""

    def stops(self, at: datetime) -> "Contact":
        """They have written STOP; one that comes after what they wrote since is lifted already."""
        return replace(self, stopped_at=at) if self.wrote_at is None or at >= self.wrote_at else self

    def was_not_reached(self, at: datetime) -> "Contact":
        return replace(self, unreachable_at=at)

    def was_reached(self) -> "Contact":
        return replace(self, unreachable_at=None) if self.unreachable_at else self

    def cannot_be_reached(self, now: datetime) -> bool:
        return self.unreachable_at is not None and now - self.unreachable_at < UNREACHABLE

    def window_is_open(self, now: datetime) -> bool:
        """Whether anything may be sent, and not only a template."""
        return self.wrote_at is not None and now - self.wrote_at < WINDOW

    def seen_as(self, sender: Sender) -> "Contact":
        """What is known now that the person has shown up under these names."""
        return replace(
            self,
            phone=sender.phone or self.phone,
            user_id=sender.user_id or self.user_id,
            parent_id=sender.parent_id or self.parent_id,
            name=sender.name or self.name,
        )

    def wrote(self, at: datetime) -> "Contact":
        """They can be written to, and want to be again if they had written STOP before."""
        still = self.stopped_at if self.stopped_at and self.stopped_at > at else None
        return replace(self, wrote_at=max(at, self.wrote_at or at), stopped_at=still, unreachable_at=None)

    def has_been_silent_since(self, then: datetime) -> bool:
        """Whether nothing was heard of them; of who never wrote, since we have known of them."""
        return (self.wrote_at or made_at(self.id)) < then

    def window_was_closed(self, at: datetime) -> "Contact":
        """WhatsApp says so; what was written since then has opened it again."""
        return self if self.wrote_at and self.wrote_at > at else replace(self, wrote_at=None)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The contact a sender is, those who turned out to be the same person, and those whose number it was before."""

    contact: Contact
    absorbed: tuple[Contact, ...] = ()
    dispossessed: tuple[Contact, ...] = ()


def recognise(sender: Sender, found: Iterable[Contact], new_id: ContactId, at: datetime) -> Recognised:
    """Who the sender is among the contacts found under their names.

    The user id says who it is; a phone number can change hands. So a contact found by the phone alone, whose user id
    is another one, is the same person only while the sender's is nobody else's, and while they have not been silent
    for so long that the number may have been given to somebody new.
    """
    candidates = sorted(set(found), key=lambda contact: contact.id)
    certain = any(sender.user_id and contact.user_id == sender.user_id for contact in candidates)
    others = [
        contact
        for contact in candidates
        if sender.user_id
        and contact.user_id not in (None, sender.user_id)
        and (certain or contact.has_been_silent_since(at - NUMBER_RESTS))
    ]
    same = [contact for contact in candidates if contact not in others]
    survivor, *absorbed = same or [Contact(new_id)]
    for contact in absorbed:
        survivor = _and(survivor, contact)
    return Recognised(
        survivor.seen_as(sender),
        tuple(replace(contact, merged_into=survivor.id) for contact in absorbed),
        tuple(replace(contact, phone=None) for contact in others),
    )


def e164(written: str) -> str:
    """A phone number as written in a directory, in E.164. Raises `NotAPhone`."""
    if (number := phones.e164(written)) is None:
        raise NotAPhone("not a phone number")
    return number


def on_whatsapp(wa_id: str) -> str | None:
    """A phone number as WhatsApp writes it, in E.164; None when it is something else."""
    digits = wa_id.removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 15):
        return None
    return phones.e164(f"+{digits}") or f"+{digits}"  # WhatsApp knows numbers that the library does not know yet


def _and(one: Contact, other: Contact) -> Contact:
    """Both are one person: what either knew. What one wrote after the other's STOP lifts it, as if they were one."""
    wrote_at = _later(one.wrote_at, other.wrote_at)
    return replace(
        one,
        phone=one.phone or other.phone,
        user_id=one.user_id or other.user_id,
        parent_id=one.parent_id or other.parent_id,
        name=one.name or other.name,
        wrote_at=wrote_at,
        stopped_at=_unless_before(wrote_at, _later(one.stopped_at, other.stopped_at)),
        unreachable_at=_unless_before(wrote_at, _later(one.unreachable_at, other.unreachable_at)),
        formerly=(*one.formerly, other.id, *other.formerly),
    )


def _unless_before(wrote_at: datetime | None, at: datetime | None) -> datetime | None:
    return at if at and (wrote_at is None or at >= wrote_at) else None


def _later(*times: datetime | None) -> datetime | None:
    return max((at for at in times if at), default=None)

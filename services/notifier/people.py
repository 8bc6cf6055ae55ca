"""Who has written, and how to reach them: finds contacts at the desk under their names, and makes one of two."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from services.notifier.contact import Alias, Contact, Sender, on_whatsapp, recognise
from services.notifier.conversation import Conversation
from services.notifier.post import Post
from services.notifier.whatsapp.models import IncomingMessage, Status, System, WaContact, contact_of
from shared.contracts.notifier import ContactsMerged
from shared.contracts.vocabulary import ContactId
from shared.messaging import Desk, uuid7
from shared.messaging.message import OfficeCode


def sender_of(message: IncomingMessage, contacts: Sequence[WaContact] = ()) -> Sender:
    """Who wrote, by everything the message and its contact say. An id that is no phone number is a user's."""
    contact = contact_of(message, contacts) or WaContact()
    number = message.sender or contact.wa_id or ""
    phone = on_whatsapp(number)
    return Sender(
        phone=phone,
        user_id=message.from_user_id or contact.user_id or (None if phone else number or None),
        parent_id=message.from_parent_user_id or contact.parent_user_id,
        name=contact.profile.name if contact.profile else None,
    )


def names_before(message: IncomingMessage, system: System) -> Sender:
    """The names of someone who has changed them, until now."""
    sender = sender_of(message)
    return replace(
        sender,
        user_id=system.previous_user_id or sender.user_id,
        parent_id=system.previous_parent_user_id or sender.parent_id,
    )


def names_after(system: System) -> Sender:
    """The names of someone who has changed them, from now on."""
    return Sender(on_whatsapp(system.wa_id or ""), system.user_id, system.parent_user_id)


def names_of(message: IncomingMessage, contacts: Sequence[WaContact]) -> tuple[str, ...]:
    """Every name under which the sender may be known."""
    if system := message.system:
        return names_before(message, system).aliases + names_after(system).aliases
    return sender_of(message, contacts).aliases


def meet(desk: Desk, sender: Sender, office: OfficeCode, wrote_at: datetime | None = None) -> Post:
    """The contact that the sender is, made if need be. Raises ValueError when the sender has no name at all."""
    if not sender.aliases:
        raise ValueError("nobody can tell who wrote this")
    post = _become(desk, sender, _known(desk, sender.aliases), office)
    post.contact = post.contact.wrote(wrote_at) if wrote_at else post.contact
    return post


def learn(desk: Desk, contact_id: ContactId, status: Status, office: OfficeCode) -> Post:
    """The contact to whom a message went; who was known by phone alone goes by the ids of the status, too."""
    contact = _whoever_is(desk, contact_id)
    sender = Sender(contact.phone, status.recipient_user_id, status.recipient_parent_user_id)
    if not sender.user_id or contact.user_id:
        return post_of(desk, contact.id)
    others = [other for other in _known(desk, Sender(user_id=sender.user_id).aliases) if other.id != contact.id]
    return _become(desk, sender, [contact, *others], office)


def whoever(desk: Desk, sender: Sender) -> Post | None:
    """The contact that the sender is, None when it is nobody we know."""
    known = _known(desk, sender.aliases)
    return post_of(desk, known[0].id) if known else None


def rename(desk: Desk, before: Sender, after: Sender, office: OfficeCode) -> Post | None:
    """Someone we know goes by other names now; who gets the old ones next is not them. None for nobody we know."""
    known = _known(desk, before.aliases)
    if not known or not after.aliases:
        return None
    for name in _given_up(before, after):
        desk.remove(Alias, name)
    if after.user_id:
        known = [replace(contact, user_id=None) for contact in known]
    others = [other for other in _known(desk, after.aliases) if other.id not in {contact.id for contact in known}]
    return _become(desk, after, known + others, office)


def _given_up(before: Sender, after: Sender) -> set[str]:
    """The names that others take the place of. A name that is merely not told is not given up."""
    replaced = Sender(before.phone if after.phone else None, before.user_id if after.user_id else None)
    return {*replaced.aliases} - {*after.aliases}


def post_of(desk: Desk, contact_id: ContactId) -> Post:
    """The way out to a contact. Raises `NotYet` when there is none."""
    contact = _whoever_is(desk, contact_id)
    return Post(desk, contact, _conversation(desk, contact.id))


def _become(desk: Desk, sender: Sender, found: Sequence[Contact], office: OfficeCode) -> Post:
    known = recognise(sender, found, uuid7(), desk.now)
    one = known.contact.id
    is_new = all(contact.id != one for contact in found)
    conversation = Conversation(one) if is_new else _conversation(desk, one)
    for absorbed in known.absorbed:
        conversation = conversation.and_of(_conversation(desk, absorbed.id))
        desk.remove(Conversation, absorbed.id)
    if known.absorbed:
        desk.say(ContactsMerged(office=office, at=desk.now, contact_id=one, absorbed=known.contact.formerly))
    desk.keep(known.contact, conversation, *known.absorbed, *known.dispossessed)
    desk.keep(*(Alias(name, one) for name in sender.aliases))
    return Post(desk, known.contact, conversation)


def _known(desk: Desk, names: Iterable[str]) -> list[Contact]:
    aliases = (desk.find(Alias, name) for name in names)
    return list(
        {
            contact.id: contact for alias in aliases if alias for contact in [_whoever_is(desk, alias.contact_id)]
        }.values()
    )


def _whoever_is(desk: Desk, contact_id: ContactId) -> Contact:
    contact = desk.get(Contact, contact_id)
    while contact.merged_into:
        contact = desk.get(Contact, contact.merged_into)
    return contact


def _conversation(desk: Desk, contact_id: ContactId) -> Conversation:
    return desk.find(Conversation, contact_id) or Conversation(contact_id)

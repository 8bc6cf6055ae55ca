"""What the notifier keeps, and what its handlers find on the desk."""

from collections.abc import Generator
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.notifier.contact import Alias, Contact, e164
from services.notifier.conversation import Conversation
from services.notifier.cost import Tally, tally_of
from services.notifier.errands import AskHeld, AwaitEvidence, Deliver, FetchFile, GoOn, LookAgain, PassOn
from services.notifier.floor import Address
from services.notifier.message import Outgoing, Wamid, tracked
from services.notifier.people import names_of
from services.notifier.upload import Upload
from services.notifier.whatsapp.models import IncomingMessage, Status
from services.notifier.whatsapp.updates import MessageCame, StatusCame
from shared.contracts.intake import DataErased
from shared.contracts.notifier import IntroduceContact, SendAgain, SendMessage
from shared.contracts.vocabulary import ContactId
from shared.messaging import Desk, Id, Want, document_shelf

tables = sa.MetaData()
_IN_KEY_ORDER: dict[str, Any] = {"sqlite_with_rowid": False}


def _table(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(name, tables, *columns, sa.Column("body", sa.Text, nullable=False), **_IN_KEY_ORDER)


contacts = document_shelf(
    Contact,
    _table(
        "contacts",
        sa.Column("id", Id, primary_key=True),
        sa.Column("standing", sa.Text, nullable=False, server_default="", index=True),
    ),
)
aliases = document_shelf(Alias, _table("aliases", sa.Column("name", sa.Text, primary_key=True)))
conversations = document_shelf(Conversation, _table("conversations", sa.Column("contact_id", Id, primary_key=True)))
messages = document_shelf(
    Outgoing,
    _table("messages", sa.Column("id", Id, primary_key=True), sa.Column("at", sa.Float, nullable=False, index=True)),
)
wamids = document_shelf(
    Wamid,
    _table(
        "wamids",
        sa.Column("wamid", sa.Text, primary_key=True),
        sa.Column("message_id", Id, nullable=False, index=True),
    ),
)
uploads = document_shelf(
    Upload,
    _table("uploads", sa.Column("sha256", sa.Text, primary_key=True), sa.Column("at", sa.Float, nullable=False)),
)
tallies = document_shelf(
    Tally,
    _table(
        "tallies",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("hour", sa.Float, nullable=False, index=True),
    ),
)
SHELVES = (contacts, aliases, conversations, messages, wamids, uploads, tallies)

Wants = Generator[Want, Any, Any]


def all_about(contact_id: ContactId) -> Wants:
    """A contact, whoever they turned out to be, with everything that is going on with them."""
    contact: Contact | None = yield Want(Contact, contact_id)
    while contact and contact.merged_into:
        contact = yield Want(Contact, contact.merged_into)
    if contact is None:
        return
    conversation: Conversation | None = yield Want(Conversation, contact.id)
    for message_id in conversation.messages if conversation else ():
        outgoing: Outgoing | None = yield Want(Outgoing, message_id)
        if outgoing and outgoing.request:
            yield from _its_uploads(outgoing.request)


def its_sender(update: MessageCame) -> Wants:
    """Everyone who is known under the sender's names, and the message that is quoted."""
    for name in names_of(update.message, update.contacts):
        alias: Alias | None = yield Want(Alias, name)
        if alias:
            yield from all_about(alias.contact_id)
    quoted = update.message.context.id if update.message.context else None
    if quoted:
        wamid: Wamid | None = yield Want(Wamid, quoted)
        if wamid:
            yield Want(Outgoing, wamid.message_id)


def its_recipient(request: SendMessage) -> Wants:
    yield from all_about(request.contact_id)
    yield from _its_uploads(request)


def what_failed(request: SendAgain) -> Wants:
    yield from _message(request.message_id)


def whoever_has_the_number(request: IntroduceContact) -> Wants:
    """Raises `NotAPhone`."""
    alias: Alias | None = yield Want(Alias, f"phone:{e164(request.phone)}")
    if alias:
        yield from all_about(alias.contact_id)


def its_message(update: StatusCame | LookAgain) -> Wants:
    """The message a status is about: by the tracker that we gave it, else by WhatsApp's id."""
    status = update.status
    if status.recipient_user_id:
        alias: Alias | None = yield Want(Alias, f"user:{status.recipient_user_id}")
        if alias:
            yield from all_about(alias.contact_id)
    known = tracked(status.biz_opaque_callback_data)
    if known is None:
        wamid: Wamid | None = yield Want(Wamid, status.id)
        known = (wamid.message_id, wamid.attempt) if wamid else None
    if known and (outgoing := (yield from _message(known[0]))) and (tally := tally_of(outgoing, known[1], status)):
        yield Want(Tally, tally.key)


def its_contact(about: FetchFile | AskHeld | GoOn | PassOn | DataErased) -> Wants:
    yield from all_about(about.contact_id)


def its_outgoing(errand: Deliver | AwaitEvidence) -> Wants:
    yield from _message(errand.message_id)


def find_message(desk: Desk, status: Status) -> tuple[Outgoing, int] | None:
    """The message that a status is about and the attempt it tells of, once `its_message` is laid out."""
    if known := tracked(status.biz_opaque_callback_data):
        outgoing = desk.find(Outgoing, known[0])
        return (outgoing, known[1]) if outgoing else None
    wamid = desk.find(Wamid, status.id)
    return (desk.get(Outgoing, wamid.message_id), wamid.attempt) if wamid else None


def find_quoted(desk: Desk, message: IncomingMessage) -> Address | None:
    """Whose message is quoted, once `its_sender` is laid out."""
    wamid = desk.find(Wamid, message.context.id) if message.context and message.context.id else None
    outgoing = desk.find(Outgoing, wamid.message_id) if wamid else None
    return outgoing.to if outgoing else None


def _message(message_id: UUID) -> Generator[Want, Any, Outgoing | None]:
    outgoing: Outgoing | None = yield Want(Outgoing, message_id)
    if outgoing is None:
        return None
    if outgoing.beginning_of:
        yield Want(Outgoing, outgoing.beginning_of)
    if outgoing.request:
        yield from _its_uploads(outgoing.request)
    yield from all_about(outgoing.contact_id)
    return outgoing


def _its_uploads(request: SendMessage) -> Wants:
    for attachment in (request.image, request.document):
        if attachment:
            yield Want(Upload, attachment.sha256)

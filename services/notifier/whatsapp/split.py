"""One webhook holds many things: entries, changes, messages, statuses, errors. Each goes its own way from here."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from services.notifier.whatsapp.updates import (
    AccountChanged,
    ErrorCame,
    MessageCame,
    StatusCame,
    UnknownCame,
    WhatsAppUpdate,
)

Json = dict[str, Any]
#: Turns a sender's phone or user id into the key of their line: nobody must be able to read the one from the other.
LineOf = Callable[[str], UUID]

#: Ids of updates are made in this space of names from WhatsApp's own ids, so that a repeated one is known.
_UPDATES = UUID("6d0f5f3e-5d0c-4d0a-9f4e-6e6f74696679")

#: Fields of Meta's webhooks that carry nothing a resident waits for.
ACCOUNT_FIELDS = frozenset(
    """
    account_alerts account_review_update account_settings_update account_update automatic_events
    business_capability_update business_status_update calls flows group_lifecycle_update group_participant_update
    group_participants_update group_settings_update group_status_update history message_echoes
    message_template_components_update
    message_template_quality_update message_template_status_update messaging_handovers partner_solutions
    payment_configuration_update phone_number_name_update phone_number_quality_update security smb_app_state_sync
    smb_message_echoes standby template_category_update template_correct_category_detection tracking_events
    user_id_update user_preferences
    """.split()  # noqa: SIM905 - a page of words reads better than a page of quotes
)


class Piece(NamedTuple):
    """One update, ready to be published. `content` holds what came as it came, under the names of the contract."""

    contract: type[WhatsAppUpdate]
    id: UUID
    line: UUID
    content: Json


def split(payload: Any, line_of: LineOf) -> Iterator[Piece]:
    """Everything in a webhook, in order; what has no known shape as `UnknownCame`, alone."""
    match payload:
        case {"entry": [*entries]} if entries:
            for entry in entries:
                yield from _entry(entry, line_of)
        case _:
            yield unknown(payload)


def unknown(what: Any) -> Piece:
    """Something nobody here can read, alone."""
    piece_id = _id("unknown", _digest(what))
    return Piece(UnknownCame, piece_id, piece_id, {"unknown": what})


def _entry(entry: Any, line_of: LineOf) -> Iterator[Piece]:
    match entry:
        case {"changes": [*changes]} if changes:
            for change in changes:
                yield from _change(change, entry.get("time"), line_of)
        case _:
            yield unknown(entry)


def _change(change: Any, time: Any, line_of: LineOf) -> Iterator[Piece]:
    match change:
        case {"field": "messages", "value": dict(value)} if not value.keys().isdisjoint(_PARTS):
            for part, pieces in _PARTS.items():
                yield from pieces(value.get(part), value, line_of)
        case {"field": str(field), "value": dict(value)} if field in ACCOUNT_FIELDS:
            piece_id = _id("account", _digest([time, change]))
            yield Piece(AccountChanged, piece_id, piece_id, {"field": field, "value": value})
        case _:
            yield unknown(change)


def _messages(messages: Any, value: Json, line_of: LineOf) -> Iterator[Piece]:
    everyone = [contact for contact in _each(value.get("contacts")) if isinstance(contact, dict)]
    known = _by_name(everyone)
    for message in sorted(_each(messages), key=_when):
        match message:
            case {"id": str() | int() as wamid} if wamid:
                contacts = _contacts_of(message, everyone, known)
                content = {"contacts": contacts, "message": message}
                yield Piece(MessageCame, message_id(wamid), line_of(_who(message, contacts)), content)
            case _:
                yield unknown(message)


def _statuses(statuses: Any, _: Json, __: LineOf) -> Iterator[Piece]:
    for status in _each(statuses):
        match status:
            case {"id": str() | int() as wamid, "status": str(word)} if wamid:
                yield Piece(StatusCame, _id("status", wamid, word), _id("wamid", wamid), {"status": status})
            case _:
                yield unknown(status)


def _errors(errors: Any, value: Json, __: LineOf) -> Iterator[Piece]:
    for error in _each(errors):
        match error:
            case {"code": int() | str()}:
                piece_id = _id("error", _digest([value, error]))
                yield Piece(ErrorCame, piece_id, piece_id, {"error": error})
            case _:
                yield unknown(error)


_PARTS: dict[str, Callable[[Any, Json, LineOf], Iterator[Piece]]] = {
    "messages": _messages,
    "statuses": _statuses,
    "errors": _errors,
}


def _each(things: Any) -> list[Any]:
    """A list as it is, nothing as empty, and anything else as its only thing, so that it is not lost."""
    if things is None:
        return []
    return things if isinstance(things, list) else [things]


def _when(message: Any) -> float:
    try:
        return float(message["timestamp"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return 0.0


def _by_name(contacts: list[Json]) -> dict[str, list[Json]]:
    """The contacts by each of their ids: of a thousand, every message carries its own alone."""
    known: dict[str, list[Json]] = {}
    for contact in contacts:
        for name in {str(contact[key]) for key in ("wa_id", "user_id", "parent_user_id") if contact.get(key)}:
            known.setdefault(name, []).append(contact)
    return known


def _contacts_of(message: Json, everyone: list[Json], known: dict[str, list[Json]]) -> list[Json]:
    """Those that the message may be from: by its ids, or a lone one."""
    if len(everyone) < 2:
        return everyone
    names = [str(message[key]) for key in ("from", "from_user_id", "from_parent_user_id") if message.get(key)]
    return next((known[name] for name in names if name in known), [])


def _who(message: Json, contacts: list[Json]) -> str:
    """The sender by the id that changes least; messages of one person should have one line."""
    named = message.get("from_user_id") or message.get("from")
    if not named and len(contacts) == 1:
        named = contacts[0].get("user_id") or contacts[0].get("wa_id")
    return str(named or message["id"])


def message_id(wamid: str | int) -> UUID:
    """The id of the update that brought a person's message."""
    return _id("message", wamid)


def _id(*words: str | int) -> UUID:
    return uuid5(_UPDATES, "\x00".join(map(str, words)))


def _digest(what: Any) -> str:
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()

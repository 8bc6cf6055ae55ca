"""What Meta's webhooks say, in Meta's shapes (webhooks/reference/messages; business-scoped user ids since 2026)."""

import base64
from collections.abc import Mapping
from typing import Any, NamedTuple

from simulator import ids
from simulator.bubble import Bubble, Card, File, Place, State
from simulator.graph.errors import GraphError
from simulator.office import Office
from simulator.phone import WINDOW, Phone

Json = dict[str, Any]
#: The field of webhooks that carry what people write and what becomes of the office's messages.
MESSAGES = "messages"


def message(office: Office, phone: Phone, bubble: Bubble) -> Json:
    """A person's message."""
    said = stamp(phone, bubble.id, int(bubble.at.timestamp())) | _content(bubble)
    if bubble.quote:
        said["context"] = {"from": office.phone, "id": bubble.quote}
    return value_of(office) | {"contacts": [contact_of(phone)], "messages": [said]}


def reaction(office: Office, phone: Phone, message_id: str, emoji: str | None, at: int) -> Json:
    """A reaction to a message of the office; an empty emoji takes it back. `at` in seconds."""
    reacted = {"message_id": message_id, "emoji": emoji or ""}
    said = stamp(phone, ids.wamid(phone.address, from_office=False), at) | {"type": "reaction", "reaction": reacted}
    return value_of(office) | {"contacts": [contact_of(phone)], "messages": [said]}


def status(office: Office, phone: Phone, bubble: Bubble, state: State, at: int) -> Json:
    """How far a message of the office has come. `at` in seconds."""
    told: Json = {"id": bubble.id, "status": state, "timestamp": str(at)}
    told |= _recipient(phone, bubble)
    if bubble.callback_data is not None:
        told["biz_opaque_callback_data"] = bubble.callback_data
    told |= _billing(office, phone, bubble, state)
    return value_of(office) | {"contacts": [contact_of(phone, by_phone=not bubble.by_user_id)], "statuses": [told]}


class Failure(NamedTuple):
    """A message that will not arrive; `recipient` names whom it was addressed to."""

    message_id: str
    recipient: Mapping[str, str]
    error: GraphError
    callback_data: str | None


def failure(office: Office, failed: Failure, at: int) -> Json:
    """Its contact is lean: the id that was written to, without name or anything else. `at` in seconds."""
    told: Json = {"id": failed.message_id, "status": "failed", "timestamp": str(at), **failed.recipient}
    if failed.callback_data is not None:
        told["biz_opaque_callback_data"] = failed.callback_data
    told["errors"] = [failed.error.as_status()]
    ids_by_name = {"recipient_id": "wa_id", "recipient_user_id": "user_id"}
    contact = {ids_by_name[name]: value for name, value in failed.recipient.items()}
    return value_of(office) | {"contacts": [contact], "statuses": [told]}


def value_of(office: Office) -> Json:
    """What every value begins with."""
    metadata = {"display_phone_number": office.phone, "phone_number_id": office.phone_number_id}
    return {"messaging_product": "whatsapp", "metadata": metadata}


def contact_of(phone: Phone, *, by_phone: bool = False) -> Json:
    """Who hides the phone has a username instead, unless the office used the phone itself."""
    profile = {"name": phone.name} | ({"username": phone.username} if phone.hidden else {})
    shown = {} if phone.hidden and not by_phone else {"wa_id": phone.number}
    return {"profile": profile, **shown, "user_id": phone.user_id}


def stamp(phone: Phone, message_id: str, at: int) -> Json:
    """What every message begins with."""
    sender = {} if phone.hidden else {"from": phone.number}
    return {**sender, "from_user_id": phone.user_id, "id": message_id, "timestamp": str(at)}


def _content(bubble: Bubble) -> Json:
    match bubble:
        case Bubble(kind="interactive", tapped=tapped) if tapped:
            reply = "list_reply" if bubble.list_button else "button_reply"
            chosen = tapped.model_dump(include={"id", "title", "description"}, exclude_none=True)
            content: Json = {"type": reply, reply: chosen}
        case Bubble(kind="button", tapped=tapped) if tapped:
            content = {"payload": tapped.id, "text": tapped.title}
        case Bubble(place=Place() as place):
            content = place.model_dump()
        case Bubble(card=Card() as card):
            return {"type": "contacts", "contacts": [_shared(card)]}
        case Bubble(file=File() as file):
            content = _file(bubble, file)
        case Bubble(kind="unsupported"):
            return {"type": "unsupported", "errors": [GraphError.of(131051).as_status()]}
        case _:
            content = {"body": bubble.text}
    return {"type": bubble.kind, bubble.kind: content}


def _file(bubble: Bubble, file: File) -> Json:
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    told: Json = {"caption": bubble.text} if bubble.text else {}
    if bubble.kind == "document" and file.filename:
        told["filename"] = file.filename
    told |= {"mime_type": file.mime_type, "sha256": digest, "id": file.media_id}
    if bubble.kind == "audio":
        told["voice"] = bubble.voice
    if bubble.kind == "sticker":
        told["animated"] = False
    return told


def _shared(card: Card) -> Json:
    first, _, last = card.name.partition(" ")
    name = {"first_name": first, "formatted_name": card.name} | ({"last_name": last} if last else {})
    return {"name": name, "phones": [{"phone": f"+{card.phone}", "wa_id": card.phone, "type": "CELL"}]}


def _recipient(phone: Phone, bubble: Bubble) -> Json:
    shown = {} if phone.hidden and bubble.by_user_id else {"recipient_id": phone.number}
    return {**shown, "recipient_user_id": phone.user_id}


def _billing(office: Office, phone: Phone, bubble: Bubble, state: State) -> Json:
    """Conversation and price; the end of the conversation is told with `sent` only."""
    opened = phone.wrote_at or bubble.at
    conversation: Json = {
        "id": ids.conversation_id(phone.number, f"{opened.date()}"),
        "origin": {"type": bubble.billed_as},
    }
    if state == "sent":
        conversation["expiration_timestamp"] = str(int((opened + WINDOW).timestamp()))
    is_free = bubble.billed_as in office.free_in_window and phone.window_is_open(bubble.at)
    kind = "free_customer_service" if is_free else "regular"
    pricing = {"billable": not is_free, "pricing_model": "PMP", "category": bubble.billed_as, "type": kind}
    return {"conversation": conversation, "pricing": pricing}

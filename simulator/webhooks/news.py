"""What Meta tells beside messages and statuses: changed people, edits, calls, groups, the account.

Shapes: Meta's webhook reference (`system`, `edit`, `revoke`, `calls`, `smb_message_echoes`, `account_update`,
`phone_number_quality_update`, `message_template_status_update`, `message_template_quality_update`).
"""

import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple

from simulator import ids
from simulator.account import Account
from simulator.bubble import Bubble
from simulator.graph.templates import Template
from simulator.office import Office
from simulator.phone import Phone
from simulator.webhooks.payload import MESSAGES, contact_of, stamp, value_of

Json = dict[str, Any]


class News(NamedTuple):
    """A value, and the field of the webhook that brings it."""

    value: Json
    field: str = MESSAGES


def edited(office: Office, phone: Phone, bubble: Bubble, at: int) -> News:
    """A person changed what they had written."""
    message = {"context": {"id": "M0"}, "type": "text", "text": {"body": bubble.text}}
    return _said(office, phone, at, "edit", {"original_message_id": bubble.id, "message": message})


def deleted(office: Office, phone: Phone, bubble: Bubble, at: int) -> News:
    """A person took back what they had written."""
    return _said(office, phone, at, "revoke", {"original_message_id": bubble.id})


def something_new(office: Office, phone: Phone, at: int) -> News:
    """A type of message that nobody has read of yet."""
    return _said(office, phone, at, "hologram", {"id": ids.media_id(), "depth": 3})


def in_a_group(office: Office, phone: Phone, text: str, at: int) -> News:
    """What a person wrote in a group that the office's number belongs to."""
    news = _said(office, phone, at, "text", {"body": text})
    news.value["messages"][0]["group_id"] = "Y2FwaV9ncm91cDoxODA1NTU1MDE3MjoxMjAzNjMyMjI3NzE5NjMwNjcZD"
    return news


def changed_number(office: Office, before: Phone, after: Phone, at: int) -> News:
    """Written by WhatsApp itself, in the name of the old number."""
    body = f"User {before.name} changed from {before.number} to {after.number}"
    told = {"body": body, "wa_id": after.number, "type": "user_changed_number"}
    changed = {"user_id": after.user_id, "previous_user_id": before.user_id}
    return _system(office, stamp(before, ids.wamid(before.address, from_office=False), at), told | changed)


def changed_user_id(office: Office, before: Phone, after: Phone, at: int) -> News:
    """The same person under a new business-scoped user id."""
    told = {"type": "user_changed_user_id", "user_id": after.user_id, "previous_user_id": before.user_id}
    told["body"] = f"User {before.name} changed from {before.user_id} to {after.user_id}"
    return _system(office, stamp(after, ids.wamid(after.address, from_office=False), at), told)


def called(office: Office, phone: Phone, at: int) -> News:
    """A person rang the office's number and hung up."""
    call = {
        "id": f"wacid.{secrets.token_hex(16).upper()}",
        "from": phone.number,
        "to": office.phone,
        "event": "connect",
        "timestamp": str(at),
        "direction": "USER_INITIATED",
        "session": {"sdp": "v=0", "sdp_type": "offer"},
    }
    return News(value_of(office) | {"contacts": [contact_of(phone)], "calls": [call]}, "calls")


def echoed(office: Office, phone: Phone, bubble: Bubble) -> News:
    """Somebody at the office wrote from the WhatsApp app, beside the API."""
    echo = {
        "from": office.phone,
        "to": phone.number,
        "to_user_id": phone.user_id,
        "id": bubble.id,
        "timestamp": str(int(bubble.at.timestamp())),
        "type": "text",
        "text": {"body": bubble.text},
    }
    return News(value_of(office) | {"contacts": [contact_of(phone)], "message_echoes": [echo]}, "smb_message_echoes")


def of_the_account(office: Office, before: Account, after: Account, templates: list[Template]) -> Iterator[News]:
    """What Meta tells when it has changed its mind. `templates` are those of the account, as they are now."""
    if after.status != before.status and after.status in ("RESTRICTED", "BANNED"):
        limits = [{"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}]
        yield News({"event": "ACCOUNT_RESTRICTION", "restriction_info": limits}, "account_update")
    if after.quality_rating != before.quality_rating:
        event = "FLAGGED" if after.quality_rating == "RED" else "UNFLAGGED"
        told = {"display_phone_number": office.phone, "event": event, "current_limit": after.messaging_limit_tier}
        yield News(told, "phone_number_quality_update")
    for template in templates:
        yield from _of_a_template(template, before, after)


def _of_a_template(template: Template, before: Account, after: Account) -> Iterator[News]:
    named = {
        "message_template_id": int(template.id),
        "message_template_name": template.name,
        "message_template_language": template.language,
    }
    status = after.templates.get(template.name)
    if status and status != before.templates.get(template.name):
        yield News({"event": status, **named, "reason": "NONE"}, "message_template_status_update")
    quality, was = after.template_quality.get(template.name), before.template_quality.get(template.name, "UNKNOWN")
    if quality and quality != was:
        scores = {"previous_quality_score": was, "new_quality_score": quality}
        yield News(scores | named, "message_template_quality_update")


def _said(office: Office, phone: Phone, at: int, kind: str, content: Json) -> News:
    said = stamp(phone, ids.wamid(phone.address, from_office=False), at) | {"type": kind, kind: content}
    return News(value_of(office) | {"contacts": [contact_of(phone)], "messages": [said]})


def _system(office: Office, stamped: Json, told: Json) -> News:
    return News(value_of(office) | {"messages": [stamped | {"type": "system", "system": told}]})

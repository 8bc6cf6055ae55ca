"""The bodies of `POST /{phone-number-id}/messages`, as Meta's OpenAPI document has them."""

from typing import Any, Literal, assert_never

from pydantic import BaseModel, ConfigDict

from services.notifier.whatsapp import limits
from services.notifier.whatsapp.choices import Option
from services.notifier.whatsapp.parts import (
    ButtonsPart,
    File,
    FilePart,
    ListPart,
    Part,
    TemplatePart,
    TextPart,
)
from shared.contracts.vocabulary import Attachment

Json = dict[str, Any]
#: Templates are written and approved in Indonesian.
LANGUAGE = "id"


class Recipient(BaseModel):
    """Whom it is for: a phone goes under `to`, a business-scoped user id under `recipient`."""

    model_config = ConfigDict(frozen=True)

    under: Literal["to", "recipient"]
    value: str


def message(part: Part, recipient: Recipient, tracker: str, media_id: str | None) -> Json:
    """The whole body. `tracker` comes back in every status; `media_id` is the part's uploaded file."""
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        recipient.under: recipient.value,
        "biz_opaque_callback_data": tracker,
        **_content(part, media_id),
    }


def read_mark(wamid: str) -> Json:
    """Blue ticks, and three dots until we answer."""
    return {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": wamid,
        "typing_indicator": {"type": "text"},
    }


def _content(part: Part, media_id: str | None) -> Json:
    match part:
        case TextPart():
            return {"type": "text", "text": {"body": part.text, "preview_url": False}}
        case FilePart():
            caption = {"caption": part.caption} if part.caption else {}
            shown = part.file.shown_as
            return {"type": shown, shown: _file(part.file, media_id) | caption}
        case ButtonsPart():
            buttons = [{"type": "reply", "reply": {"id": one.id, "title": one.title}} for one in part.buttons]
            return _interactive("button", part.text, {"buttons": buttons}, _header(part.file, media_id))
        case ListPart():
            sections = [{"rows": [_row(row) for row in part.rows]}]
            return _interactive("list", part.text, {"button": part.button, "sections": sections}, {})
        case TemplatePart():
            return {"type": "template", "template": _template(part, media_id)}
        case _:
            assert_never(part)


def _interactive(kind: str, text: str, action: Json, header: Json) -> Json:
    return {"type": "interactive", "interactive": {"type": kind, **header, "body": {"text": text}, "action": action}}


def _header(file: File | None, media_id: str | None) -> Json:
    return {"header": _shown(file, media_id)} if file else {}


def _shown(file: File, media_id: str | None) -> Json:
    return {"type": file.shown_as, file.shown_as: _file(file, media_id)}


def _row(row: Option) -> Json:
    described = {"description": row.description} if row.description else {}
    return {"id": row.id, "title": row.title, **described}


def _template(part: TemplatePart, media_id: str | None) -> Json:
    components: list[Json] = []
    if part.file:
        components.append({"type": "header", "parameters": [_shown(part.file, media_id)]})
    if part.parameters:
        filled = [{"type": "text", "text": text} for text in part.parameters]
        components.append({"type": "body", "parameters": filled})
    components += [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(index),
            "parameters": [{"type": "payload", "payload": payload}],
        }
        for index, payload in enumerate(part.payloads)
    ]
    return {"name": part.name, "language": {"code": LANGUAGE}, "components": components}


def _file(file: File, media_id: str | None) -> Json:
    named = {"filename": _filename(file.attachment)} if file.shown_as == "document" else {}
    return {"id": media_id, **named}


def _filename(file: Attachment) -> str:
    """What the person sees. A name that is too long keeps its ending."""
    name = file.filename or file.name.rsplit("/", 1)[-1]
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= limits.FILENAME else f"{stem[: limits.FILENAME - len(ending) - 1]}{dot}{ending}"

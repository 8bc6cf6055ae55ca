"""What a message of the office shows on the phone, in the terms of a bubble. Refuses media that cannot be shown."""

from datetime import datetime
from typing import Any

from simulator.bubble import Choice, File
from simulator.graph import bodies, parts
from simulator.graph.errors import GraphError
from simulator.graph.templates import Templates
from simulator.media import LIMITS, RECEIVED_LIVES, UPLOAD_LIVES, kind_of
from simulator.store import Media
from simulator.world import World

Content = dict[str, Any]


def content_of(message: bodies.Outgoing, world: World, templates: Templates) -> Content:
    """The fields of a `Bubble`. Raises `GraphError`: 131053 for media, and what a template refuses."""
    content: Content = {"kind": message.type}
    match message:
        case bodies.TextMessage(text=text):
            content["text"] = text.body
        case bodies.ImageMessage(image=media) | bodies.DocumentMessage(document=media):
            content |= {"text": media.caption, "file": file_of(media, message.type, world)}
        case bodies.InteractiveMessage(interactive=shown):
            content |= _buttons(shown, world) if shown.type == "button" else _rows(shown)
        case bodies.TemplateMessage(template=use):
            content |= _template(use, world, templates)
        case bodies.ReactionMessage():
            content["kind"] = "text"
    return content


def file_of(ref: parts.Media | parts.MediaRef, kind: str, world: World) -> File:
    """Raises `GraphError` 131053 when the id is unknown or too old, or the type does not fit."""
    media = world.media(ref.id)
    if media is None or has_run_out(media, world.clock()):
        raise GraphError.of(131053, f"Media with id {ref.id} does not exist or has expired.")
    if kind == "image" and kind_of(media.mime_type) != "image":
        raise GraphError.of(
            131053, f"Unsupported Image mime type {media.mime_type}. Please use one of image/jpeg, image/png."
        )
    if media.size > LIMITS.get(media.mime_type, media.size):
        raise GraphError.of(131053, f"{kind} file size is too big.")
    return world.file(media, getattr(ref, "filename", None))


def has_run_out(media: Media, now: datetime) -> bool:
    """Media that was uploaded lives for 30 days, media that was received for 7."""
    return now > media.kept_at + (RECEIVED_LIVES if media.sender else UPLOAD_LIVES)


def _header(header: parts.Header | None, world: World) -> Content:
    if header is None:
        return {}
    if ref := header.image or header.document:
        return {"file": file_of(ref, header.type, world)}
    return {"header": header.text}


def _buttons(buttons: parts.InteractiveButtons, world: World) -> Content:
    choices = [Choice(id=button.reply.id, title=button.reply.title) for button in buttons.action.buttons]
    footer = buttons.footer.text if buttons.footer else None
    shown: Content = {"text": buttons.body.text, "footer": footer, "choices": choices}
    return shown | _header(buttons.header, world)


def _rows(rows: parts.InteractiveList) -> Content:
    return {
        "text": rows.body.text,
        "header": rows.header.text if rows.header else None,
        "footer": rows.footer.text if rows.footer else None,
        "list_button": rows.action.button,
        "choices": [
            Choice(id=row.id, title=row.title, description=row.description, section=section.title)
            for section in rows.action.sections
            for row in section.rows
        ],
    }


def _template(use: parts.TemplateUse, world: World, templates: Templates) -> Content:
    filled = templates.fill(use)
    return {
        "template": use.name,
        "billed_as": filled.category,
        "text": filled.text,
        "header": filled.header,
        "footer": filled.footer,
        "choices": filled.choices,
        "file": file_of(filled.file, filled.file_kind, world) if filled.file else None,
    }

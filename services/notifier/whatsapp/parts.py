"""How a message is said on WhatsApp: as one or several parts, each within the limits. Nothing is ever cut off."""

import re
from typing import Annotated, Literal

from pydantic import Field

from services.notifier.whatsapp import limits
from services.notifier.whatsapp.choices import Option, Said, laid_out, option_id
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import Attachment

#: Said above choices that came without words; WhatsApp wants some.
PLEASE_CHOOSE = "Silakan pilih:"
MORE_TO_CHOOSE = "Pilihan lainnya:"


class File(Said):
    """What is kept under `attachment`, shown as a document with its name or as an image."""

    shown_as: Literal["document", "image"]
    attachment: Attachment


class TextPart(Said):
    kind: Literal["text"] = "text"
    text: str


class FilePart(Said):
    """A document or an image, with what is said about it."""

    kind: Literal["file"] = "file"
    file: File
    caption: str | None = None


class ButtonsPart(Said):
    """At most three buttons, under a document or an image if there is one."""

    kind: Literal["buttons"] = "buttons"
    text: str
    buttons: tuple[Option, ...]
    file: File | None = None


class ListPart(Said):
    """At most ten rows behind one button."""

    kind: Literal["list"] = "list"
    text: str
    button: str
    rows: tuple[Option, ...]


class TemplatePart(Said):
    """An approved template; `payloads` come back when its quick replies are tapped."""

    kind: Literal["template"] = "template"
    name: str
    parameters: tuple[str, ...]
    payloads: tuple[str, ...]
    file: File | None = None


Part = Annotated[TextPart | FilePart | ButtonsPart | ListPart | TemplatePart, Field(discriminator="kind")]


def file_of(part: Part) -> File | None:
    """The file that has to be uploaded before the part can be sent."""
    return None if isinstance(part, TextPart | ListPart) else part.file


def parts_of(message: SendMessage, window_is_open: bool, skipped: int = 0) -> tuple[Part, ...]:
    """The message as it can be said now, or a later page of its choices.

    Nothing when the window is closed and it has no template.
    """
    free = _free_form(message, skipped) if window_is_open else ()
    return free or _by_template(message)


def split_text(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters, broken after a paragraph, a line, a sentence or a word."""
    pieces: list[str] = []
    rest = text.strip()
    while len(rest) > limit:
        at = _break(rest[: limit + 1], limit)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces


def _by_template(message: SendMessage) -> tuple[Part, ...]:
    if message.template is None:
        return ()
    part = TemplatePart(
        name=message.template.name,
        parameters=tuple(_on_one_line(parameter) for parameter in message.template.parameters),
        payloads=tuple(option_id(message, choice.key) for choice in message.choices),
        file=next(iter(_files(message)), None),
    )
    return (part,)


def _free_form(message: SendMessage, skipped: int) -> tuple[Part, ...]:
    """A file before the words about it, choices last."""
    files = _files(message)
    if not message.choices:
        return _without_choices(message.text, files)
    layout = laid_out(message, skipped)
    words = "\n\n".join(filter(None, (message.text.strip(), layout.below)))
    *before, text = split_text(words, limits.INTERACTIVE_BODY) or [MORE_TO_CHOOSE if skipped else PLEASE_CHOOSE]
    if layout.as_buttons and not before and len(files) == 1:
        return (ButtonsPart(text=text, buttons=layout.options, file=files[0]),)
    begin = words.removesuffix(text)
    if layout.as_buttons:
        return (*_without_choices(begin, files), ButtonsPart(text=text, buttons=layout.options))
    rows = ListPart(text=text, button=message.list_button, rows=layout.options)
    return (*_without_choices(begin, files), rows)


def _without_choices(text: str, files: list[File]) -> tuple[Part, ...]:
    words = split_text(text, limits.TEXT)
    if files and len(words) == 1 and len(words[0]) <= limits.CAPTION:
        *others, last = files
        return (*(FilePart(file=file) for file in others), FilePart(file=last, caption=words[0]))
    return (*(FilePart(file=file) for file in files), *(TextPart(text=piece) for piece in words))


def _files(message: SendMessage) -> list[File]:
    image = [File(shown_as="image", attachment=message.image)] if message.image else []
    document = [File(shown_as="document", attachment=message.document)] if message.document else []
    return image + document


def _break(text: str, limit: int) -> int:
    """Where to break: behind the last paragraph, line, sentence or word that fits; else hard at the limit."""
    for boundary in (r"\n\s*\n", r"\n", r"[.!?]\s", r"\s"):
        ends = [match.end() for match in re.finditer(boundary, text)]
        if ends and ends[-1] >= limit // 4:
            return ends[-1]
    return limit


def _on_one_line(parameter: str) -> str:
    """Templates refuse line breaks, tabs and rows of spaces in what is filled in."""
    return " ".join(parameter.split())

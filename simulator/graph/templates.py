"""The office's message templates: read from a file in Meta's own shape, filled with the parameters of a message."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from simulator.account import Account, TemplateStatus
from simulator.bubble import Category, Choice
from simulator.graph.errors import GraphError
from simulator.graph.parts import Component, MediaRef, Parameter, TemplateUse

LONGEST_BODY = 1024
PLACEHOLDER = re.compile(r"\{\{(\d+)\}\}")

#: What a template is billed as, by the category that it was approved in.
CATEGORIES: dict[str, Category] = {
    "UTILITY": "utility",
    "MARKETING": "marketing",
    "AUTHENTICATION": "authentication",
}
#: What stands as the sample of a header's file; Meta gives a link to it.
SAMPLE = {"header_handle": ["https://scontent.whatsapp.net/v/t61.29466-34/sample"]}


class QuickReply(BaseModel):
    model_config = ConfigDict(frozen=True)

    type: Literal["QUICK_REPLY"]
    text: str


class Piece(BaseModel):
    """A component: a header (of text or of a file), a body, a footer, or the buttons."""

    model_config = ConfigDict(frozen=True)

    type: Literal["HEADER", "BODY", "FOOTER", "BUTTONS"]
    format: Literal["TEXT", "IMAGE", "DOCUMENT"] | None = None
    text: str | None = None
    buttons: tuple[QuickReply, ...] | None = None
    example: dict[str, Any] | None = None

    def as_answer(self) -> dict[str, Any]:
        """A header of a file comes with the sample that was given for it."""
        sample = {"example": SAMPLE} if self.format in ("IMAGE", "DOCUMENT") else {}
        return sample | self.model_dump(exclude_none=True)


class Template(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    language: str
    category: Literal["UTILITY", "MARKETING", "AUTHENTICATION"]
    status: TemplateStatus = "APPROVED"
    parameter_format: Literal["POSITIONAL"] = "POSITIONAL"
    quality_score: Mapping[str, str] | None = None
    components: tuple[Piece, ...]

    def piece(self, kind: str) -> Piece | None:
        return next((piece for piece in self.components if piece.type == kind), None)

    @property
    def id(self) -> str:
        """The same for the same name and language."""
        digest = hashlib.sha256(f"{self.name} {self.language}".encode()).hexdigest()
        return str(int(digest[:13], 16))

    def as_answer(self) -> dict[str, Any]:
        """As Meta lists it."""
        pieces = [piece.as_answer() for piece in self.components]
        return self.model_dump(exclude_none=True) | {"id": self.id, "components": pieces}


class Filled(NamedTuple):
    """What arrives on the phone. `file` stands above the text."""

    header: str | None
    text: str
    footer: str | None
    choices: tuple[Choice, ...]
    file: MediaRef | None
    file_kind: str
    category: Category


class Templates:
    """Those of one account, found by name and language."""

    def __init__(self, templates: Sequence[Template] = ()) -> None:
        self._templates = {(template.name, template.language): template for template in templates}

    @classmethod
    def of(cls, path: Path) -> "Templates":
        """Raises OSError, yaml.YAMLError or pydantic.ValidationError."""
        return cls(TypeAdapter(list[Template]).validate_python(yaml.safe_load(path.read_text())))

    def judged(self, account: Account) -> "Templates":
        """As Meta has judged them since."""
        return Templates([_judged(template, account) for template in self.all()])

    def all(self) -> list[Template]:
        return list(self._templates.values())

    def fill(self, use: TemplateUse) -> Filled:
        """Raises `GraphError`: 100, 131009, 132000, 132001, 132005, 132012, 132015 or 132016."""
        template = self._usable(use)
        given = {kind: [c for c in use.components if c.type == kind] for kind in ("header", "body", "button")}
        return Filled(
            header=_text_of(template.piece("HEADER")),
            text=_filled_body(template, given["body"]),
            footer=_text_of(template.piece("FOOTER")),
            choices=_quick_replies(template, given["button"]),
            file=_header_file(template, given["header"]),
            file_kind="image" if _format_of(template) == "IMAGE" else "document",
            category=CATEGORIES[template.category],
        )

    def _usable(self, use: TemplateUse) -> Template:
        template = self._templates.get((use.name, use.language.code))
        if template is None or template.status in ("PENDING", "REJECTED"):
            raise GraphError.of(132001, f"template name ({use.name}) does not exist in {use.language.code}")
        if template.status != "APPROVED":
            raise GraphError.of(132015 if template.status == "PAUSED" else 132016)
        return template


def _judged(template: Template, account: Account) -> Template:
    status = account.templates.get(template.name, template.status)
    quality = account.template_quality.get(template.name)
    score = {"score": quality} if quality else template.quality_score
    return template.model_copy(update={"status": status, "quality_score": score})


def _text_of(piece: Piece | None) -> str | None:
    return piece.text if piece else None


def _filled_body(template: Template, given: list[Component]) -> str:
    body = _text_of(template.piece("BODY")) or ""
    parameters = [parameter for component in given for parameter in component.parameters]
    expected = len(set(PLACEHOLDER.findall(body)))
    if len(parameters) != expected:
        raise GraphError.of(
            132000,
            f"body: number of localizable_params ({len(parameters)}) does not match the expected number of params "
            f"({expected})",
        )
    values = [_plain(parameter) for parameter in parameters]
    filled = PLACEHOLDER.sub(lambda found: values[int(found[1]) - 1], body)
    if len(filled) > LONGEST_BODY:
        raise GraphError.of(132005, f"body: translated text too long ({len(filled)}), at most {LONGEST_BODY}")
    return filled


def _plain(parameter: Parameter) -> str:
    if parameter.type != "text" or parameter.text is None:
        raise GraphError.of(132012, f"body: Format mismatch, expected TEXT, received {parameter.type.upper()}")
    if not parameter.text:
        raise GraphError.of(131008, "Parameter of type text is missing text value")
    if re.search(r"[\n\t]| {5}", parameter.text):
        raise GraphError.of(100, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
    return parameter.text


def _format_of(template: Template) -> str | None:
    """What file stands above the text, if any."""
    header = template.piece("HEADER")
    return header.format if header and header.format != "TEXT" else None


def _header_file(template: Template, given: list[Component]) -> MediaRef | None:
    expected = _format_of(template)
    parameters = [parameter for component in given for parameter in component.parameters]
    received = parameters[0].type.upper() if parameters else None
    if received != expected or len(parameters) > 1:
        shown = (expected or "NONE", received or "UNKNOWN")
        raise GraphError.of(132012, "header: Format mismatch, expected {}, received {}".format(*shown))
    return (parameters[0].document or parameters[0].image) if parameters else None


def _quick_replies(template: Template, given: list[Component]) -> tuple[Choice, ...]:
    """A button sends back the payload it was given, else its own text."""
    buttons = template.piece("BUTTONS")
    labels = [button.text for button in (buttons.buttons or ())] if buttons else []
    payloads: dict[int, str] = {}
    for component in given:
        if component.index is None or component.index >= len(labels) or len(component.parameters) != 1:
            raise GraphError.of(131009, "button: there is no such quick reply, or it has not one payload")
        payloads[component.index] = component.parameters[0].payload or ""
    return tuple(Choice(id=payloads.get(index) or label, title=label) for index, label in enumerate(labels))

"""What the bodies of messages are made of, as strict as Meta's schema: texts, media, buttons, lists, templates."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def length(longest: int, shortest: int = 1) -> StringConstraints:
    return StringConstraints(min_length=shortest, max_length=longest)


class Text(Body):
    body: Annotated[str, length(4096)]
    preview_url: StrictBool = False


class Media(Body):
    """By id only: the simulator has no internet to fetch a link from."""

    id: str
    caption: Annotated[str, length(1024, 0)] = ""


class Document(Media):
    filename: Annotated[str, length(240)] | None = None


class MediaRef(Body):
    id: str
    filename: str | None = None


class Header(Body):
    type: Literal["text", "image", "document"]
    text: Annotated[str, length(60)] | None = None
    image: MediaRef | None = None
    document: MediaRef | None = None

    @model_validator(mode="after")
    def has_what_its_type_says(self) -> "Header":
        if getattr(self, self.type) is None:
            raise ValueError(f"header of type {self.type} needs {self.type}")
        return self


class InteractiveText(Body):
    text: Annotated[str, length(1024)]


class Footer(Body):
    text: Annotated[str, length(60)]


class Reply(Body):
    id: Annotated[str, length(256)]
    title: Annotated[str, length(20)]


class Button(Body):
    type: Literal["reply"]
    reply: Reply


class Buttons(Body):
    buttons: Annotated[tuple[Button, ...], Field(min_length=1, max_length=3)]

    @model_validator(mode="after")
    def are_told_apart(self) -> "Buttons":
        for names in ([b.reply.id for b in self.buttons], [b.reply.title for b in self.buttons]):
            if len(set(names)) < len(names):
                raise ValueError("Buttons must have different ids and titles")
        return self


class Row(Body):
    id: Annotated[str, length(200)]
    title: Annotated[str, length(24)]
    description: Annotated[str, length(72, 0)] | None = None


class Section(Body):
    title: Annotated[str, length(24)] | None = None
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=10)]


class Sections(Body):
    button: Annotated[str, length(20)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def fits(self) -> "Sections":
        rows = [row.id for section in self.sections for row in section.rows]
        if len(rows) > 10:
            raise ValueError("Total row count exceed max allowed count: 10")
        if len(set(rows)) < len(rows):
            raise ValueError("Rows must have different ids")
        if len(self.sections) > 1 and any(section.title is None for section in self.sections):
            raise ValueError("Section title is required when there is more than one section")
        return self


class InteractiveButtons(Body):
    type: Literal["button"]
    header: Header | None = None
    body: InteractiveText
    footer: Footer | None = None
    action: Buttons


class InteractiveList(Body):
    type: Literal["list"]
    header: Header | None = None
    body: InteractiveText
    footer: Footer | None = None
    action: Sections

    @model_validator(mode="after")
    def has_a_header_of_text(self) -> "InteractiveList":
        if self.header and self.header.type != "text":
            raise ValueError("Header of a list must be text")
        return self


class Parameter(Body):
    """A value for a template: a text, a header's file, or what a quick reply sends back."""

    type: Literal["text", "payload", "image", "document"]
    text: str | None = None
    payload: Annotated[str, length(256)] | None = None
    image: MediaRef | None = None
    document: MediaRef | None = None

    @model_validator(mode="after")
    def has_what_its_type_says(self) -> "Parameter":
        if getattr(self, self.type) is None:
            raise ValueError(f"Parameter '{self.type}' is mandatory for component parameter type '{self.type}'")
        return self


class Component(Body):
    type: Literal["header", "body", "button"]
    sub_type: Literal["quick_reply"] | None = None
    index: int | None = Field(default=None, ge=0, le=9)
    parameters: tuple[Parameter, ...] = ()


class Language(Body):
    code: str
    policy: Literal["deterministic"] = "deterministic"


class TemplateUse(Body):
    name: Annotated[str, length(512)]
    language: Language
    components: tuple[Component, ...] = ()

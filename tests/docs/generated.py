"""What `make docs` writes, from where it is decided: parts of `docs/whatsapp.md`, all of `docs/conversations.md`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from services.notifier.whatsapp import errors
from tests.docs.conversations import document as conversations

DOCUMENT = Path("docs/whatsapp.md")
TEMPLATES = Path("config/templates.yaml")
#: Meta's codes are numbers below this one.
CODES = range(200_000)


def templates() -> Iterator[str]:
    """Every template as it is to be typed into Meta's form."""
    for template in yaml.safe_load(TEMPLATES.read_text()):
        parts: dict[str, Any] = {part["type"]: part for part in template["components"]}
        body = parts["BODY"]
        yield f"#### `{template['name']}`\n"
        yield f"{_about(template, parts)}\n"
        yield f"```\n{body['text'].strip()}\n```\n"
        yield from _examples(body["example"]["body_text"][0])


def refusals() -> Iterator[str]:
    """Every group of codes: what it means, and what a clerk reads of it."""
    yield "| codes | what they mean | what a clerk reads |"
    yield "|---|---|---|"
    for group, codes in _groups().items():
        meaning = re.sub(r"^\d[\d, to]*: ", "", " ".join((group.__doc__ or "").split()))
        told = "nothing: messages wait" if issubclass(group, errors.SendingStopped) else group.sentence
        yield f"| {_listed(codes)} | {meaning[:1].upper()}{meaning[1:]} | {told} |"


SECTIONS = {"templates": templates, "refusals": refusals}


def renewed(document: str) -> str:
    """The document with its generated sections as they should be. Raises KeyError for one that is not known."""
    return re.sub(r"(<!-- (\w+) by `make docs` -->\n).*?(<!-- end -->)", _section, document, flags=re.DOTALL)


def _section(found: re.Match[str]) -> str:
    return f"{found[1]}{chr(10).join(SECTIONS[found[2]]())}\n{found[3]}"


def _about(template: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    said = [f"{template['category']}, language {template['language']}"]
    if "HEADER" in parts:
        said.append(f"header: {parts['HEADER']['format'].lower()}")
    if "BUTTONS" in parts:
        said.append("buttons (quick reply): " + ", ".join(f"*{each['text']}*" for each in parts["BUTTONS"]["buttons"]))
    return " · ".join(said)


def _examples(values: Iterable[str]) -> Iterator[str]:
    yield "Samples: " + " · ".join(f"{{{{{place}}}}} {value}" for place, value in enumerate(values, 1)) + "\n"


def _groups() -> dict[type[errors.WhatsAppError], list[int]]:
    """The codes of each class but of the one that unknown codes fall into."""
    found: dict[type[errors.WhatsAppError], list[int]] = {}
    for code in CODES:
        if (group := type(errors.by_code(code))) is not errors.Final:
            found.setdefault(group, []).append(code)
    return dict(sorted(found.items(), key=lambda each: each[0].__name__))


def _listed(codes: list[int]) -> str:
    """Neighbours as a span: `0, 3, 200–299`."""
    starts = [codes[0], *(later for earlier, later in pairwise(codes) if later != earlier + 1)]
    ends = [*(earlier for earlier, later in pairwise(codes) if later != earlier + 1), codes[-1]]
    return ", ".join(f"{start}" if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True))


def main() -> None:
    DOCUMENT.write_text(renewed(DOCUMENT.read_text()))
    conversations.DOCUMENT.write_text(conversations.written())


if __name__ == "__main__":
    main()

"""The templates that Meta knows, beside those of `config/templates.yaml`: approved, and filled in as we do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from services.commands.doctor.finding import Finding, error, fine, warning

AREA = "whatsapp"
#: What is asked about each.
FIELDS = "name,language,status,category,components,quality_score"
SUBMIT = "docs/whatsapp.md, Templates, says how it is submitted."
#: What to do when a template is not approved.
TODO = {
    "PENDING": "Meta looks at it: wait, up to a day. Until then messages that need it have to wait.",
    "REJECTED": "Meta's e-mail says why. Change the wording, submit it again, and config/templates.yaml with it.",
    "PAUSED": "Many people blocked it or did not read it: write only what they expect. It comes back by itself, twice.",
    "DISABLED": "It was paused too often. Submit it under another name, and name it so in config/templates.yaml.",
}

Json = dict[str, Any]


def read(file: Path) -> list[Json]:
    """Those of the file. Raises OSError, yaml.YAMLError, ValueError."""
    listed = yaml.safe_load(file.read_text())
    if not isinstance(listed, list):
        raise ValueError(f"{file.name} is no list of templates")
    return listed


def compared(ours: Sequence[Json], theirs: Sequence[Json]) -> Iterator[Finding]:
    """What is wrong with each of ours, else that all is well."""
    known = {(each.get("name"), each.get("language")): each for each in theirs}
    found = [finding for each in ours for finding in _about(each, known.get((each["name"], each["language"])))]
    yield from found or [fine(AREA, f"All {len(ours)} templates are approved, and as they are filled in.")]


def _about(ours: Json, theirs: Json | None) -> Iterator[Finding]:
    name = ours["name"]
    if theirs is None:
        yield error(AREA, f"There is no template {name} in the language {ours['language']}.", SUBMIT)
        return
    status = theirs.get("status", "UNKNOWN")
    if status == "PENDING":
        yield warning(AREA, f"The template {name} waits for approval.", TODO[status])
    elif status != "APPROVED":
        yield error(AREA, f"The template {name} is {status}.", TODO.get(status, SUBMIT))
    for difference in _differences(ours, theirs):
        todo = "Submit it as it stands in docs/whatsapp.md, or change config/templates.yaml."
        yield error(AREA, f"The template {name} has {difference}.", todo)
    yield from _judged(name, ours, theirs)


def _judged(name: str, ours: Json, theirs: Json) -> Iterator[Finding]:
    """What Meta and the people think of it."""
    category = theirs.get("category", ours["category"])
    if category != ours["category"]:
        todo = "It costs more, and fewer people may get it. Ask for a review in WhatsApp Manager within 60 days."
        yield warning(AREA, f"Meta has put the template {name} into the category {category}.", todo)
    score = theirs.get("quality_score")
    quality = score.get("score") if isinstance(score, Mapping) else None
    if quality in ("YELLOW", "RED"):
        todo = (
            "People block it or do not read it; the next step is that Meta pauses it. See who gets it, and how often."
        )
        yield warning(AREA, f"The quality of the template {name} is {quality}.", todo)


def _differences(ours: Json, theirs: Json) -> Iterator[str]:
    expected, found = _shape(ours), _shape(theirs)
    yield from (f"{found[part]} and not {expected[part]}" for part in expected if expected[part] != found[part])


def _shape(template: Json) -> dict[str, str]:
    """What a message has to fit, in words."""
    pieces = {piece.get("type"): piece for piece in template.get("components", ())}
    numbers = set(re.findall(r"\{\{\s*(\w+)\s*\}\}", pieces.get("BODY", {}).get("text", "")))
    labels = [button.get("text") for button in pieces.get("BUTTONS", {}).get("buttons", ())]
    return {
        "body": f"{len(numbers)} parameters",
        "header": f"the header {pieces.get('HEADER', {}).get('format', 'none')}",
        "buttons": f"the buttons {', '.join(map(str, labels)) or 'none'}",
    }

"""Meta's own schema of outgoing messages, with its repairs: every body that any test sends is checked with it."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

Json = dict[str, Any]


@cache
def components(file: Path) -> Json:
    """Of the document `messages.patched.schema.json`."""
    return json.loads(file.read_text())["components"]


@cache
def validator(file: Path, name: str) -> Draft202012Validator:
    """Of one of the document's schemas."""
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components(file)})


def complaints(file: Path, body: Json) -> list[str]:
    """What Meta has against a body for `/messages`; nothing when all is well."""
    found = [error.message for error in validator(file, schema_of(file, body)).iter_errors(body)]
    rows = [row for section in _sections(body) for row in section.get("rows", ())]
    return [*found, *([f"{len(rows)} rows in total, at most 10"] if len(rows) > 10 else [])]


def schema_of(file: Path, body: Json) -> str:
    """The schema that the type of the body calls for; a body without a type is a text, or a mark of what was read."""
    if "status" in body:
        return "MarkMessageRequestPayload"
    mapping = components(file)["schemas"]["Message"]["discriminator"]["mapping"]
    return mapping[body.get("type", "text")].rsplit("/", 1)[1]


def complaints_about_all(file: Path, recorded: Path) -> Iterator[str]:
    """About everything that simulators have recorded in a folder, each kind of complaint with its body."""
    for lines in sorted(recorded.glob("*.jsonl")):
        for line in lines.read_bytes().splitlines():
            body = json.loads(line)
            yield from (f"{complaint[:300]}\n    {json.dumps(body)[:600]}" for complaint in complaints(file, body))


def _sections(body: Json) -> list[Json]:
    return body.get("interactive", {}).get("action", {}).get("sections", [])

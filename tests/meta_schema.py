"""Meta's own schema of outgoing messages, with its repairs: every body that any test sends is checked with it."""

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from simulator.graph.reading import read
from simulator.record import Record

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


def take(bodies: Iterable[Json]) -> None:
    """Let the simulator's models look at bodies that no simulator was sent, and Meta's schema at the end of the run.

    Raises `GraphError` for the first one that Meta would refuse.
    """
    folder = os.environ.get("SIMULATOR_RECORD")
    lines = [json.dumps(body).encode() for body in bodies]
    for line in lines:
        read(line)
    if lines:
        record = Record.in_folder(Path(folder) if folder else None)
        for line in lines:
            record.add(line)


def complaints_about_all(file: Path, recorded: Path) -> Iterator[str]:
    """About everything that simulators have recorded in a folder, each kind of complaint with its body."""
    for lines in sorted(recorded.glob("*.jsonl")):
        for line in lines.read_bytes().splitlines():
            body = json.loads(line)
            yield from (f"{complaint[:300]}\n    {json.dumps(body)[:600]}" for complaint in complaints(file, body))


def _sections(body: Json) -> list[Json]:
    return body.get("interactive", {}).get("action", {}).get("sections", [])

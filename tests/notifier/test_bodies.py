"""Every body that is sent is one that Meta takes: so says the simulator, and Meta's own schema when that is there."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from services.notifier.whatsapp.body import Recipient, message, read_mark
from services.notifier.whatsapp.parts import file_of, parts_of
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import Choice
from shared.messaging import uuid7
from shared.testing.samples import OFFICE_CODE, an_attachment
from simulator.graph.reading import read

LETTER = an_attachment("letter.pdf", "application/pdf").model_copy(update={"filename": "Surat pengantar.pdf"})
PHOTO = an_attachment("photo")
LONG = "Kalimat yang cukup panjang untuk satu baris penuh di layar telepon. " * 60
CHOICES = [Choice(key=f"{length}".zfill(60), label="x" * length, description="d" * 72) for length in (1, 20, 24)]
BUTTONS = [Choice(key="yes", label="Setujui"), Choice(key="no", label="Tolak")]
MANY = [Choice(key=str(number), label=f"Pilihan {number}") for number in range(10)]
MORE = [Choice(key=f"m{number}", label=f"Pilihan lain {number}") for number in range(10)]
TEMPLATE = {"name": "surat_jadi", "parameters": ["Siti", "surat\npengantar", "470/1/BKS"]}
MESSAGES: dict[str, dict[str, Any]] = {
    "text": {"text": "Halo"},
    "longest text": {"text": LONG[:4096]},
    "buttons": {"text": "Setuju?", "choices": BUTTONS},
    "long text and buttons": {"text": LONG[:4000], "choices": BUTTONS},
    "list": {"text": "Pilih", "choices": CHOICES},
    "long labels": {"choices": [Choice(key=c, label=f"{c} {'x' * 60}", description="d" * 200) for c in "ab"]},
    "list of twenty": {"text": LONG[:1024], "choices": [*MANY, *MORE]},
    "list of ten": {"text": LONG[:1024], "choices": MANY, "list_button": "Lihat pilihan"},
    "document": {"document": LETTER},
    "document with words": {"text": "Ini suratnya.", "document": LETTER},
    "document with long words": {"text": LONG[:2000], "document": LETTER},
    "document and buttons": {"text": "Perlu cetak?", "document": LETTER, "choices": BUTTONS},
    "document and list": {"text": "Perlu cetak?", "document": LETTER, "choices": MANY},
    "image": {"text": "KK", "image": PHOTO},
    "image and buttons": {"image": PHOTO, "choices": BUTTONS},
    "image and document": {"text": "Keduanya", "image": PHOTO, "document": LETTER},
}
TEMPLATES: dict[str, dict[str, Any]] = {
    "template": {"template": TEMPLATE},
    "template with document and buttons": {"template": TEMPLATE, "document": LETTER, "choices": BUTTONS},
    "template without parameters": {"template": {"name": "halo"}},
}
RECIPIENTS = [Recipient(under="to", value="6281271000001"), Recipient(under="recipient", value="ID.900000000000000001")]


@pytest.mark.parametrize("name", [*MESSAGES, *TEMPLATES])
def test_the_stand_in_takes_it(name: str):
    """The simulator refuses what Meta refuses, by models of its own."""
    for body in _bodies(name):
        read(json.dumps(body).encode())


@pytest.mark.parametrize("name", [*MESSAGES, *TEMPLATES])
def test_metas_own_schema_takes_it(name: str, schema: dict[str, Any] | None):
    for body in _bodies(name):
        assert _faults(body, schema) == []


def test_blue_ticks_are_taken(schema: dict[str, Any] | None):
    read(json.dumps(read_mark("wamid.1")).encode())
    assert _faults(read_mark("wamid.1"), schema) == []


@pytest.fixture(scope="module")
def schema(request: pytest.FixtureRequest) -> dict[str, Any] | None:
    """Meta's OpenAPI document with its repairs, when its folder was named."""
    folder = request.config.getoption("--meta-schema")
    return json.loads((Path(folder) / "messages.patched.schema.json").read_text()) if folder else None


def _bodies(name: str) -> Iterator[dict[str, Any]]:
    """Everything that the message is said by, to both kinds of recipients."""
    stamp = {"office": OFFICE_CODE, "at": "2026-11-24T03:00:00Z", "contact_id": uuid7(), "speaker": "verification"}
    request = SendMessage.model_validate({**stamp, "question": "q" * 120, **(MESSAGES | TEMPLATES)[name]})
    parts = parts_of(request, window_is_open=name in MESSAGES)
    assert parts
    for part, recipient in product(parts, RECIPIENTS):
        yield message(part, recipient, f"{request.id.hex}.0", "1001" if file_of(part) else None)


def _faults(body: dict[str, Any], schema: dict[str, Any] | None) -> list[str]:
    """What Meta's schema has against it; without the schema at least that it has the envelope."""
    if schema is None:
        return [] if body["messaging_product"] == "whatsapp" else ["no envelope"]
    kind = "MarkMessageRequestPayload"
    if "type" in body:
        mapping = schema["components"]["schemas"]["Message"]["discriminator"]["mapping"]
        kind = mapping[body["type"]].rsplit("/", 1)[1]
    reference = {"$ref": f"#/components/schemas/{kind}", "components": schema["components"]}
    return [error.message for error in Draft202012Validator(reference).iter_errors(body)]

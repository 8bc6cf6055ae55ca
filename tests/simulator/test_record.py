"""What the office has sent can be looked at and checked afterwards."""

import json
from pathlib import Path

from tests import meta_schema
from tests.simulator.stage import RAHMAT, own_graph

#: The least of a schema that such a document has.
DOCUMENT = {
    "components": {
        "schemas": {
            "Message": {"discriminator": {"mapping": {"text": "#/components/schemas/TextMessage"}}},
            "TextMessage": {"properties": {"text": {"properties": {"body": {"maxLength": 5}}}}},
        }
    }
}


async def test_every_body_that_fits_is_kept_as_it_came(tmp_path: Path):
    async with own_graph(tmp_path, record=tmp_path / "sent") as graph:
        await graph.send(RAHMAT, type="text", text={"body": "Apa kabar?"})
        await graph.send(RAHMAT, type="text", text={"body": ""})
    (kept,) = (tmp_path / "sent").glob("*.jsonl")

    assert [json.loads(line)["text"] for line in kept.read_text().splitlines()] == [{"body": "Apa kabar?"}]


def test_what_a_schema_has_against_it_is_told_with_the_body(tmp_path: Path):
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(DOCUMENT))
    bodies = [{"type": "text", "text": {"body": text}} for text in ("halo", "halo semua")]
    (tmp_path / "sent.jsonl").write_text("\n".join(map(json.dumps, bodies)))

    (complaint,) = meta_schema.complaints_about_all(schema, tmp_path)
    assert "too long" in complaint
    assert json.dumps(bodies[1]) in complaint

"""What the API tells of the office's number, its account and its templates."""

from pathlib import Path

import yaml

from simulator.graph.templates import PLACEHOLDER, Templates
from tests.simulator.stage import NUMBER_ID, ROOT, WABA_ID, Graph


async def test_the_number_tells_its_name_and_quality(graph: Graph):
    assert (await graph.http.get(f"{graph.url}/{NUMBER_ID}")).json() == {
        "verified_name": "Kelurahan Bukit Sangkal",
        "display_phone_number": "+62711555010",
        "quality_rating": "GREEN",
        "id": NUMBER_ID,
    }


async def test_only_the_fields_that_are_asked_for_are_told(graph: Graph):
    answer = await graph.http.get(f"{graph.url}/{NUMBER_ID}", params={"fields": "name_status,throughput"})
    assert answer.json() == {"name_status": "APPROVED", "throughput": {"level": "STANDARD"}, "id": NUMBER_ID}


async def test_any_version_is_answered(graph: Graph):
    old = graph.url.replace("v26.0", "v23.0")
    assert (await graph.http.get(f"{old}/{NUMBER_ID}")).status_code == 200


async def test_the_account_lists_its_numbers(graph: Graph):
    answer = await graph.http.get(f"{graph.url}/{WABA_ID}/phone_numbers")
    assert [number["id"] for number in answer.json()["data"]] == [NUMBER_ID]


async def test_the_templates_are_listed_as_meta_lists_them(graph: Graph):
    listed = (await graph.http.get(f"{graph.url}/{WABA_ID}/message_templates")).json()["data"]
    one = (await graph.http.get(f"{graph.url}/{WABA_ID}/message_templates", params={"name": "surat_jadi"})).json()

    assert len(listed) == 9
    assert {(template["status"], template["language"]) for template in listed} == {("APPROVED", "id")}
    assert [template["name"] for template in listed if template["category"] != "UTILITY"] == ["pengumuman"]
    assert [piece["type"] for piece in one["data"][0]["components"]] == ["HEADER", "BODY", "BUTTONS"]
    assert one["data"][0]["id"].isdigit()


def test_the_projects_templates_keep_metas_rules():
    for template in Templates.of(ROOT / "config" / "templates.yaml").all():
        body = template.piece("BODY")
        assert body is not None
        assert body.text is not None
        assert body.example is not None
        text, given = body.text.strip(), body.example["body_text"][0]
        numbers = [int(number) for number in PLACEHOLDER.findall(text)]
        assert numbers == list(range(1, len(given) + 1)), template.name
        assert not text.startswith("{{"), template.name
        assert not text.endswith("}}"), template.name
        assert len(text) + sum(map(len, given)) < 1024
        assert not any("\n" in value or "\t" in value or "     " in value for value in given)
        buttons = template.piece("BUTTONS")
        assert all(len(button.text) <= 20 for button in (buttons.buttons or ())) if buttons else True


def test_the_demo_chairs_have_the_phones_of_the_directory():
    """Otherwise the demo's requests would go to nobody."""
    config = Path(ROOT / "config")
    directory = yaml.safe_load((config / "kelurahan.yaml").read_text())
    phones = {phone["phone"] for phone in yaml.safe_load((config / "phones.yaml").read_text())}
    chairs = {rt["chair"]["phone"] for rt in directory["rts"] if rt.get("chair", {}).get("phone")}

    assert chairs <= phones

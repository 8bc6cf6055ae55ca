"""Media: uploaded, found by id, fetched by a link that soon runs out, deleted."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.faults import Trouble
from simulator.graph.content import has_run_out
from simulator.media import MB, Links, kind_of, limit_of
from simulator.phone_client import PersonsPhone, Phones
from simulator.store import Store
from simulator.world import World, now
from tests.simulator.stage import NUMBER_ID, Graph, Office


async def test_what_was_uploaded_is_fetched_by_a_link(graph: Graph):
    data = b"%PDF-1.7 " * 100
    media_id = await graph.media_id(data)
    known = (await graph.http.get(f"{graph.url}/{media_id}")).json()
    fetched = await graph.http.get(known.pop("url"))

    assert known == {
        "messaging_product": "whatsapp",
        "mime_type": "application/pdf",
        "sha256": hashlib.sha256(data).hexdigest(),
        "file_size": str(len(data)),
        "id": media_id,
    }
    assert (fetched.content, fetched.headers["Content-Type"]) == (data, "application/pdf")


async def test_a_link_without_the_token_or_with_a_wrong_hash_opens_nothing(graph: Graph):
    media_id = await graph.media_id(b"%PDF-1.7")
    link = (await graph.http.get(f"{graph.url}/{media_id}")).json()["url"]
    headers = {"Authorization": "Bearer nobody"}

    assert (await graph.http.get(link, headers=headers)).status_code == 401
    assert (await graph.http.get(link[:-1] + "?")).status_code == 404


def test_a_link_runs_out_after_five_minutes():
    links, given = Links("secret"), now()
    query = dict(part.split("=") for part in links.query("7", given).split("&"))

    def opens(later: timedelta) -> bool:
        return links.opens(query["mid"], query["ext"], query["hash"], given + later)

    assert opens(timedelta(minutes=4, seconds=58))
    assert not opens(timedelta(minutes=5))


async def test_deleted_media_is_gone(graph: Graph):
    media_id = await graph.media_id(b"%PDF-1.7")
    link = (await graph.http.get(f"{graph.url}/{media_id}")).json()["url"]

    assert (await graph.http.delete(f"{graph.url}/{media_id}")).json() == {"success": True}
    assert (await graph.http.get(link)).status_code == 404
    gone = await graph.http.get(f"{graph.url}/{media_id}")
    assert (gone.status_code, gone.json()["error"]["error_subcode"]) == (400, 33)


@pytest.mark.parametrize(
    ("mime_type", "size", "code"),
    [
        ("application/zip", 10, 100),
        ("image/heic", 10, 100),
        ("image/jpeg", 5 * MB + 1, 131053),
        ("image/png", 5 * MB + 1, 131053),
        ("image/webp", 100 * 1024 + 1, 131053),
        ("audio/ogg", 16 * MB + 1, 131053),
        ("video/mp4", 16 * MB + 1, 131053),
    ],
)
async def test_an_upload_that_whatsapp_does_not_take_is_refused(graph: Graph, mime_type: str, size: int, code: int):
    answer = await graph.upload(bytes(size), mime_type)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == code


ANIMATED = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02"


@pytest.mark.parametrize(
    ("mime_type", "begins", "size"),
    [
        ("image/jpeg", b"", 5 * MB),
        ("application/pdf", b"", 5 * MB + 1),
        ("image/webp", b"", 100 * 1024),
        ("image/webp", ANIMATED, 500 * 1024),
    ],
)
async def test_an_upload_may_be_as_large_as_its_type_allows(graph: Graph, mime_type: str, begins: bytes, size: int):
    assert (await graph.upload(begins.ljust(size, b"\0"), mime_type)).status_code == 200


async def test_a_sticker_that_moves_may_not_be_larger_either(graph: Graph):
    answer = await graph.upload(ANIMATED.ljust(500 * 1024 + 1, b"\0"), "image/webp")
    assert answer.json()["error"]["code"] == 131053


def test_a_document_may_have_a_hundred_megabytes():
    assert limit_of("application/pdf", b"%PDF") == 100 * MB


async def test_an_upload_needs_a_file_and_the_product(graph: Graph):
    address = f"{graph.url}/{NUMBER_ID}/media"
    without_product = await graph.http.post(address, files={"file": ("a.pdf", b"x", "application/pdf")})
    without_file = await graph.http.post(address, data={"messaging_product": "whatsapp"}, files={"other": b"x"})

    assert without_product.json()["error"]["error_data"]["details"] == "The parameter messaging_product is required."
    assert without_file.json()["error"]["error_data"]["details"] == "The parameter file is required."


async def test_a_pdf_is_no_picture(graph: Graph, siti: PersonsPhone):
    media_id = await graph.media_id(b"%PDF-1.7")
    answer = await graph.send(type="image", image={"id": media_id})

    assert answer.json()["error"]["code"] == 131053


async def test_the_office_fetches_what_a_person_sent(graph: Graph, siti: PersonsPhone, phones: Phones, office: Office):
    await siti.sends_photo(b"\xff\xd8\xff photo")
    await phones.quiet()
    link = (await graph.http.get(f"{graph.url}/{office.messages[0]['image']['id']}")).json()["url"]

    assert (await graph.http.get(link)).content == b"\xff\xd8\xff photo"


async def test_media_that_went_astray_cannot_be_fetched(
    graph: Graph, siti: PersonsPhone, phones: Phones, office: Office
):
    await siti.sends_photo(b"\xff\xd8\xff photo")
    await phones.quiet()
    async with phones.trouble(Trouble.MEDIA_GONE, phone=siti.number):
        link = (await graph.http.get(f"{graph.url}/{office.messages[0]['image']['id']}")).json()["url"]
        assert (await graph.http.get(link)).status_code == 404

    assert (await graph.http.get(link)).status_code == 200


async def test_media_may_be_too_old_or_come_damaged(graph: Graph, siti: PersonsPhone, phones: Phones, office: Office):
    await siti.sends_photo(b"\xff\xd8\xff photo")
    await phones.quiet()
    address = f"{graph.url}/{office.messages[0]['image']['id']}"
    async with phones.trouble(Trouble.MEDIA_EXPIRED, phone=siti.number):
        expired = await graph.http.get(address)
    link = (await graph.http.get(address)).json()["url"]
    async with phones.trouble(Trouble.MEDIA_DAMAGED, phone=siti.number):
        damaged = await graph.http.get(link)

    assert (expired.status_code, expired.json()["error"]["error_subcode"]) == (400, 33)
    assert damaged.content == b"\xff\xd8\xff ph"[:4]


def test_received_media_is_kept_for_seven_days(tmp_path: Path):
    world = World(Store(tmp_path / "s.sqlite"))
    received = world.keep_media(b"x", "image/jpeg", None, sender="62812")
    uploaded = world.keep_media(b"x", "image/jpeg", None, sender=None)

    assert not has_run_out(received, now() + timedelta(days=6))
    assert has_run_out(received, now() + timedelta(days=8))
    assert not has_run_out(uploaded, now() + timedelta(days=29))
    assert has_run_out(uploaded, now() + timedelta(days=31))


@pytest.mark.parametrize(
    ("mime_type", "kind"),
    [
        ("image/jpeg", "image"),
        ("image/heic", "document"),
        ("image/webp", "sticker"),
        ("audio/ogg; codecs=opus", "audio"),
        ("video/mp4", "video"),
        ("application/pdf", "document"),
    ],
)
def test_a_phone_sends_a_file_as_what_it_is(mime_type: str, kind: str):
    assert kind_of(mime_type) == kind

"""What every page has in common: headers, navigation, and kind words when something goes wrong."""

import re
from dataclasses import replace
from typing import Any

import httpx
from structlog.testing import capture_logs

from services.issuance import console
from shared.messaging.store import Away
from tests.issuance.console.office import Office
from tests.issuance.console.scene import a_tuesday
from tests.issuance.files import a_file


async def test_every_answer_is_guarded(office: Office):
    screen = office.screen()
    for path in ("/masuk", "/cek", "/cek/AAAA", "/", "/tidak-ada", "/static/rooms.js"):
        headers = (await screen.get(path)).headers
        policy = headers["content-security-policy"]
        for rule in ("default-src 'self'", "style-src 'self'", "img-src 'self' data:", "script-src 'self'"):
            assert rule in policy, path
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


async def test_pages_are_not_kept_by_browsers_and_static_files_are(office: Office):
    screen = office.screen()
    page = await screen.get("/masuk")
    assert page.headers["cache-control"] == "no-store"
    for address in re.findall(r'"(/static/[^"]+)"', page.text):
        kept = await screen.get(address)
        assert kept.status_code == 200
        assert "immutable" in kept.headers["cache-control"]
    assert (await screen.get("/static/lain.css")).headers["cache-control"] == "no-store"


async def test_no_page_has_a_script_or_a_style_inside(office: Office):
    files = await a_tuesday(office)
    screen = await office.signed_in("rahma")
    papers = [f"/berkas/{file.application_id}" for file in files.values()]
    for path in ("/", "/tanda-tangan", "/percakapan", "/register", "/masuk", "/cek", *papers):
        page = await screen.get(path)
        assert page.status_code == 200, path
        assert "<style" not in page.text
        assert " style=" not in page.text
        assert " onclick" not in page.text
        assert page.text.count("<script") == page.text.count('<script src="/static/')


async def test_the_register_shows_every_number_also_the_void_ones(office: Office):
    await a_tuesday(office)
    screen = await office.signed_in("rahma")
    page = (await screen.get("/register?key=470&year=2026")).text
    assert "470/0123/BKS/XI/2026" in page
    assert "Alamat salah tulis" in page
    assert "RT.005" not in page
    assert "Belum ada nomor" in (await screen.get("/register?key=470&year=1999")).text


async def test_each_role_has_its_rooms(office: Office):
    await office.keep(a_file())
    for username, first, has_parked in (
        ("rahma", "Antrian", False),
        ("lurah", "Tanda tangan", False),
        ("agus", "Antrian", True),
    ):
        page = (await (await office.signed_in(username)).get("/register")).text
        rooms = page.split('aria-label="Ruang kerja"')[1].split("</nav>")[0]
        assert rooms.index(first) == min(rooms.index(name) for name in ("Antrian", "Tanda tangan", "Register"))
        assert ("Parkir" in rooms) is has_parked


async def test_an_address_that_is_not_used_that_way_is_told(office: Office):
    answer = await (await office.signed_in("rahma")).http.request("DELETE", "/register")
    assert answer.status_code == 405
    assert "Tidak bisa" in answer.text


async def test_an_error_of_ours_shows_a_number_and_nothing_else(office: Office):
    class Broken:
        async def fetch(self, _: object) -> list[tuple[object, ...]]:
            raise RuntimeError("NIK 1671074508900000 in a message")

    with capture_logs() as logs:
        answer = await _visit(office, Broken())
    assert answer.status_code == 500
    assert logs[0]["event"] == "page_failed"
    assert logs[0]["number"] in answer.text
    assert "Nomor kejadian" in answer.text
    for secret in ("1671", "RuntimeError", "Traceback"):
        assert secret not in answer.text
    assert "content-security-policy" in answer.headers


async def test_a_database_that_is_away_is_told_as_such(office: Office):
    class Locked:
        async def glance(self, _: object, **__: object) -> list[tuple[object, ...]]:
            raise Away("locked")

        fetch = glance

    answer = await _visit(office, Locked())
    assert answer.status_code == 503
    assert "Tunggu sebentar" in answer.text


async def _visit(office: Office, store: Any) -> httpx.Response:
    """The queue, over a database that does this."""
    broken = console.over(replace(office.counter, store=store))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(broken), base_url="http://kelurahan.test") as http:
        return await http.get("/")


async def test_a_zero_that_nobody_types_is_refused_before_it_reaches_a_database(office: Office):
    screen = await office.signed_in("agus")
    for address in ("/cek/AAAA%00", "/?q=%00", "/register?key=%00"):
        assert (await screen.get(address)).status_code == 404, address
    form = {"key": "470", "year": "2026", "number": "1", "dated": "2026-11-24", "holder": "Su\0marni", "subject": "x"}
    answer = await screen.send("/register/kertas", page="/register?key=470&year=2026", **form)
    assert answer.status_code == 422
    assert (await office.screen().http.post("/masuk", data={"username": "ra\0hma", "password": "x"})).status_code == 401


async def test_a_page_of_the_register_that_cannot_be_is_told(office: Office):
    screen = await office.signed_in("rahma")
    assert (await screen.get("/register?key=470&before=99999999999999999999")).status_code == 422


async def test_uploads_that_are_too_large_together_are_told_with_the_way_back(office: Office):
    clerk = await office.signed_in("rahma")
    await office.keep(a_file())
    page = f"/berkas/{a_file().application_id}"
    answer = await clerk.http.post(f"{page}/unggah", data={"csrf": "x"}, files={"paper.kk": b"x" * 30_000_001})
    assert answer.status_code == 413
    assert "lebih dari 30 MB, jadi belum ada yang disimpan" in answer.text
    assert f'href="{page}"' in answer.text

"""The queue on the screen."""

import re

import httpx

from services.issuance.file import File
from services.issuance.stage import Stage
from tests.issuance.console.office import Office, Screen
from tests.issuance.console.scene import PEOPLE, a_tuesday
from tests.issuance.files import a_file


def names(page: str) -> list[str]:
    """The applicants on the page, in order."""
    return re.findall(r'class="who"><a[^>]*>([^<]+)</a>', page)


async def the_names(screen: Screen, query: str) -> list[str]:
    return names((await screen.get(f"/?{query}")).text)


async def test_what_is_nearest_its_end_and_waits_for_me_stands_on_top(office: Office):
    await a_tuesday(office)
    screen = await office.signed_in("rahma")
    page = (await screen.get("/")).text
    assert "6 berkas menunggu Anda" in page
    assert "1 surat cetak belum diserahkan" in page
    assert names(page)[:4] == ["Hj. Zaleha binti Umar", "Ratna Kumala", "Andi Pratama Putra", "Taufik Akbar"]
    stages = re.findall(r'scope="rowgroup">([^<]+)<', page)
    assert stages == ["Hari 3 · terbit", "Hari 2 · verifikasi", "Hari 1 · terima", "Belum dihitung"]


async def test_the_counts_filter_and_a_search_finds(office: Office):
    await a_tuesday(office)
    screen = await office.signed_in("rahma")
    assert await the_names(screen, "when=late") == ["Hj. Zaleha binti Umar"]
    assert await the_names(screen, "when=paused") == ["Rusdi Efendi"]
    assert await the_names(screen, "when=today") == ["Andi Pratama Putra", "Masayu Halimah"]
    assert await the_names(screen, "q=sumarni") == ["Sumarni"]
    assert await the_names(screen, "q=bks-8xwd") == ["Andi Pratama Putra"]
    assert await the_names(screen, "q=yuliana&mine=true") == ["Sumarni"]
    assert len(await the_names(screen, "q=0000")) == len(PEOPLE)
    assert "Tidak ada berkas yang cocok" in (await screen.get("/?q=%25%27")).text


async def test_no_whole_nik_is_on_the_list(office: Office):
    await a_tuesday(office)
    page = (await (await office.signed_in("rahma")).get("/")).text
    assert not re.search(r"\d{12}", re.sub(r'"[^"]*"', "", page))
    assert "1671 •••• •••• 0000" in page


async def test_an_empty_office_says_how_files_come(office: Office):
    page = await (await office.signed_in("rahma")).get("/")
    assert "Belum ada berkas." in page.text
    assert "Tidak ada yang menunggu Anda" in page.text


async def test_every_stage_has_its_words(office: Office):
    screen = await office.signed_in("rahma")
    for stage in Stage:
        await office.keep(a_file(stage))
        page = await screen.get("/")
        assert page.status_code == 200
        assert names(page.text) == ["Siti Aminah"]


async def test_a_query_that_makes_no_sense_is_told_so(office: Office):
    screen = await office.signed_in("rahma")
    for query in ("when=kapan", "mine=ya", "q=" + "a" * 81):
        answer = await screen.get(f"/?{query}")
        assert answer.status_code == 422
        assert "Isian tidak terbaca" in answer.text


async def test_news_are_told_to_who_looks_on(office: Office):
    screen = await office.signed_in("rahma")
    files: dict[str, File] = await a_tuesday(office)
    token = screen.http.cookies["pengantar_session"]
    address = f"http://127.0.0.1:{office.house.port}/langsung"
    async with httpx.AsyncClient(cookies={"pengantar_session": token}) as http, http.stream("GET", address) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        async for line in stream.aiter_lines():
            if line.startswith("data:"):
                assert str(files["Sumarni"].application_id) in line
                assert '"queue": 6' in line
                break

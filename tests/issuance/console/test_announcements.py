"""Announcements at the console: written, counted before they are sent, and what has become of them."""

from dataclasses import replace
from uuid import UUID

import httpx

from services.issuance.announcements.announcement import Announcement, Missed
from services.issuance.announcements.reader import Reader
from services.issuance.console import over
from shared.contracts.vocabulary import Audience, Rt
from shared.messaging import uuid7
from tests.issuance.console.office import Office, Screen, hidden_field
from tests.issuance.files import TUESDAY

HERE = "/pengumuman"
TEXT = "Posyandu balita <Kamis> pukul 08.00 di balai RW 002."


async def some_agreed(office: Office) -> None:
    """Two in RT 005/RW 002, one in RT 006/RW 002, one in RT 018/RW 005."""
    for rt, rw in ((5, 2), (5, 2), (6, 2), (18, 5)):
        await office.keep(Reader(uuid7(), uuid7(), Rt(rt=rt, rw=rw)))


async def checked(screen: Screen, audience: str, text: str = TEXT) -> str:
    """The page that says what it would take."""
    answer = await screen.send(f"{HERE}/periksa", page=HERE, audience=audience, text=text)
    assert answer.status_code == 200, answer.text
    return answer.text


async def sent(screen: Screen, page: str, audience: str) -> UUID:
    key = UUID(hidden_field(page, "announcement_id"))
    answer = await screen.send(HERE, page=HERE, audience=audience, text=TEXT, announcement_id=str(key))
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    return key


async def test_before_it_is_sent_it_says_to_how_many_it_goes_for_each_place(office: Office):
    await some_agreed(office)
    screen = await office.signed_in("lurah")
    page = (await screen.get(HERE)).text
    for words in (
        "seluruh kelurahan (4 nomor)",
        "RW 002 (3 nomor)",
        "RT 005/RW 002 (2 nomor)",
        "RT 006/RW 002 (1 nomor)",
    ):
        assert words in page

    for audience, readers in (("/", 4), ("2/", 3), ("2/5", 2)):
        page = await checked(screen, audience)
        assert f'<b class="num">{readers}</b> nomor yang setuju' in page
        assert "&lt;Kamis&gt;" in page
        assert "Rp" not in page


async def test_where_a_price_is_set_it_says_what_it_costs_at_most(office: Office):
    await some_agreed(office)
    cookies = (await office.signed_in("agus")).http.cookies
    priced = httpx.ASGITransport(over(replace(office.counter, announcement_price=586.5)))
    async with httpx.AsyncClient(transport=priced, base_url="http://kelurahan.test", cookies=cookies) as http:
        assert "3 pesan, kira-kira Rp1.760 (Rp586,5 per pesan)" in await checked(Screen(http), "2/")


async def test_it_is_sent_once_however_often_the_form_is_and_listed_with_what_became_of_it(office: Office):
    await some_agreed(office)
    screen = await office.signed_in("lurah")
    page = await checked(screen, "2/5")
    key = await sent(screen, page, "2/5")
    assert await sent(screen, page, "2/5") == key

    await office.keep(Missed(uuid7(), key, "failed"))
    await office.keep(replace(await the_only_one(office), called=2, sent=2, delivered=1))
    listed = (await (await office.signed_in("rahma")).get(HERE)).text
    for words in (
        "RT 005/RW 002",
        "Hj. Nurhayati",
        "hari ini 10.00",
        "dikirim ke 2",
        "1 sampai, 1 tidak sampai",
        "&lt;Kamis&gt;",
    ):
        assert words in listed


async def the_only_one(office: Office) -> Announcement:
    [found] = await office.counter.read(Announcement)
    return found


async def test_a_clerk_reads_and_writes_nothing(office: Office):
    await some_agreed(office)
    screen = await office.signed_in("rahma")
    assert 'name="text"' not in (await screen.get(HERE)).text
    for path, more in ((f"{HERE}/periksa", {}), (HERE, {"announcement_id": str(uuid7())})):
        refused = await screen.send(path, page="/", audience="/", text=TEXT, **more)
        assert refused.status_code == 403
    assert await office.counter.read(Announcement) == []


async def test_nothing_is_sent_where_nobody_has_agreed(office: Office):
    screen = await office.signed_in("lurah")
    page = await checked(screen, "/")
    assert "Belum ada warga di sana" in page
    assert "Kirim pengumuman" not in page

    refused = await screen.send(HERE, page=HERE, audience="/", text=TEXT, announcement_id=str(uuid7()))
    assert refused.status_code == 409
    assert TEXT.replace("<", "&lt;").replace(">", "&gt;") in refused.text


async def test_a_place_that_is_not_there_and_a_text_that_is_too_short_are_refused_with_what_was_typed(office: Office):
    await some_agreed(office)
    screen = await office.signed_in("lurah")
    for audience, text in (("9/9", TEXT), ("/", "Halo")):
        refused = await screen.send(f"{HERE}/periksa", page=HERE, audience=audience, text=text)
        assert refused.status_code == 409
        assert text.split("<")[0] in refused.text


async def test_one_that_is_under_way_says_how_far_it_has_got(office: Office):
    await office.keep(Announcement(uuid7(), "1671101001", TUESDAY, TEXT, Audience(), "Lurah", 300, called=100, sent=99))
    page = (await (await office.signed_in("rahma")).get(HERE)).text

    assert "sedang dikirim" in page
    assert "100 dari 300" in page

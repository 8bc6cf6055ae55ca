"""In and out of the console."""

from datetime import timedelta
from pathlib import Path

import httpx

from services.issuance.staff import Session
from services.issuance.store import sessions
from tests.issuance.console.office import PASSWORD, Office, Screen, an_office


async def sign_in(screen: Screen, username: str, password: str = PASSWORD, **more: str) -> httpx.Response:
    return await screen.http.post("/masuk", data={"username": username, "password": password, **more})


async def test_a_clerk_signs_in_and_sees_the_queue(office: Office):
    screen = office.screen()
    answer = await sign_in(screen, " Rahma ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    page = await screen.get("/")
    assert page.status_code == 200
    assert "Rahmawati" in page.text


async def test_the_lurah_begins_at_the_letters_to_sign(office: Office):
    assert (await sign_in(office.screen(), "lurah")).headers["location"] == "/tanda-tangan"


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(office: Office):
    cookie = (await sign_in(office.screen(), "rahma")).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_the_token_is_kept_only_as_its_hash(office: Office):
    screen = office.screen()
    await sign_in(screen, "rahma")
    token = screen.http.cookies["pengantar_session"]
    rows = await office.house.store.fetch(sessions.select())
    assert len(rows) == 1
    assert token not in str(rows)


async def test_a_wrong_name_a_wrong_password_and_a_closed_account_look_the_same(office: Office):
    for username, password in (("rahma", "keliru sekali"), ("tidakada", PASSWORD), ("lama", PASSWORD)):
        answer = await sign_in(office.screen(), username, password)
        assert answer.status_code == 401
        assert "Nama atau sandi tidak cocok." in answer.text
        assert "Sisa 4 percobaan" in answer.text
        assert f'value="{username}"' in answer.text
        assert password not in answer.text


async def test_after_five_tries_nobody_gets_in_for_a_while(office: Office):
    screen = office.screen()
    for _ in range(5):
        await sign_in(screen, "rahma", "salah")
    assert (await sign_in(screen, "rahma")).status_code == 429
    assert (await sign_in(screen, "fitri")).status_code == 303
    office.clock.now += timedelta(minutes=15)
    assert (await sign_in(screen, "rahma")).status_code == 303


async def test_who_is_not_signed_in_is_led_to_the_door_and_back(office: Office):
    screen = office.screen()
    answer = await screen.get("/register?year=2026")
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk?next=%2Fregister%3Fyear%3D2026")
    assert (await sign_in(screen, "rahma", next="/register?year=2026")).headers["location"] == "/register?year=2026"


async def test_the_door_leads_nowhere_else(office: Office):
    for elsewhere in ("https://jahat.example", "//jahat.example", "/\\jahat.example"):
        assert (await sign_in(office.screen(), "rahma", next=elsewhere)).headers["location"] == "/"


async def test_a_session_ends_after_half_an_hour_of_silence(office: Office):
    screen = await office.signed_in("rahma")
    office.clock.now += timedelta(minutes=29)
    assert (await screen.get("/")).status_code == 200
    office.clock.now += timedelta(minutes=29)
    assert (await screen.get("/")).status_code == 200
    office.clock.now += timedelta(minutes=31)
    assert (await screen.get("/")).headers["location"] == "/masuk"


async def test_what_was_typed_is_shown_when_the_session_has_ended(office: Office):
    screen = await office.signed_in("rahma")
    office.clock.now += timedelta(minutes=31)
    answer = await screen.http.post(
        "/percakapan/0193f000-0000-7000-8000-0000000000c1/tulis", data={"text": "Pagi, Bu."}
    )
    assert answer.status_code == 401
    assert "Pagi, Bu." in answer.text


async def test_signing_out_ends_the_session_here_too(office: Office):
    screen = await office.signed_in("rahma")
    token = screen.http.cookies["pengantar_session"]
    assert (await screen.send("/keluar")).headers["location"] == "/masuk"
    screen.http.cookies.set("pengantar_session", token)
    assert (await screen.get("/")).status_code == 303


async def test_signing_in_removes_ones_own_expired_sessions(office: Office):
    await office.keep(Session("old", "rahma", "csrf", office.clock.now - timedelta(days=1)))
    await sign_in(office.screen(), "rahma")
    rows = await office.house.store.fetch(sessions.select())
    assert [row[0] for row in rows if row[0] == "old"] == []


async def test_a_form_without_the_sessions_token_is_refused(office: Office):
    screen = await office.signed_in("rahma")
    for forged in ({}, {"csrf": "tebakan"}):
        answer = await screen.http.post("/keluar", data=forged)
        assert answer.status_code == 403
        assert "tidak berlaku lagi" in answer.text
    assert (await screen.get("/")).status_code == 200


async def test_a_form_from_another_site_is_refused(office: Office):
    headers = {"sec-fetch-site": "cross-site"}
    answer = await office.screen().http.post(
        "/masuk", data={"username": "rahma", "password": PASSWORD}, headers=headers
    )
    assert answer.status_code == 403


async def test_a_form_without_an_end_is_refused(office: Office):
    answer = await office.screen().http.post("/masuk", content=b"username=" + b"a" * 1_100_000)
    assert answer.status_code == 413


async def test_an_office_at_work_tells_nobody_its_accounts(office: Office):
    page = (await office.screen().get("/masuk")).text
    assert "peragaan" not in page.lower()
    assert "petugas-demo" not in page


async def test_the_demo_says_that_it_is_one_and_lets_everybody_in(nats_url: str, database_url: str, kept: Path):
    async with an_office(nats_url, database_url, kept, demo=True) as office:
        screen = office.screen()
        page = (await screen.get("/masuk")).text
        assert "Ini peragaan" in page
        assert (await sign_in(screen, "petugas", "petugas-demo")).status_code == 303
        assert "Peragaan." in (await screen.get("/")).text

"""The admin changes the office while people wait: they are told, and nobody has to begin again."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.calendar import OfficeCalendar
from shared.testing.samples import CATALOGUE
from tests.story.console import Console
from tests.story.everyday import the_documents_are_received
from tests.story.people import Neighbourhood, RtChair
from tests.story.town import Town

WHY = "Banjir di sekitar kantor"


@pytest.fixture
async def admin(town: Town) -> AsyncIterator[Console]:
    async with town.console() as console:
        await console.signs_in("admin", "admin-demo")
        yield console


async def test_the_office_closes_and_whoever_waits_is_told_why_and_until_when(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, admin: Console
):
    salma = await neighbourhood.moves_in("Salma Hutabarat")
    reference = await the_documents_are_received(salma, rahmat, clerk)
    day = the_second_day()

    asked = await admin.sends(await admin.opens("/atur/libur"), "/libur/tutup", first=f"{day}", why=WHY)
    assert reference in asked.text
    closed = await admin.sends(asked, "/libur/tutup/ya")
    assert "Tersimpan dan langsung berlaku." in closed.text

    try:
        told = await salma.phone.hears("kelurahan tutup di luar jadwal (banjir di sekitar kantor)")
        assert told.says(f"berkas *{reference}* mundur")
        assert told.says("Paling lambat selesai")
        assert f"Kantor tutup ({WHY})" in (await clerk.opens_file(reference)).text
    finally:
        await admin.sends(await admin.opens("/atur/libur"), "/libur/buka", day=f"{day}")


def the_second_day() -> date:
    """The working day after the one that counts as the first for what comes in now."""
    calendar = OfficeCalendar(CATALOGUE.calendar, CATALOGUE.office.time_zone)
    day = calendar.day_one(datetime.now(UTC)) + timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


async def test_another_chair_takes_over_what_waits(neighbourhood: Neighbourhood, hasan: RtChair, admin: Console):
    budi = await neighbourhood.moves_in("Budi Hartono", rt="018/005", woman=False)
    yusniar = await neighbourhood.moves_in("Yusniar Siregar", rt="018/005")
    await budi.asks_for_a_ktp()
    await hasan.is_asked_for_a_letter(budi)
    page = await admin.opens("/atur/rt/5/18")

    saved = await admin.sends(
        page, "/atur/rt/5/18/simpan", name="Yusniar Siregar", honorific="Ibu", phone=yusniar.number
    )

    try:
        assert "Ibu Yusniar Siregar" in saved.text
        new_chair = RtChair(yusniar.name, yusniar.number, yusniar.phone)
        await new_chair.approves(budi)
        await budi.phone.hears("Sekarang kirim foto")
    finally:
        page = await admin.opens("/atur/rt/5/18")
        await admin.sends(page, "/atur/rt/5/18/simpan", name=hasan.name, honorific="Bapak", phone=hasan.number)


async def test_a_new_clerk_gets_an_account_and_is_shut_out_again(town: Town, admin: Console):
    account = {"name": "Fitriani", "username": "fitriani", "role": "clerk", "password": "sandi untuk cerita"}
    refused = await admin.sends(await admin.opens("/atur/akun"), "/atur/akun", **(account | {"password": "pendek"}))
    assert "Sandi paling sedikit 10" in refused.text
    await admin.sends(refused, "/atur/akun", **account)

    async with town.console() as fitriani:
        await fitriani.signs_in(account["username"], account["password"])
        page = await admin.opens("/atur/akun/fitriani")
        await admin.sends(page, "/atur/akun/fitriani", role="clerk", active="tidak")
        assert "Masuk" in (await fitriani.opens("/")).text
        assert (await fitriani.opens("/")).address.endswith("/masuk")

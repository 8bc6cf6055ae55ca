"""What the office sees of its WhatsApp account: messages by month and price, and whether anything can be sent."""

from uuid import UUID

import pytest

from services.issuance.whatsapp import told
from shared.contracts.notifier import Delivered, MonthOfMessages, WhatsAppReported
from tests.issuance.console.office import Office, Screen
from tests.issuance.files import TUESDAY
from tests.issuance.files import told as said

OCTOBER = MonthOfMessages(month="2026-10", delivered=(Delivered(category="utility", billed=True, count=7),))
NOVEMBER = MonthOfMessages(
    month="2026-11",
    delivered=(
        Delivered(category="service", billed=False, count=40),
        Delivered(category="utility", billed=True, count=3),
    ),
)


def report(*months: MonthOfMessages, **words: object) -> WhatsAppReported:
    known = {"office_id": UUID(int=1), "months": months, "opted_out": 2, "unreachable": 1}
    return said(WhatsAppReported, **{**known, **words})


async def shows(office: Office, username: str, *reports: WhatsAppReported) -> Screen:
    known = None
    for each in reports:
        known = told(known, each)
    await office.keep(known)
    return await office.signed_in(username)


async def test_months_are_told_with_what_is_billed_the_newest_first(office: Office):
    screen = await shows(office, "lurah", report(OCTOBER), report(NOVEMBER))
    page = (await screen.get("/whatsapp")).text

    assert page.index("November 2026") < page.index("Oktober 2026")
    for words in ("3 berbayar", "7 berbayar", "pesan baku pelayanan", "balasan di dalam 24 jam", "Menulis STOP"):
        assert words in page


def test_a_month_told_anew_takes_the_place_of_what_was_known_and_an_older_report_says_nothing():
    more = NOVEMBER.model_copy(update={"delivered": (Delivered(category="utility", billed=True, count=9),)})
    known = told(told(told(None, report(OCTOBER)), report(NOVEMBER)), report(more))
    assert known.months == (more, OCTOBER)
    assert told(known, report(NOVEMBER, at=TUESDAY.replace(year=2025))) == known


@pytest.mark.parametrize("username", ["rahma", "lurah", "agus"])
async def test_that_nothing_can_be_sent_is_told_on_every_page_to_everybody(office: Office, username: str):
    stopped = report(stopped_because="Pengiriman WhatsApp berhenti: token perlu diperiksa.", stopped_code=190)
    screen = await shows(office, username, stopped)
    assert "WhatsApp berhenti mengirim" in (await screen.get("/")).text

    await office.keep(told(None, report()))
    assert "WhatsApp berhenti mengirim" not in (await screen.get("/")).text


async def test_trial_mode_is_told_on_every_page(office: Office):
    screen = await shows(office, "rahma", report(only_to=3))
    assert "Hanya 3 nomor di daftar" in (await screen.get("/")).text


async def test_costs_are_for_the_lurah_and_admins(office: Office):
    screen = await office.signed_in("rahma")
    assert (await screen.get("/whatsapp")).status_code == 403
    assert 'href="/whatsapp"' not in (await screen.get("/")).text
    assert "Belum ada pesan" in (await (await office.signed_in("agus")).get("/whatsapp")).text

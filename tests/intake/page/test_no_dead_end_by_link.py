"""By links as well: whatever is written, tapped, filled in or uploaded, in whatever order, there is an answer."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.page.test_both_ways import FATHER, SHOP, SITI
from tests.intake.page.visitor import BY_LINK, Visitor, a_photo
from tests.intake.phone import Phone, intake
from tests.intake.test_no_dead_end import World, deeds, do, fits_whatsapp

TYPED = FATHER | SHOP | SITI
#: The way to the letter; a conversation leaves it somewhere.
KTP = [
    "ktp hilang",
    "saya",
    "page: fill in",
    "ya",
    "page: upload",
    "page: upload",
    "page: upload",
    "page: done",
    "kirim",
]
SITU = [
    "izin usaha",
    "saya",
    "page: fill in",
    "page: fill in",
    "ya",
    "page: upload",
    "page: upload",
    "page: done",
    "ya",
]
on_the_page = st.sampled_from(
    [
        "page: fill in",
        "page: fill in wrongly",
        "page: upload",
        "page: take back",
        "page: lack",
        "page: done",
        "page: first",
    ]
)
Deed = str | int | timedelta


def links(phone: Phone) -> list[str]:
    return [found for said in phone.got for found in re.findall(r"/isi/\S+", said.text)]


def do_on_the_page(browser: Visitor, phone: Phone, deed: str) -> None:
    """Open the newest link, or the first there was, and do this there."""
    if not (sent := links(phone)):
        return
    browser.visit(sent[0] if deed == "page: first" else sent[-1])
    papers = re.findall(r'<section id="([^"]+)" class="paper">', browser.html)
    there = re.findall(r'<section id="([^"]+)" class="paper there">', browser.html)
    match deed:
        case "page: fill in":
            browser.fill_in(TYPED)
        case "page: fill in wrongly":
            browser.fill_in(TYPED | {"NIK": "12", "Agama": ""})
        case "page: upload" if papers:
            browser.upload(papers[0], a_photo(len(there)))
        case "page: take back" if there:
            browser.press(f"{there[0]}/ulang")
        case "page: lack" if papers:
            browser.press(f"{papers[0]}/tidak-punya", reason="hanyut waktu banjir")
        case "page: done":
            browser.press("selesai")
        case _:
            pass
    assert browser.status < 500, browser.html


@pytest.mark.parametrize("way", [KTP, SITU], ids=["ktp", "situ"])
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 9), st.lists(deeds | on_the_page, min_size=3, max_size=15), st.integers(0, 5))
def test_everything_is_answered_by_links(way: list[Deed], steps: int, conversation: list[Deed], temper: int):
    phone = Phone(intake(BY_LINK), chair_is_asked=False)
    browser, world = Visitor(phone.room), World(phone, temper)
    for deed in [*way[:steps], *conversation]:
        before, is_due = len(phone.got), False
        if isinstance(deed, str) and deed.startswith("page: "):
            do_on_the_page(browser, phone, deed)
        else:
            is_due = do(phone, deed)
        world.answer()
        assert len(phone.got) > before or not is_due, f"silence after {deed!r}"
    assert all(fits_whatsapp(message) for message in phone.got)

"""A letter of the office that is sent to its number: what it is, is told."""

from datetime import date
from typing import get_args

import pytest

from shared.contracts.issuance import CheckLetter, LetterChecked, LetterVerdict
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE
from tests.intake.phone import Phone, last

SENT = "warga: [pdf]"


def checked(room: Room, verdict: LetterVerdict, **more: object) -> LetterChecked:
    about = {"office": OFFICE_CODE, "at": room.now, "contact_id": last(CheckLetter, room).contact_id}
    return LetterChecked.model_validate({**about, "verdict": verdict, **more})


@pytest.mark.parametrize("verdict", get_args(LetterVerdict))
def test_every_verdict_is_told_in_words(room: Room, phone: Phone, verdict: LetterVerdict):
    phone.chat(SENT)
    printed = {"title": "Surat Pengantar KTP", "number": "470/0001/BKS/XI/2026", "holder": "S***", "signed_by": "Lurah"}

    room.hear(checked(room, verdict, dated=date(2026, 11, 24), because="Nama salah tulis", **printed))

    told = phone.got[-1].text
    assert ("470/0001/BKS/XI/2026" in told) is (verdict != "changed")
    assert ("Nama salah tulis" in told) is (verdict in ("void", "replaced"))


def test_a_pdf_of_somebody_who_has_begun_something_is_a_document_unless_they_ask(room: Room, phone: Phone):
    phone.chat("warga: ktp rusak\nkantor: untuk siapa?\nwarga: [pdf]\nkantor: ")
    assert [said for said in room.said if isinstance(said, CheckLetter)] == []

    phone.chat("warga: [pdf] ini asli tidak?")
    assert last(CheckLetter, room).document.media_type == "application/pdf"

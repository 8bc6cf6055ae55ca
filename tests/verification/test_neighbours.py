"""Neighbours are asked by a code that the chair forwards; they write first."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from services.intake.incoming import hear as intake
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import NeighboursAnswered
from shared.testing.samples import RT_5
from tests.verification.cases import APPLICATION, DEWI, RAHMAT, WARGA, a_receipt, a_request, an_issued_letter
from tests.verification.neighbourhood import BU_DEWI, PAK_RAHMAT, Neighbourhood

SRI = UUID("0193f000-0000-7000-8000-0000000000d1")
BUDI = UUID("0193f000-0000-7000-8000-0000000000d2")


@pytest.fixture
def place() -> Neighbourhood:
    """The documents are with Pak Rahmat, who has looked at them."""
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT), rw=BU_DEWI)
    place.introduces(rahmat=RAHMAT, dewi=DEWI)
    place.hears(a_request())
    place.taps(RAHMAT, "Setujui")
    place.hears(an_issued_letter())
    place.hears(a_receipt())
    place.taps(RAHMAT, "Lihat dokumen")
    return place


def the_code(place: Neighbourhood) -> str:
    place.taps(RAHMAT, "Tanya tetangga")
    found = re.search(r"TETANGGA \w{4}-\w{4}", place.said_last(SendMessage).text)
    assert found
    return found.group()


def last(place: Neighbourhood, who: UUID) -> str:
    return place.sent_to(who)[-1].text


def test_enough_neighbours_bring_it_back_to_the_chair(place: Neighbourhood):
    code = the_code(place)
    for neighbour in (SRI, BUDI):
        place.writes(neighbour, code, word="TETANGGA")
        assert "apakah benar *Siti Aminah* tinggal di Jl. Sapta Marga" in last(place, neighbour)
        assert "NIK" not in last(place, neighbour)
        place.taps(neighbour, "Benar")

    assert "Jawaban tetangga: 2 benar, 0 tidak" in last(place, RAHMAT)
    assert [said.answer for said in place.said_last(NeighboursAnswered).answers] == ["yes", "yes"]


def test_one_no_brings_it_back_with_the_remark(place: Neighbourhood):
    place.writes(SRI, the_code(place), word="TETANGGA")
    place.taps(SRI, "Tidak")
    place.answers(SRI, "sudah pindah tahun lalu")

    assert "1 tidak" in last(place, RAHMAT)
    assert "Catatan: sudah pindah tahun lalu" in last(place, RAHMAT)
    assert place.said_last(NeighboursAnswered).answers[0].remark == "sudah pindah tahun lalu"


def test_one_neighbour_answers_once(place: Neighbourhood):
    code = the_code(place)
    place.writes(SRI, code, word="TETANGGA")
    place.taps(SRI, "Benar")
    place.writes(SRI, code, word="TETANGGA")

    assert last(place, SRI).startswith("Jawaban Bapak/Ibu sudah kami catat")


@pytest.mark.parametrize("who", [WARGA, RAHMAT, DEWI], ids=["applicant", "chair", "rw chair"])
def test_who_is_no_neighbour_cannot_vouch(place: Neighbourhood, who: UUID):
    place.writes(who, the_code(place), word="TETANGGA")

    assert "pertanyaan ini untuk tetangga lain" in last(place, who)


def test_when_time_runs_out_the_chair_is_told_and_the_code_ends_kindly(place: Neighbourhood):
    code = the_code(place)
    place.time_is(place.case().asked_at + timedelta(days=3))  # pyright: ignore[reportOptionalOperand]

    assert any("jawabannya belum cukup" in said.text for said in place.sent_to(RAHMAT))
    assert place.said_last(NeighboursAnswered).application_id == APPLICATION
    place.writes(SRI, code, word="TETANGGA")
    assert "sudah selesai atau lewat waktunya" in last(place, SRI)


def test_a_code_that_nobody_gave_opens_nothing(place: Neighbourhood):
    place.writes(SRI, "TETANGGA 7K4M-Q3X9", word="TETANGGA")

    assert "sudah selesai atau lewat waktunya" in last(place, SRI)


def test_what_neighbours_say_never_gets_to_who_talks_with_the_applicant():
    assert NeighboursAnswered.subject not in intake.listeners

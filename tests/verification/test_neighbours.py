"""Neighbours are asked by a code that the chair forwards; they write first."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from services.intake.incoming import hear as intake
from services.verification import asking_neighbours
from services.verification.inquiry import Inquiry
from services.verification.settings import VerificationSettings
from shared.contracts.issuance import ApplicationWithdrawn
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import AskChairAgain, DocumentsConfirmed, NeighboursAnswered, NoChairToAsk
from shared.testing.samples import OFFICE_CODE, RT_5
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

    assert "Kode itu tidak kami kenali" in last(place, SRI)


def test_what_neighbours_say_never_gets_to_who_talks_with_the_applicant():
    assert NeighboursAnswered.subject not in intake.listeners


def test_a_chair_who_confirms_after_a_no_says_why_and_that_is_kept(place: Neighbourhood):
    place.writes(SRI, the_code(place), word="TETANGGA")
    place.taps(SRI, "Tidak")
    place.answers(SRI, "sudah pindah tahun lalu")
    place.taps(RAHMAT, "Semua benar")
    assert "Mengapa dokumennya tetap benar?" in last(place, RAHMAT)
    place.answers(RAHMAT, "ia hanya merantau sementara")

    assert place.said_last(DocumentsConfirmed).reason == "ia hanya merantau sementara"


def test_a_chair_for_whom_neighbours_vouch_need_not_say_why(place: Neighbourhood):
    code = the_code(place)
    for neighbour in (SRI, BUDI):
        place.writes(neighbour, code, word="TETANGGA")
        place.taps(neighbour, "Benar")
    place.taps(RAHMAT, "Semua benar")

    assert place.said_last(DocumentsConfirmed).reason is None


def test_a_chair_who_answers_early_says_why_and_the_file_gets_what_was_answered(place: Neighbourhood):
    question = next(said for said in reversed(place.sent_to(RAHMAT)) if said.choices)
    code = the_code(place)
    place.writes(SRI, code, word="TETANGGA")
    place.taps(SRI, "Benar")
    place.taps(RAHMAT, "Semua benar", on=question)
    said = place.answers(RAHMAT, "saya kenal keluarganya")

    [told] = [message for message in said if isinstance(message, NeighboursAnswered)]
    assert [(it.answer, it.at) for it in told.answers] == [("yes", place.now)]
    assert place.time_is(place.now + timedelta(days=5)) == []


def test_the_office_has_neighbours_asked_by_way_of_the_chair(place: Neighbourhood):
    place.taps(RAHMAT, "Semua benar")
    place.hears(
        AskChairAgain(
            office=OFFICE_CODE, at=place.now, application_id=APPLICATION, remark="alamat berbeda", neighbours=True
        )
    )

    assert "Pak Rahmat, kelurahan minta tetangga ditanya dulu." in place.sent_to(RAHMAT)[-2].text
    code = re.search(r"TETANGGA \w{4}-\w{4}", last(place, RAHMAT))
    assert code
    place.writes(SRI, code.group(), word="TETANGGA")
    assert "apakah benar *Siti Aminah* tinggal di" in last(place, SRI)


def test_without_a_chair_to_ask_neighbours_are_not_asked():
    place = Neighbourhood()
    place.publishes((RT_5, None))
    place.hears(a_receipt())
    request = AskChairAgain(office=OFFICE_CODE, at=place.now, application_id=APPLICATION, remark="x", neighbours=True)

    assert [type(message) for message in place.hears(request)] == [NoChairToAsk]


def test_when_the_application_ends_the_neighbours_are_forgotten(place: Neighbourhood):
    place.writes(SRI, the_code(place), word="TETANGGA")
    place.taps(SRI, "Benar")

    said = place.hears(ApplicationWithdrawn(office=OFFICE_CODE, at=place.now, application_id=APPLICATION))

    assert [type(message) for message in said] == [NeighboursAnswered]
    assert place.all_of(Inquiry) == []
    assert place.time_is(place.now + timedelta(days=5)) == []


def test_while_the_chair_says_why_neighbours_may_still_bring_it_back(place: Neighbourhood):
    question = next(said for said in reversed(place.sent_to(RAHMAT)) if said.choices)
    code = the_code(place)
    place.taps(RAHMAT, "Semua benar", on=question)
    for neighbour in (SRI, BUDI):
        place.writes(neighbour, code, word="TETANGGA")
        place.taps(neighbour, "Benar")

    assert "Jawaban tetangga: 2 benar" in last(place, RAHMAT)
    place.taps(RAHMAT, "Semua benar")
    assert place.said_last(DocumentsConfirmed).reason is None


def test_the_link_leads_to_the_office_with_the_code_ready_to_be_sent(
    place: Neighbourhood, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        asking_neighbours, "settings", lambda: VerificationSettings.model_validate({"office_whatsapp": "62711555010"})
    )

    code = the_code(place).removeprefix("TETANGGA ")
    assert f"https://wa.me/62711555010?text=TETANGGA%20{code} lalu tekan kirim" in last(place, RAHMAT)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("benar pak", "yes"),
        ("iya", "yes"),
        ("tidak benar", "no"),
        ("tidak tahu", "unknown"),
        ("saya gak kenal", "unknown"),
    ],
)
def test_a_neighbour_may_answer_in_words(place: Neighbourhood, said: str, answer: str):
    place.writes(SRI, the_code(place), word="TETANGGA")
    place.answers(SRI, said)

    [inquiry] = place.all_of(Inquiry)
    assert [it.said.answer for it in inquiry.answers] == [answer]


def test_words_that_are_no_answer_are_asked_for_once_more(place: Neighbourhood):
    place.writes(SRI, the_code(place), word="TETANGGA")
    place.answers(SRI, "ini siapa ya?")

    assert "Mohon balas *benar*, *tidak*, atau *tidak tahu*" in last(place, SRI)
    place.taps(SRI, "Benar")
    assert last(place, SRI).startswith("Terima kasih")


def test_while_a_neighbour_writes_why_not_another_does_not_end_it(place: Neighbourhood):
    code = the_code(place)
    place.writes(SRI, code, word="TETANGGA")
    place.taps(SRI, "Tidak")
    place.writes(BUDI, code, word="TETANGGA")
    place.taps(BUDI, "Benar")
    place.answers(SRI, "sudah pindah tahun lalu")

    assert "1 benar, 1 tidak" in last(place, RAHMAT)
    assert "Catatan: sudah pindah tahun lalu" in last(place, RAHMAT)


def test_who_has_said_no_in_time_may_say_why_a_little_later(place: Neighbourhood):
    place.writes(SRI, the_code(place), word="TETANGGA")
    [inquiry] = place.all_of(Inquiry)
    place.now = inquiry.expires_at - timedelta(minutes=1)
    place.taps(SRI, "Tidak")
    place.time_is(inquiry.expires_at + timedelta(minutes=5))
    place.answers(SRI, "sudah pindah tahun lalu")

    assert "Catatan: sudah pindah tahun lalu" in last(place, RAHMAT)

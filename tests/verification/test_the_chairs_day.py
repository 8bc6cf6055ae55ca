"""The chair at work: asked, answering, looking, changing their mind, having several things to do."""

from uuid import UUID

import pytest

from services.verification.history import HistoryEntry, What
from services.verification.stage import Stage
from shared.contracts.intake import HearReply
from shared.contracts.issuance import ApplicationRefused, ApplicationWithdrawn, DocumentsReturned
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import (
    AskChairAgain,
    CoverLetterApproved,
    CoverLetterDeclined,
    DocumentsConfirmed,
    DocumentsDisputed,
)
from shared.contracts.vocabulary import Rt
from shared.messaging import Message, NotYet
from shared.testing.samples import OFFICE_CODE, RT_5, SITI, an_attachment
from tests.verification.cases import (
    APPLICATION,
    DEWI,
    PAPERS,
    RAHMAT,
    TUESDAY,
    WARGA,
    a_receipt,
    a_request,
    an_issued_letter,
)
from tests.verification.neighbourhood import BU_DEWI, PAK_RAHMAT, Neighbourhood

ANOTHER = UUID("0193f000-0000-7000-8000-0000000000a2")
BUDI = SITI.model_copy(update={"name": "Budi Santoso", "rt": Rt(rt=6, rw=2)})


@pytest.fixture
def place() -> Neighbourhood:
    """RT 005 and RT 006 are chaired by Pak Rahmat, RW 002 by Bu Dewi; all are on WhatsApp."""
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT), (Rt(rt=6, rw=2), PAK_RAHMAT), rw=BU_DEWI)
    place.introduces(rahmat=RAHMAT, dewi=DEWI)
    return place


def with_documents(place: Neighbourhood) -> None:
    place.hears(a_request())
    place.taps(RAHMAT, "Setujui")
    place.hears(an_issued_letter())
    place.hears(a_receipt())


def only(said: list[Message]) -> SendMessage:
    """The one message that was sent."""
    (message,) = (message for message in said if isinstance(message, SendMessage))
    return message


def test_the_chair_is_asked_with_a_template_for_a_closed_window(place: Neighbourhood):
    asked = only(place.hears(a_request()))

    assert (asked.contact_id, asked.about) == (RAHMAT, APPLICATION)
    assert [choice.label for choice in asked.choices] == ["Setujui", "Tolak", "Lihat data"]
    assert asked.template is not None
    assert asked.template.name == "permintaan_surat_pengantar"
    assert asked.template.parameters == (
        "Siti Aminah",
        "Jl. Sapta Marga No. 12, RT 005/RW 002",
        "KTP (rusak / ganti data)",
    )


def test_an_approval_is_thanked_for_once_the_letter_has_its_number(place: Neighbourhood):
    place.hears(a_request())

    (approved,) = place.taps(RAHMAT, "Setujui")
    thanks = only(place.hears(an_issued_letter()))

    assert isinstance(approved, CoverLetterApproved)
    assert (approved.application_id, approved.applicant, approved.acting_as) == (APPLICATION, SITI, "rt_chair")
    assert thanks.contact_id == RAHMAT
    assert thanks.text == (
        "Terima kasih, Pak Rahmat. Surat No. 012/RT.005/RW.002/XI/2026 sudah dikirim ke warga dan kelurahan."
    )
    assert thanks.template is not None
    assert place.case().stage is Stage.AWAITING_DOCUMENTS


def test_a_decline_reaches_the_resident_with_its_reason(place: Neighbourhood):
    place.hears(a_request())
    place.taps(RAHMAT, "Tolak")
    place.taps(RAHMAT, "Data salah")

    declined, thanks = place.answers(RAHMAT, "alamatnya sudah pindah")

    assert isinstance(declined, CoverLetterDeclined)
    assert declined.reason == "Data salah: alamatnya sudah pindah"
    assert only([thanks]).text.startswith("Terima kasih, Pak Rahmat.")


def test_a_chair_may_think_again_while_the_reason_is_asked(place: Neighbourhood):
    asked = only(place.hears(a_request()))
    place.taps(RAHMAT, "Tolak")

    (approved,) = place.taps(RAHMAT, "Setujui", on=asked)

    assert isinstance(approved, CoverLetterApproved)


def test_looking_at_the_data_is_recorded(place: Neighbourhood):
    place.hears(a_request())

    data = only(place.taps(RAHMAT, "Lihat data"))

    assert "Siti Aminah" in data.text
    assert SITI.nik not in data.text
    assert What.PARTICULARS_SHOWN in {entry.what for entry in place.all_of(HistoryEntry)}


def test_the_history_tells_who_did_what_by_ids_alone(place: Neighbourhood):
    with_documents(place)
    place.taps(RAHMAT, "Semua benar")

    history = place.all_of(HistoryEntry)

    assert [entry.what for entry in history] == [
        What.CHAIR_ASKED,
        What.APPROVED,
        What.LETTER_ISSUED,
        What.CHAIR_ASKED,
        What.CONFIRMED,
    ]
    assert {entry.contact_id for entry in history} == {RAHMAT}


def test_received_documents_are_put_to_the_chair_by_themselves(place: Neighbourhood):
    with_documents(place)

    asked = place.said_last(SendMessage)

    assert [choice.label for choice in asked.choices] == ["Semua benar", "Ada yang salah", "Lihat dokumen"]
    assert asked.template is not None
    assert asked.template.name == "periksa_dokumen"
    assert asked.template.parameters == ("Siti Aminah", "Kartu Keluarga, KTP lama, dan Pas foto")


def test_every_page_is_sent_under_its_name_before_the_question_comes_again(place: Neighbourhood):
    two_pages = (an_attachment("kk1"), an_attachment("kk2", "application/pdf"))
    place.hears(a_receipt(documents={**PAPERS, "kk": two_pages}))

    said = place.taps(RAHMAT, "Lihat dokumen")

    messages = [message for message in said if isinstance(message, SendMessage)]
    assert [(m.text, (m.image or m.document or an_attachment()).name) for m in messages[:-1]] == [
        ("*Kartu Keluarga*, halaman 1 dari 2", "kk1"),
        ("*Kartu Keluarga*, halaman 2 dari 2", "kk2"),
        ("*KTP lama*", "ktp"),
        ("*Pas foto*", "photo"),
    ]
    assert messages[1].document is not None
    assert messages[-1].choices
    assert What.DOCUMENTS_SHOWN in {entry.what for entry in place.all_of(HistoryEntry)}


def test_the_chair_vouches_for_the_documents(place: Neighbourhood):
    with_documents(place)

    confirmed, thanks = place.taps(RAHMAT, "Semua benar")

    assert isinstance(confirmed, DocumentsConfirmed)
    assert confirmed.confirmed_by == "Rahmat Hidayat"
    assert "kami catat benar" in only([thanks]).text


def test_the_chair_doubts_documents(place: Neighbourhood):
    with_documents(place)
    place.taps(RAHMAT, "Ada yang salah")
    place.taps(RAHMAT, "Pas foto")
    place.answers(RAHMAT, "bukan orangnya")

    disputed, _ = place.taps(RAHMAT, "Sudah semua")

    assert isinstance(disputed, DocumentsDisputed)
    assert disputed.doubts == {"photo": "bukan orangnya"}


def test_the_clerk_may_ask_again_with_a_remark(place: Neighbourhood):
    with_documents(place)
    place.taps(RAHMAT, "Semua benar")

    again = only(
        place.hears(
            AskChairAgain(office=OFFICE_CODE, at=TUESDAY, application_id=APPLICATION, remark="Nama di KTP berbeda.")
        )
    )

    assert "Catatan petugas: Nama di KTP berbeda." in again.text
    assert again.template is not None
    assert again.template.parameters[1].endswith("(catatan petugas: Nama di KTP berbeda.)")
    assert isinstance(place.taps(RAHMAT, "Semua benar")[0], DocumentsConfirmed)


def test_asking_again_waits_for_the_documents_to_come(place: Neighbourhood):
    request = AskChairAgain(office=OFFICE_CODE, at=TUESDAY, application_id=APPLICATION, remark="Nama berbeda.")

    with pytest.raises(NotYet):
        place.hears(request)


def test_a_tap_on_an_answered_question_tells_how_it_stands(place: Neighbourhood):
    place.hears(a_request())
    place.taps(RAHMAT, "Setujui")

    told = only(place.taps(RAHMAT, "Tolak"))

    assert told.text.startswith("Surat pengantar untuk Siti Aminah sudah disetujui oleh Bapak/Ibu sendiri.")


def test_a_tap_on_the_documents_of_an_earlier_round_settles_nothing(place: Neighbourhood):
    with_documents(place)
    first = place.said_last(SendMessage)
    place.hears(
        DocumentsReturned(
            office=OFFICE_CODE, at=TUESDAY, application_id=APPLICATION, reasons={"kk": "terpotong"}, returned_by="Ratna"
        )
    )
    assert "menunggu dokumen dari warga" in only(place.taps(RAHMAT, "Semua benar", on=first)).text

    place.hears(a_receipt())
    told = only(place.taps(RAHMAT, "Semua benar", on=first))

    assert "sudah diganti yang baru" in told.text
    assert place.case().stage is Stage.DOCUMENTS_WITH_CHAIR


def ended(name: str) -> Message:
    withdrawn = ApplicationWithdrawn(office=OFFICE_CODE, at=TUESDAY, application_id=APPLICATION)
    refused = ApplicationRefused(
        office=OFFICE_CODE, at=TUESDAY, application_id=APPLICATION, reason="Data palsu.", refused_by="Ratna"
    )
    return {"withdrawn": withdrawn, "refused": refused, "issued": an_issued_letter(kind="ktp_introduction")}[name]


@pytest.mark.parametrize("end", ["withdrawn", "refused", "issued"])
def test_what_has_ended_asks_nothing_of_the_chair_any_more(place: Neighbourhood, end: str):
    place.hears(a_request())

    assert place.hears(ended(end)) == []

    assert place.case().stage is Stage.CLOSED
    assert "sudah selesai atau dibatalkan" in only(place.taps(RAHMAT, "Setujui")).text


@pytest.mark.parametrize("end", ["withdrawn", "refused", "issued"])
def test_the_end_of_an_application_that_no_chair_heard_of_is_nothing_to_us(place: Neighbourhood, end: str):
    assert place.hears(ended(end)) == []


def test_several_cases_wait_side_by_side_for_one_chair(place: Neighbourhood):
    first = only(place.hears(a_request()))
    second = only(place.hears(a_request(application_id=ANOTHER, applicant=BUDI)))

    (approved,) = place.taps(RAHMAT, "Setujui", on=first)
    place.taps(RAHMAT, "Tolak", on=second)
    declined, _ = place.taps(RAHMAT, "Bukan warga RT ini")

    assert isinstance(approved, CoverLetterApproved)
    assert isinstance(declined, CoverLetterDeclined)
    assert (approved.application_id, declined.application_id) == (APPLICATION, ANOTHER)


def test_tugas_lists_what_waits_and_a_tap_brings_its_question_again(place: Neighbourhood):
    place.hears(a_request())
    place.hears(a_receipt(application_id=ANOTHER, applicant=BUDI))

    tasks = only(place.writes(RAHMAT, "tugas", word="TUGAS"))
    again = only(place.taps(RAHMAT, "Budi Santoso"))

    assert [(choice.label, choice.description) for choice in tasks.choices] == [
        ("Siti Aminah", "RT 005/RW 002 · Surat pengantar untuk KTP (rusak / ganti data)"),
        ("Budi Santoso", "RT 006/RW 002 · Periksa dokumen"),
    ]
    assert "Periksa dokumen Budi Santoso" in again.text
    assert isinstance(place.taps(RAHMAT, "Semua benar", on=again)[0], DocumentsConfirmed)


def test_a_single_task_comes_as_its_question(place: Neighbourhood):
    place.hears(a_request())

    assert "Permintaan surat pengantar" in only(place.writes(RAHMAT, "TUGAS", word="TUGAS")).text


def test_a_task_chosen_too_late_tells_how_it_stands(place: Neighbourhood):
    place.hears(a_request())
    asked = place.said_last(SendMessage)
    place.hears(a_receipt(application_id=ANOTHER, applicant=BUDI))
    tasks = only(place.writes(RAHMAT, "TUGAS", word="TUGAS"))
    place.taps(RAHMAT, "Setujui", on=asked)

    told = only(place.taps(RAHMAT, "Siti Aminah", on=tasks))

    assert "sudah disetujui oleh Bapak/Ibu sendiri" in told.text


def test_what_else_waits_is_said_with_the_thanks(place: Neighbourhood):
    with_documents(place)
    asked = place.said_last(SendMessage)
    place.hears(a_request(application_id=ANOTHER))

    _, thanks = place.taps(RAHMAT, "Semua benar", on=asked)

    assert only([thanks]).text.endswith("Masih ada 1 tugas lain, ketik TUGAS.")


def test_tugas_of_a_chair_without_tasks_is_answered_kindly(place: Neighbourhood):
    assert "Tidak ada tugas yang menunggu" in only(place.writes(RAHMAT, "TUGAS", word="TUGAS")).text


def test_a_chair_for_whom_nothing_waits_speaks_as_a_resident(place: Neighbourhood):
    (passed_on,) = place.writes(RAHMAT, "mau bikin ktp")

    assert isinstance(passed_on, HearReply)
    assert (passed_on.contact_id, passed_on.text, passed_on.question) == (RAHMAT, "mau bikin ktp", None)


def test_tugas_of_someone_who_is_no_chair_shows_the_way(place: Neighbourhood):
    assert "belum tercatat sebagai Ketua RT" in only(place.writes(WARGA, "TUGAS", word="TUGAS")).text


def test_words_out_of_the_blue_settle_nothing(place: Neighbourhood):
    place.hears(a_request())

    told = only(place.writes(RAHMAT, "setuju"))

    assert told.text.startswith("Supaya tidak salah catat, mohon jawab dengan tombol.")
    assert [choice.label for choice in told.choices] == ["Setujui", "Tolak", "Lihat data"]
    assert place.case().stage is Stage.WITH_CHAIR


def test_a_task_is_chosen_by_its_number_or_the_residents_name_as_well(place: Neighbourhood):
    place.hears(a_request())
    place.hears(a_request(application_id=ANOTHER, applicant=SITI.model_copy(update={"name": "Budi Santoso"})))

    assert "Dari Siti Aminah" in only(place.writes(RAHMAT, "1")).text
    assert "Dari Budi Santoso" in only(place.writes(RAHMAT, "pak budi santoso")).text
    assert "Ada 2 tugas" in only(place.writes(RAHMAT, "setuju")).text


def test_thanks_are_answered_and_not_taken_for_an_answer(place: Neighbourhood):
    place.hears(a_request())

    told = only(place.writes(RAHMAT, "makasih ya"))

    assert told.text == "Sama-sama, Bapak/Ibu. Masih ada 1 tugas lain, ketik TUGAS."


def test_whoever_has_tapped_tolak_may_write_the_reason_instead_of_choosing_it(place: Neighbourhood):
    place.hears(a_request())
    why = only(place.taps(RAHMAT, "Tolak"))
    assert why.awaits_text

    declined, _ = place.answers(RAHMAT, "bukan warga sini")

    assert isinstance(declined, CoverLetterDeclined)


def test_help_is_offered_after_two_misunderstandings_and_says_how(place: Neighbourhood):
    place.hears(a_request())
    place.taps(RAHMAT, "Tolak")
    place.taps(RAHMAT, "Alasan lain")
    place.answers(RAHMAT, "x")
    place.answers(RAHMAT, "y")

    assert "Ketik PETUGAS" in only(place.taps(RAHMAT, "Hubungi petugas")).text


def test_a_question_of_an_application_nobody_knows_is_answered_kindly(place: Neighbourhood):
    asked = only(place.hears(a_request()))
    elsewhere = Neighbourhood()
    elsewhere.publishes((RT_5, PAK_RAHMAT))
    elsewhere.introduces(rahmat=RAHMAT)

    assert "Tidak ada tugas yang menunggu" in only(elsewhere.taps(RAHMAT, "Setujui", on=asked)).text


def test_a_request_that_is_heard_twice_asks_once(place: Neighbourhood):
    place.hears(a_request())

    assert place.hears(a_request()) == []

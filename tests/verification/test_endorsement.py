"""Where the RW signs, too: asked after the RT chair has agreed, and never the reason why a resident waits for good."""

from datetime import timedelta

import pytest

from services.verification.stage import Stage
from shared.contracts.notifier import MessageFailed, SendMessage
from shared.contracts.verification import CoverLetterApproved, CoverLetterDeclined, DocumentsConfirmed, NoChairToAsk
from shared.messaging import Message
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.verification.cases import APPLICATION, DEWI, RAHMAT, TUESDAY, WARGA, a_receipt, a_request, an_issued_letter
from tests.verification.neighbourhood import BU_DEWI, PAK_RAHMAT, Neighbourhood


@pytest.fixture
def place() -> Neighbourhood:
    """RT 005 is chaired by Pak Rahmat, RW 002 by Bu Dewi; both are on WhatsApp."""
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT), rw=BU_DEWI)
    place.introduces(rahmat=RAHMAT, dewi=DEWI)
    return place


def sent(said: list[Message]) -> list[SendMessage]:
    return [message for message in said if isinstance(message, SendMessage)]


def approved(said: list[Message]) -> CoverLetterApproved:
    """The one approval that was said."""
    (fact,) = (message for message in said if isinstance(message, CoverLetterApproved))
    return fact


def test_the_rw_chair_is_asked_once_the_rt_chair_has_agreed(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True))
    assert not place.sent_to(DEWI)

    to_rw, to_rt = sent(place.taps(RAHMAT, "Setujui"))

    assert (to_rw.contact_id, to_rt.contact_id) == (DEWI, RAHMAT)
    assert "Sudah disetujui Ketua RT 005/RW 002, Rahmat Hidayat." in to_rw.text
    assert [choice.label for choice in to_rw.choices] == ["Setujui", "Tolak", "Lihat data"]
    assert to_rw.template
    assert to_rw.template.parameters[2] == "KTP (rusak / ganti data) (sudah disetujui Ketua RT 005)"
    assert to_rt.text == "Terima kasih, Pak Rahmat. Permintaan Siti Aminah kami teruskan ke Bu Dewi, Ketua RW 002."
    assert place.case().stage is Stage.WITH_RW

    place.now += timedelta(hours=1)
    fact = approved(place.taps(DEWI, "Setujui"))

    assert (fact.approved_by, fact.acting_as) == ("Rahmat Hidayat", "rt_chair")
    assert fact.endorsement
    assert (fact.endorsement.rw, fact.endorsement.by) == (2, "Dewi Sartika")
    assert fact.endorsement.at == TUESDAY + timedelta(hours=1)
    assert fact.at == TUESDAY


def test_chairs_see_what_they_may_know_of_a_business_and_never_who_the_parents_are(place: Neighbourhood):
    told = {"business_name": "Warung Sederhana", "business_kind": "food", "father_nik": "1671070101600000"}
    place.hears(a_request(service="situ", reason=None, details=told))

    (shown,) = sent(place.taps(RAHMAT, "Lihat data"))

    assert "Untuk: SITU\nNama usaha: Warung Sederhana\nJenis usaha: Makanan dan minuman" in shown.text
    assert "1671070101600000" not in shown.text


def test_both_are_thanked_once_the_letter_has_its_number(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True))
    place.taps(RAHMAT, "Setujui")
    place.taps(DEWI, "Setujui")

    thanks = sent(place.hears(an_issued_letter()))

    assert [(message.contact_id, message.text.split(".")[0]) for message in thanks] == [
        (RAHMAT, "Terima kasih, Pak Rahmat"),
        (DEWI, "Terima kasih, Bu Dewi"),
    ]


def test_a_late_tap_of_the_rt_chair_settles_nothing(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True))
    question = place.sent_to(RAHMAT)[-1]
    place.taps(RAHMAT, "Setujui", on=question)

    (answer,) = sent(place.taps(RAHMAT, "Tolak", on=question))

    assert "sudah disetujui oleh Bapak/Ibu sendiri, sekarang menunggu Ketua RW" in answer.text
    assert place.case().stage is Stage.WITH_RW


def test_the_rw_chair_may_decline_and_the_resident_may_ask_again(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True))
    place.taps(RAHMAT, "Setujui")
    place.taps(DEWI, "Tolak")
    said = place.taps(DEWI, "Data salah")
    said = place.answers(DEWI, "usahanya belum berizin tetangga")

    (declined,) = (message for message in said if isinstance(message, CoverLetterDeclined))
    assert (declined.declined_by, declined.acting_as) == ("Dewi Sartika", "rw_chair")

    place.hears(a_request(rw_endorses=True))
    place.taps(RAHMAT, "Setujui")
    assert approved(place.taps(DEWI, "Setujui")).endorsement


def test_where_the_rw_chair_stands_in_for_the_rt_one_word_is_enough():
    place = Neighbourhood()
    place.publishes((RT_5, None), rw=BU_DEWI)
    place.introduces(dewi=DEWI)
    place.hears(a_request(rw_endorses=True))

    fact = approved(place.taps(DEWI, "Setujui"))

    assert (fact.acting_as, fact.endorsement) == ("rw_chair", None)


def test_who_chairs_both_is_asked_once():
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT), rw=PAK_RAHMAT)
    place.introduces(rahmat=RAHMAT)
    place.hears(a_request(rw_endorses=True))

    fact = approved(place.taps(RAHMAT, "Setujui"))

    assert fact.endorsement
    assert fact.endorsement.by == "Rahmat Hidayat"
    assert len(sent(place.hears(an_issued_letter()))) == 1


def test_without_an_rw_on_whatsapp_the_letter_is_made_at_once_and_leaves_room_for_ink():
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT), rw=None)
    place.introduces(rahmat=RAHMAT)
    place.hears(a_request(rw_endorses=True))

    fact = approved(place.taps(RAHMAT, "Setujui"))

    assert fact.endorsement
    assert (fact.endorsement.by, fact.endorsement.at) == (None, None)


def test_nobody_endorses_their_own_letter(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True, contact_id=DEWI))

    fact = approved(place.taps(RAHMAT, "Setujui"))

    assert fact.endorsement
    assert fact.endorsement.by is None


def test_a_silent_rw_chair_is_reminded_and_then_the_letter_is_made_without_them(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True))
    place.taps(RAHMAT, "Setujui")

    said = place.time_is(TUESDAY + timedelta(days=3))

    assert sum("kami mengingatkan" in message.text for message in sent(said)) == 2
    fact = approved(said)
    assert fact.endorsement
    assert fact.endorsement.by is None
    assert place.case().stage is Stage.APPROVED


def test_a_message_that_cannot_reach_the_rw_chair_costs_no_days(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True))
    place.taps(RAHMAT, "Setujui")
    question = place.sent_to(DEWI)[-1]
    failed = MessageFailed(
        office=OFFICE_CODE,
        at=TUESDAY,
        contact_id=DEWI,
        message_id=question.id,
        speaker="verification",
        about=APPLICATION,
        outcome="failed",
        reason="nomor ini tidak memakai WhatsApp",
    )

    said = place.hears(failed)

    assert approved(said).endorsement


def test_a_new_rw_chair_is_asked_in_the_place_of_the_old(place: Neighbourhood):
    place.hears(a_request(rw_endorses=True))
    place.taps(RAHMAT, "Setujui")

    said = place.publishes((RT_5, PAK_RAHMAT), rw=None, revision=2)

    assert approved(said).endorsement
    assert place.case().stage is Stage.APPROVED


def test_of_documents_without_a_cover_letter_the_chair_is_asked_all_the_same(place: Neighbourhood):
    (question,) = sent(place.hears(a_receipt()))
    assert question.contact_id == RAHMAT
    assert "Periksa dokumen Siti Aminah" in question.text

    (confirmed,) = (it for it in place.taps(RAHMAT, "Semua benar") if isinstance(it, DocumentsConfirmed))
    assert confirmed.confirmed_by == "Rahmat Hidayat"


def test_a_chair_without_a_cover_letter_does_not_vouch_for_their_own_documents(place: Neighbourhood):
    (question,) = sent(place.hears(a_receipt(own_contact=RAHMAT)))
    assert question.contact_id == DEWI


def test_nobody_to_ask_about_documents_without_a_cover_letter():
    place = Neighbourhood()
    place.publishes((RT_5, None), rw=None)

    (fact,) = place.hears(a_receipt(own_contact=WARGA))

    assert isinstance(fact, NoChairToAsk)

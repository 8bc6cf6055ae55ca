"""A chair comes to WhatsApp by an invitation, and leaves it again."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from services.verification.binding import Binding
from services.verification.invitation import Invitation
from services.verification.stage import Stage
from shared.contracts.catalogue import Chair
from shared.contracts.notifier import ContactIntroduced, SendMessage
from shared.contracts.verification import (
    ChairBound,
    ChairUnbound,
    CoverLetterApproved,
    CoverLetterGoesToPaper,
    InviteChair,
    UnbindChair,
    post_id,
)
from shared.contracts.vocabulary import ContactId, Rt
from shared.messaging import Message
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.verification.cases import DEWI, RAHMAT, TUESDAY, WARGA, a_request
from tests.verification.neighbourhood import BU_DEWI, PAK_RAHMAT, Neighbourhood

YULIANA = Chair(name="Yuliana", honorific="Ibu")
HERE = "RT 005/RW 002"
CODE = "7K4M-Q2X9"


def neighbourhood(rt_chair: Chair | None, rw_chair: Chair | None = None) -> Neighbourhood:
    place = Neighbourhood()
    place.publishes((RT_5, rt_chair), rw=rw_chair)
    place.introduces(rahmat=RAHMAT, dewi=DEWI)
    return place


def invited(place: Neighbourhood, name: str = "Yuliana", post: str = HERE) -> Neighbourhood:
    place.hears(
        InviteChair(
            office=OFFICE_CODE,
            at=TUESDAY,
            post_id=post_id(OFFICE_CODE, post),
            post=post,
            chair_name=name,
            code_hash=sha256(CODE.replace("-", "").encode()).hexdigest(),
            expires_at=TUESDAY + timedelta(days=14),
        )
    )
    return place


def joins(place: Neighbourhood, who: ContactId = WARGA, words: str = f"undangan {CODE}") -> list[Message]:
    return place.writes(who, words, word="UNDANGAN")


def unbind(post: str = HERE) -> UnbindChair:
    return UnbindChair(office=OFFICE_CODE, at=TUESDAY, post_id=post_id(OFFICE_CODE, post), post=post)


def contacts(place: Neighbourhood) -> dict[str, ContactId | None]:
    return {binding.post: binding.contact_id for binding in place.all_of(Binding)}


def text(message: Message) -> str:
    assert isinstance(message, SendMessage)
    return message.text


@pytest.mark.parametrize("words", [f"undangan {CODE}", "UNDANGAN: 7k4m q2x9", "undangan 7K4MQ2X9."])
def test_whoever_knows_the_code_is_the_chair(words: str):
    place = invited(neighbourhood(YULIANA))

    thanks, fact = joins(place, words=words)

    assert text(thanks).startswith("Terima kasih, Bu Yuliana. Nomor ini sekarang tercatat sebagai Ketua RT 005/RW 002.")
    assert isinstance(fact, ChairBound)
    assert (fact.post, fact.chair_name, fact.by) == (HERE, "Yuliana", "invitation")
    question, *_ = place.hears(a_request(contact_id=DEWI))
    assert isinstance(question, SendMessage)
    assert question.contact_id == WARGA
    (approved,) = place.taps(WARGA, "Setujui")
    assert isinstance(approved, CoverLetterApproved)


def test_a_code_is_good_once_and_for_some_days():
    place = invited(neighbourhood(YULIANA))
    joins(place)
    (late,) = joins(place, RAHMAT)
    assert text(late).startswith("Kode undangan ini tidak berlaku")

    place = invited(neighbourhood(YULIANA))
    place.now = TUESDAY + timedelta(days=14)
    (late,) = joins(place)
    assert text(late).startswith("Kode undangan ini tidak berlaku")


@pytest.mark.parametrize("words", ["undangan", "undangan 7K4M-Q2X3"])
def test_a_wrong_code_changes_nothing(words: str):
    place = invited(neighbourhood(YULIANA))
    (refused,) = joins(place, words=words)
    assert text(refused).startswith("Kode undangan ini tidak berlaku")
    assert contacts(place) == {HERE: None}


def test_a_new_code_takes_the_place_of_the_old():
    place = invited(invited(neighbourhood(YULIANA)))
    assert len(place.all_of(Invitation)) == 1


def test_who_sits_there_by_now_does_not_come_by_anothers_code():
    place = invited(neighbourhood(YULIANA))
    place.publishes((RT_5, Chair(name="Budi Santoso")), revision=2)
    (refused,) = joins(place)
    assert text(refused).startswith("Kode undangan ini tidak berlaku")


def test_what_was_asked_of_the_rw_meanwhile_is_asked_of_the_chair_who_comes():
    place = invited(neighbourhood(YULIANA, BU_DEWI))
    place.hears(a_request(contact_id=RAHMAT))

    *_, question = joins(place)

    assert isinstance(question, SendMessage)
    assert (question.contact_id, question.about) == (WARGA, place.case().application_id)
    assert [asked.contact_id for asked in place.case().asked] == [WARGA, DEWI]


def test_one_code_does_for_every_rt_of_the_same_chair():
    place = Neighbourhood()
    place.publishes((RT_5, YULIANA), (Rt(rt=6, rw=2), YULIANA), (Rt(rt=7, rw=2), Chair(name="Budi")))
    invited(place)

    thanks, *facts = joins(place)

    assert "Ketua RT 005/RW 002 dan RT 006/RW 002" in text(thanks)
    assert [fact.post for fact in facts if isinstance(fact, ChairBound)] == [HERE, "RT 006/RW 002"]


def test_another_number_than_that_in_the_directory_may_be_used():
    place = invited(neighbourhood(PAK_RAHMAT), name="Rahmat Hidayat")
    place.hears(a_request(contact_id=DEWI))
    joins(place)

    assert contacts(place) == {HERE: WARGA}
    assert [asked.contact_id for asked in place.case().asked] == [WARGA]


def test_who_writes_berhenti_is_asked_once_and_then_let_go():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())

    (question,) = place.writes(RAHMAT, "berhenti", word="BERHENTI")
    assert text(question).startswith("Nomor ini tercatat sebagai Ketua RT 005/RW 002.")
    goodbye, fact, paper = place.taps(RAHMAT, "Ya, lepaskan")

    assert text(goodbye).startswith("Nomor ini sudah dilepas.")
    assert isinstance(fact, ChairUnbound)
    assert (fact.by, fact.chair_name) == ("chair", "Rahmat Hidayat")
    assert isinstance(paper, CoverLetterGoesToPaper)
    assert contacts(place) == {HERE: None}


def test_who_thinks_better_of_it_stays():
    place = neighbourhood(PAK_RAHMAT)
    place.writes(RAHMAT, "berhenti", word="BERHENTI")
    (stays,) = place.taps(RAHMAT, "Tidak jadi")
    assert text(stays).startswith("Baik, tidak jadi.")
    assert contacts(place) == {HERE: RAHMAT}


def test_a_resident_who_writes_berhenti_is_told_the_word_for_it():
    (told,) = neighbourhood(PAK_RAHMAT).writes(WARGA, "berhenti", word="BERHENTI")
    assert text(told).endswith("ketik BATAL. Untuk pengumuman, ketik BERHENTI PENGUMUMAN.")


def test_the_office_lets_a_chair_go_and_the_rw_is_asked_instead():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)
    place.hears(a_request())

    fact, goodbye, question = place.hears(unbind())

    assert isinstance(fact, ChairUnbound)
    assert fact.by == "office"
    assert isinstance(goodbye, SendMessage)
    assert (goodbye.contact_id, goodbye.template and goodbye.template.name) == (RAHMAT, "kabar_ketua_rt")
    assert isinstance(question, SendMessage)
    assert question.contact_id == DEWI
    (late,) = place.taps(RAHMAT, "Setujui")
    assert "sudah dialihkan ke Bu Dewi" in text(late)
    assert place.case().stage is Stage.WITH_CHAIR
    assert place.hears(unbind()) == []


def test_who_was_let_go_is_not_bound_again_by_an_introduction_that_comes_late():
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT))
    place.hears(unbind())
    place.introduces(rahmat=RAHMAT)
    assert contacts(place) == {HERE: None}


def test_who_was_let_go_may_be_invited_again():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(unbind())
    joins(invited(place, name="Rahmat Hidayat"), RAHMAT)
    assert contacts(place) == {HERE: RAHMAT}


def test_a_code_that_was_given_is_void_once_the_office_lets_go():
    place = invited(neighbourhood(YULIANA))
    place.hears(unbind())
    (refused,) = joins(place)
    assert text(refused).startswith("Kode undangan ini tidak berlaku")


def test_a_phone_of_the_directory_that_is_introduced_is_told_of():
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT))
    [binding] = place.all_of(Binding)
    told: dict[str, Any] = {"office": OFFICE_CODE, "at": TUESDAY, "asked_for": binding.seat_id, "contact_id": RAHMAT}

    (fact,) = place.hears(ContactIntroduced(**told))

    assert isinstance(fact, ChairBound)
    assert fact.by == "phone"

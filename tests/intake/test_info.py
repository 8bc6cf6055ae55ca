"""INFO: what people ask before they come, at any time."""

import pytest

from services.intake.dialogue.info import asks_about_the_office
from shared.messaging import uuid7
from shared.testing.desk import Room
from shared.testing.samples import CATALOGUE
from tests.intake.phone import Phone


def test_info_tells_where_the_office_is_and_when_it_is_open(phone: Phone):
    phone.write("info")

    (told,) = phone.got
    office = CATALOGUE.office
    for word in (office.name, office.address, office.phone, "Buka Senin", "gratis", "google.com/maps"):
        assert word in told.text
    assert [choice.label for choice in told.choices][-1] == "Ketua RT dan RW"


def test_every_row_of_it_tells_something_of_its_own(phone: Phone):
    phone.write("INFO")
    (told,) = phone.got

    answers = set[str]()
    for choice in told.choices:
        phone.tap(told, choice.label)
        answers.add(phone.got[-1].text)

    assert len(answers) == len(told.choices)


def test_what_a_letter_asks_for_and_its_steps_stand_in_one_message(phone: Phone):
    phone.write("INFO")
    phone.tap(phone.got[0], "KTP")

    text = phone.got[-1].text
    assert "Syarat *KTP*" in text
    assert text.index("1. tulis data") < text.index("Ketua RT\n3.") < text.index("paling lama 3 hari kerja")


def test_the_chairs_are_named_without_their_phones(phone: Phone):
    phone.write("INFO")
    phone.tap(phone.got[0], "Ketua RT dan RW")

    text = phone.got[-1].text
    assert "• RT 005: Bapak Rahmat Hidayat" in text
    assert "08" not in text


def test_looking_something_up_in_the_midst_of_a_draft_leaves_its_question_open(phone: Phone):
    phone.chat("warga: ktp\nkantor: untuk siapa?")
    phone.write("INFO")
    phone.tap(phone.got[-1], "Ketua RT dan RW")
    phone.seen = len(phone.got) - 1

    phone.chat("kantor: RT 005 … untuk siapa?\nwarga: saya sendiri\nkantor: Kenapa perlu KTP?")


def test_a_row_of_long_ago_about_a_letter_that_is_not_made_any_more_is_answered(room: Room, phone: Phone):
    room.hear(phone.reply("halo").model_copy(update={"id": uuid7(), "kind": "choice", "choice": "INFO.akta_lahir"}))

    assert "sudah lewat" in phone.got[-1].text


@pytest.mark.parametrize(
    "said", ["jam buka kantor?", "alamat kelurahan di mana ya", "kantornya dimana pak", "buka jam berapa"]
)
def test_who_asks_for_it_in_a_sentence_is_told_as_well(phone: Phone, said: str):
    phone.write(said)

    assert "Buka Senin" in phone.got[-1].text


@pytest.mark.parametrize("said", ["alamat Jl. Sapta Marga", "ktp", "buka rekening", "kantor pos"])
def test_what_only_sounds_like_it_is_no_such_question(said: str):
    assert not asks_about_the_office(said)

"""The engine: what is stored is a dict of answers; the script is played again over it."""

from datetime import date

import pytest
from pydantic import BaseModel

from shared.contracts.vocabulary import Choice
from shared.dialogue import (
    Answers,
    Heard,
    Manners,
    Misunderstood,
    Option,
    Scene,
    Script,
    Several,
    Unacceptable,
    ask,
    choose,
    forget,
    play,
    recall,
    scene,
    tell,
)
from shared.dialogue.understand import some_text, yes_or_no
from shared.testing.chat import chat

MANNERS = Manners(
    sorry="Maaf, belum paham.",
    patience=("Pelan-pelan saja.", "Kita coba lagi."),
    help=Choice(key="PETUGAS", label="Hubungi petugas"),
    already="Itu sudah dijawab.",
    cannot={"audio": "Suara belum bisa didengar."},
)
SIZES = [Option("small", "Kecil", ("mini",)), Option("large", "Besar")]


class Size(BaseModel):
    centimetres: int


def a_size(heard: Heard) -> Size | Misunderstood:
    digits = (heard.text or "").removesuffix(" cm")
    if not digits.isdigit():
        return Misunderstood("Tulis angka saja.")
    return Size(centimetres=int(digits)) if int(digits) < 300 else Unacceptable("Paling besar 300 cm.")


@scene
def order() -> Script[tuple[str, int]]:
    yield from tell("Selamat datang.")
    name = yield from ask("name", "Siapa nama Anda?", some_text)
    yield from tell(f"Halo, {name}.")
    size = yield from ask("size", "Berapa cm?", a_size)
    if not (yield from ask("sure", f"{size.centimetres} cm, benar?", yes_or_no)):
        yield from forget("size", "sure")
    yield from tell("Terima kasih.")
    return name, size.centimetres


def test_a_script_is_spoken_in_its_order():
    played = chat(
        order(),
        """
        kantor: Selamat datang. Siapa nama Anda?
        warga:  Budi
        kantor: Halo, Budi. Berapa cm?
        warga:  40 cm
        kantor: 40 cm, benar?
        warga:  ya
        kantor: Terima kasih.
        """,
        manners=MANNERS,
    )
    assert played.result == ("Budi", 40)
    assert played.question is None


def test_what_is_stored_is_plain_json():
    played = play(order(), {"name": "Budi"}, Heard("text", "40"), manners=MANNERS)
    assert played.answers == {"name": "Budi", "size": {"centimetres": 40}}


def test_without_a_reply_the_open_question_is_asked_again():
    played = play(order(), {"name": "Budi"}, manners=MANNERS)
    assert [said.text for said in played.say] == ["Halo, Budi.\n\nBerapa cm?"]
    assert played.question == "size"


def test_what_opened_a_question_is_said_only_once():
    played = play(order(), {"name": "Budi"}, manners=MANNERS, again=True)
    assert [said.text for said in played.say] == ["Berapa cm?"]


def test_a_forgotten_answer_brings_back_only_its_question():
    chat(
        order(),
        """
        kantor: 40 cm, benar?
        warga:  bukan
        kantor: Berapa cm?
        warga:  41
        kantor: 41 cm, benar?
        """,
        manners=MANNERS,
        answers={"name": "Budi", "size": {"centimetres": 40}},
    )


def test_the_second_misunderstanding_offers_help_and_the_third_uses_other_words():
    chat(
        order(),
        """
        kantor: Berapa cm?
        warga:  entahlah
        kantor: Maaf, belum paham. Tulis angka saja.
        warga:  entahlah
        kantor: Maaf, belum paham. Tulis angka saja. [Hubungi petugas]
        warga:  entahlah
        kantor: Pelan-pelan saja. Tulis angka saja. [Hubungi petugas]
        warga:  entahlah
        kantor: Kita coba lagi. Tulis angka saja. [Hubungi petugas]
        warga:  12
        kantor: 12 cm, benar?
        """,
        manners=MANNERS,
        answers={"name": "Budi"},
    )


def test_a_reply_that_is_clear_but_cannot_be_gets_its_reason_alone():
    played = play(order(), {"name": "Budi"}, Heard("text", "999"), manners=MANNERS)
    assert played.say[0].text == "Paling besar 300 cm."
    assert played.misunderstood == 1


def test_a_voice_note_is_answered_as_what_it_is():
    played = play(order(), {"name": "Budi"}, Heard("audio"), manners=MANNERS)
    assert played.say[0].text == "Suara belum bisa didengar. Tulis angka saja."


def test_a_tap_on_an_old_question_changes_nothing():
    answers: Answers = {"name": "Budi", "size": {"centimetres": 40}}
    played = play(order(), answers, Heard("choice", choice="x", question="size"), manners=MANNERS)
    assert played.answers == answers
    assert played.say[0].text == "Itu sudah dijawab.\n\n40 cm, benar?"


def test_an_answer_that_an_older_script_stored_is_asked_for_again():
    played = play(order(), {"name": "Budi", "size": "tall", "sure": True}, manners=MANNERS)
    assert played.question == "size"


@scene
def form() -> Script[tuple[str, str]]:
    yield from tell("Isi formulir.")
    yield from ask("form", "Nama dan kota?", name_and_city)
    name = yield from ask("name", "Nama?", some_text)
    city = yield from ask("city", "Kota?", some_text)
    return name, city


def name_and_city(heard: Heard) -> str | Several | Misunderstood:
    match (heard.text or "").split("/"):
        case [name, city]:
            return Several({"form": "", "name": name, "city": city})
        case [name]:
            return Several({"form": "", "name": name})
        case _:
            return Misunderstood()


def test_one_reply_may_answer_several_questions():
    played = chat(
        form(),
        """
        kantor: Isi formulir. Nama dan kota?
        warga:  Budi/Palembang
        """,
        manners=MANNERS,
    )
    assert played.result == ("Budi", "Palembang")


def test_what_one_reply_left_out_is_asked():
    chat(
        form(),
        """
        kantor: Nama dan kota?
        warga:  Budi
        kantor: Kota?
        """,
        manners=MANNERS,
    )


@scene
def opening() -> Script[str]:
    yield from ask("first_words", "", first_words)
    yield from tell("Selamat pagi.")
    size = yield from choose("size", "Yang mana?", SIZES)
    name = yield from ask("name", "Siapa nama Anda?", some_text)
    return f"{name}: {size}"


def first_words(heard: Heard) -> str | Several:
    said = heard.text or ""
    return Several({"first_words": said, "size": "large"}) if "besar" in said else said


def test_first_words_may_answer_a_question_before_it_is_asked_without_losing_the_greeting():
    chat(
        opening(),
        """
        warga:  mau yang besar
        kantor: Selamat pagi. Siapa nama Anda?
        """,
        manners=MANNERS,
    )


def test_options_are_chosen_by_tap_number_or_words():
    for reply in ("[Kecil]", "1", "yang kecil", "mini"):
        chat(
            opening(),
            f"""
            warga:  halo
            kantor: Selamat pagi. Yang mana? [Kecil] [Besar]
            warga:  {reply}
            kantor: Siapa nama Anda?
            """,
            manners=MANNERS,
        )


def test_however_many_options_there_are_all_can_be_tapped_or_named():
    played = play(many(), {}, manners=MANNERS)
    assert [choice.key for choice in played.say[0].choices] == list("ABCDEFGHIJKL")
    assert play(many(), {}, Heard("text", "12"), manners=MANNERS).result == "L"


@scene
def many() -> Script[str]:
    return (
        yield from choose("which", "Yang mana?", [Option(letter, f"Pilihan {letter}") for letter in "ABCDEFGHIJKL"])
    )


@scene
def remembering() -> Script[date | None]:
    return (yield from recall("day", date))


def test_an_answer_can_be_looked_at_without_asking():
    assert play(remembering(), {"day": "2026-11-25"}, manners=MANNERS).result == date(2026, 11, 25)
    assert play(remembering(), {}, manners=MANNERS).result is None


@scene
def forgetful() -> Script[None]:
    yield from forget("nothing")


def test_forgetting_nothing_is_a_mistake_of_the_script_and_not_an_endless_loop():
    with pytest.raises(RuntimeError, match="never end"):
        play(forgetful(), {}, manners=MANNERS)


def test_understanding_must_say_what_it_returns():
    def silent(heard: Heard):
        return heard.text

    with pytest.raises(TypeError, match="must say what it returns"):
        play(Scene(lambda: ask("name", "Nama?", silent)), {}, manners=MANNERS)

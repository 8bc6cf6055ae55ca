"""How a message is said: as text, file, buttons, list or template, within WhatsApp's limits and without a word lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.whatsapp import address, limits
from services.notifier.whatsapp.body import Recipient, message
from services.notifier.whatsapp.choices import page_asked_for
from services.notifier.whatsapp.parts import ButtonsPart, ListPart, TextPart, parts_of, split_text
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import Choice
from shared.messaging import uuid7
from shared.testing.samples import OFFICE_CODE, an_attachment

LETTER = an_attachment("letter.pdf", "application/pdf")
PHOTO = an_attachment("photo")


def says(text: str = "", *choices: str | Choice, **more: object) -> list[str]:
    """The kinds of parts a message is said in."""
    return [part.kind for part in parts_of(_message(text, *choices, **more), window_is_open=True)]


def test_words_alone_are_one_text():
    assert says("Halo") == ["text"]


def test_words_about_a_file_are_its_caption():
    assert says("Ini suratnya.", document=LETTER) == ["file"]


def test_words_that_are_too_long_for_a_caption_follow_the_file():
    assert says("kata " * 300, document=LETTER) == ["file", "text"]


def test_up_to_three_short_choices_are_buttons():
    assert says("Siapa?", "Saya", "Orang lain", "Syaratnya apa?") == ["buttons"]


def test_more_or_longer_or_explained_choices_are_a_list():
    assert says("Siapa?", *"abcd") == ["list"]
    assert says("Siapa?", "Dua puluh satu huruf.") == ["list"]
    assert says("Siapa?", Choice(key="a", label="Saya", description="untuk diri sendiri")) == ["list"]


def test_a_file_stands_above_its_buttons_and_before_a_list():
    assert says("Perlu cetak?", "Ya", "Tidak", document=LETTER) == ["buttons"]
    assert says("Perlu cetak?", *"abcd", document=LETTER) == ["file", "list"]


def test_choices_without_words_get_some():
    (part,) = parts_of(_message("", "Ya"), window_is_open=True)
    assert part.kind == "buttons"
    assert part.text


def test_a_message_with_nothing_to_say_is_not_said():
    assert says("") == []


def test_a_file_name_that_is_too_long_keeps_its_ending():
    named = LETTER.model_copy(update={"filename": "x" * 300 + ".pdf"})
    (part,) = parts_of(_message(document=named), window_is_open=True)
    name = message(part, Recipient(under="to", value="62811"), "", "1")["document"]["filename"]

    assert len(name) == limits.FILENAME
    assert name.endswith(".pdf")


@given(st.text(st.sampled_from("ab .!?\n"), max_size=300), st.integers(min_value=5, max_value=60))
def test_a_split_text_loses_nothing_but_blanks_and_keeps_to_the_limit(text: str, limit: int):
    pieces = split_text(text, limit)

    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_split_behind_a_sentence():
    assert split_text("Satu dua tiga. Empat lima enam. Tujuh.", 32) == ["Satu dua tiga. Empat lima enam.", "Tujuh."]


@given(st.text(max_size=120), st.text(min_size=1, max_size=60))
def test_an_address_comes_back_as_it_was_written_and_fits(question: str, choice: str):
    written = address.write("verification", question or None, choice)
    chosen = address.read(written)

    assert len(written) <= 200
    assert chosen
    assert (chosen.to.speaker, chosen.to.question, chosen.choice) == ("verification", question or None, choice)


@pytest.mark.parametrize("foreign", ["", "callback_data", "mayor|1|ab", "intake|9|short", "intake|x|a", "intake|2|ab"])
def test_an_id_that_is_not_ours_is_no_address(foreign: str):
    assert address.read(foreign) is None


def _message(text: str = "", *choices: str | Choice, **more: object) -> SendMessage:
    options = [c if isinstance(c, Choice) else Choice(key=c[:9], label=c) for c in choices]
    stamp = {"office": OFFICE_CODE, "at": "2026-11-24T03:00:00Z", "contact_id": uuid7(), "speaker": "intake"}
    return SendMessage.model_validate({**stamp, "text": text, "choices": options, **more})


class TestManyAndLongChoices:
    """Nothing that can be chosen is left out, and whatever is shortened stands in full nearby."""

    LONG = "Surat keterangan pindah dari kelurahan asal"

    def test_a_long_label_is_explained_below_its_row(self):
        (part,) = parts_of(_message("Yang mana?", "Kartu Keluarga", self.LONG), window_is_open=True)

        assert isinstance(part, ListPart)
        assert [(row.title, row.description) for row in part.rows] == [
            ("Kartu Keluarga", None),
            ("Surat keterangan pindah…", self.LONG),
        ]

    def test_what_no_row_has_room_for_is_written_out_with_its_number(self):
        explained = Choice(key="b", label=self.LONG, description="yang dikeluarkan paling lama tiga bulan yang lalu")
        (part,) = parts_of(_message("Yang mana?", "Kartu Keluarga", explained), window_is_open=True)

        assert isinstance(part, ListPart)
        assert [row.title for row in part.rows] == ["1. Kartu Keluarga", "2. Surat keterangan pin…"]
        assert part.text == f"Yang mana?\n\n2. {self.LONG} ({explained.description})"

    def test_choices_of_the_same_name_are_numbered(self):
        twins = [Choice(key=key, label="Siti Aminah") for key in "ab"]
        (part,) = parts_of(_message("Siapa?", *twins), window_is_open=True)

        assert isinstance(part, ListPart)
        assert [row.title for row in part.rows] == ["1. Siti Aminah", "2. Siti Aminah"]

    @given(st.lists(st.text("ab 1é.", min_size=1, max_size=200).filter(str.strip), min_size=1, max_size=60))
    def test_every_choice_is_on_some_page_with_all_its_words(self, labels: list[str]):
        choices = [Choice(key=f"k{number}", label=label) for number, label in enumerate(labels)]
        request, skipped, seen = _message("Pilih", *choices), 0, list[str]()
        while skipped is not None:
            *before, part = parts_of(request, window_is_open=True, skipped=skipped)
            assert isinstance(part, ButtonsPart | ListPart)
            options = part.buttons if isinstance(part, ButtonsPart) else part.rows
            assert len(options) <= 10
            keys = [chosen.choice for option in options if (chosen := address.read(option.id))]
            words = [each.text for each in before if isinstance(each, TextPart)] + [part.text]
            words += [f"{option.title}{option.description}" for option in options]
            skipped = page_asked_for(keys[-1])
            seen += keys if skipped is None else keys[:-1]
            shown = ["".join(choice.label.split()) for choice in choices if choice.key in keys]
            assert all(label in "".join("".join(words).split()) for label in shown)
        assert seen == [choice.key for choice in choices]

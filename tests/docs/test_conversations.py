"""Everything the office writes on WhatsApp stands in one document, as it is really said."""

from pathlib import Path

from tests.docs.conversations.document import DOCUMENT, every_told, written
from tests.docs.conversations.sentences import of_module, sentences

#: What is said only where a template stands in, to whom has not written for a day.
ONLY_IN_TEMPLATES = {
    "services/intake/incoming/from_issuance.py",
    "services/intake/incoming/later.py",
    "services/verification/speaking.py",
}


def test_the_conversations_are_told_as_they_are():
    assert DOCUMENT.read_text() == written(), "make docs"


def test_every_module_with_sentences_speaks_in_some_conversation():
    speaks = {sentence.module for sentence in every_told()}

    assert {sentence.module for sentence in sentences()} - speaks - ONLY_IN_TEMPLATES == set()


def test_sentences_are_found_as_they_are_spoken(tmp_path: Path):
    path = tmp_path / "spoken.py"
    path.write_text(
        '"""A docstring of several words."""\nNEWS = f"Surat {number} sudah jadi."\nKEY = "not_a_sentence"\n'
    )

    (sentence,) = of_module(path)

    assert sentence.words == "Surat … sudah jadi."
    assert sentence.is_in("Ibu Siti, Surat 12 sudah  jadi. Terima kasih.")
    assert not sentence.is_in("sudah jadi. Surat")

import pytest

from services.issuance.letters import Unprintable
from services.issuance.letters.text import fit_for_paper


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Jl. Sapta Marga,\nLorong Melati\r\n\r\nNo. 12", "Jl. Sapta Marga, Lorong Melati, No. 12"),
        ("Rene\u0301e", "Renée"),
        ("Siti ❤️ 👩🏽‍🦰 Aminah 🌸", "Siti Aminah"),
        ("a\u200bb\u202ec\x07d\u00ade", "abcde"),
        ("ʼAisyah ‘Abdul Ḥasan Nguyễn", "ʼAisyah ‘Abdul Ḥasan Nguyễn"),
    ],
)
def test_text_is_cleaned_without_changing_what_it_says(written: str, printed: str):
    assert fit_for_paper(written) == printed


def test_rt_and_rw_stay_together_at_the_end_of_a_line():
    assert fit_for_paper("Jl. Melati, RT 005/RW 002") == "Jl. Melati, RT\u00a0005/RW\u00a0002"


@pytest.mark.parametrize(("name", "letters"), [("林 Siti", "林"), ("نور", "نور"), ("Сити", "Сит")])
def test_a_name_in_another_script_is_told_to_the_clerk_rather_than_shortened(name: str, letters: str):
    with pytest.raises(Unprintable) as refusal:
        fit_for_paper(name)

    assert set(refusal.value.characters) >= set(letters)
    assert "Tulis dengan huruf Latin" in refusal.value.sentence

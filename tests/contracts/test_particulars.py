"""The particulars of a person are read in two places, on WhatsApp and at the counter: by one rule, in one voice."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from services.intake.understanding import nik as heard_nik
from services.intake.understanding import person as heard
from services.issuance import particulars as typed
from shared import particulars
from shared.dialogue import Misunderstood

TODAY = date(2026, 11, 24)
READ: Mapping[str, tuple[Callable[[str], str | Misunderstood], Callable[[str], str]]] = {
    "name": (heard.read_name, particulars.a_name),
    "nik": (lambda text: heard_nik.read_nik(text, TODAY), typed.any_nik),
    "birth_place": (heard.read_birth_place, particulars.a_birth_place),
    "occupation": (heard.read_occupation, particulars.an_occupation),
    "address": (heard.read_address, particulars.an_address),
}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *(("name", text) for text in ("", "S", "Siti 2", "Siti 🙂", "陳")),
        *(
            ("nik", text)
            for text in ("", "12", "1671 0745", "1671074508900000123", "1671073013900000", "1671078508900000")
        ),
        *(("birth_place", text) for text in ("", "P", "8 Ilir", "巨港")),
        *(("occupation", text) for text in ("", "x", "🙂🙂")),
        *(("address", text) for text in ("", "Jl", "12345", "路路路")),
    ],
)
def test_what_will_not_do_is_refused_in_the_same_sentence(field: str, text: str):
    read_message, read_form = READ[field]
    refused = read_message(text)

    assert isinstance(refused, Misunderstood)
    with pytest.raises(ValueError, match=r".") as why:
        read_form(text)
    assert str(why.value) == refused.hint


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *(("name", text) for text in ("siti aminah", "SITI AMINAH", "Hj. Siti Aminah, S.Pd.", "Ma'ruf d'Angelo")),
        *(("nik", text) for text in ("1671074508900000", "1671 0745 0890 0000", "1671.07.450890.0000")),
        *(("birth_place", text) for text in ("palembang", "Ogan Ilir", "PANGKAL PINANG")),
        *(("occupation", text) for text in ("Wiraswasta", "penjahit", "Mengurus rumah tangga")),
        *(("address", text) for text in ("Jl. Sapta Marga No. 12", "Lr. Kebun No. 9")),
    ],
)
def test_what_will_do_is_kept_alike(field: str, text: str):
    read_message, read_form = READ[field]
    assert read_form(text) == read_message(text)


def test_the_lists_to_choose_from_are_the_same():
    assert tuple(option.key for option in heard.RELIGIONS) == particulars.RELIGIONS
    assert tuple(option.key for option in heard.MARITAL_STATUSES) == particulars.MARITAL_STATUSES
    assert set(heard.OCCUPATIONS.values()) == set(particulars.OCCUPATIONS)

import pytest

from services.issuance.letters import is_well_formed, new_code, normalised, spelled

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_new_code_is_well_formed_and_nobody_elses():
    codes = {new_code() for _ in range(2_000)}

    assert len(codes) == 2_000
    assert all(is_well_formed(code) and len(code) == 20 for code in codes)


def test_a_code_uses_only_letters_that_cannot_be_confused():
    assert set("".join(new_code() for _ in range(500))) == set(ALPHABET)


def test_a_code_is_spelled_in_groups_of_four():
    assert spelled("7K4MQ2XD9AHT3WNPC5RA") == "7K4M-Q2XD-9AHT-3WNP-C5RA"


def test_a_typed_code_is_taken_as_it_is_meant():
    code = new_code()

    for typed in (code.lower(), spelled(code), f" {spelled(code)}\n".replace("-", " ")):
        assert normalised(typed) == code
        assert is_well_formed(typed)


def test_letters_that_look_like_digits_are_read_as_digits():
    assert normalised("oO-iI-lL") == "001111"


def test_every_single_wrong_character_is_noticed():
    code = new_code()

    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert not is_well_formed(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("nonsense", ["", "7K4M", "U" * 20, "7K4MQ2XD9AHT3WNPC5R🌸", "../" * 7, "0" * 21])
def test_nonsense_is_no_code(nonsense: str):
    assert not is_well_formed(nonsense)

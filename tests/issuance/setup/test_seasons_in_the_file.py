"""Seasons and deputies in the office's file, and how their mistakes are told."""

from pathlib import Path

import pytest

from services.issuance.catalogue import Config, ConfigMistake, read_config

SHIPPED = Path(__file__).parents[3] / "config" / "kelurahan.yaml"
HOURS = '{ mon: { opens: "08:00", closes: "14:00" } }'
RAMADAN = f"- {{ name: Ramadan, first: 2027-02-08, last: 2027-03-09, hours: {HOURS} }}"
DEPUTY = "{ account: sekre, name: Ahmad, nip: 19800101 200501 1 001, acts: plh, first: 2027-01-04, last: 2027-01-08 }"


def written(folder: Path, *, seasons: str = "[]", deputies: str = "[]") -> Config:
    text = SHIPPED.read_text()
    text = text.replace("calendar:\n", f"calendar:\n  seasons: {seasons}\n", 1)
    text = text.replace("office:\n", f"office:\n  deputies: {deputies}\n", 1)
    (folder / "kelurahan.yaml").write_text(text)
    return read_config(folder / "kelurahan.yaml")


def test_seasons_and_deputies_can_be_seeded(tmp_path: Path):
    config = written(tmp_path, seasons=f"\n    {RAMADAN}", deputies=f"\n    - {DEPUTY}")
    assert config.calendar.seasons[0].name == "Ramadan"
    assert config.office.deputies[0].acts == "plh"


@pytest.mark.parametrize(
    ("seasons", "deputies", "field", "why"),
    [
        (f"\n    {RAMADAN.replace('2027-03-09', '2027-01-09')}", "[]", "calendar.seasons.0.last", "before the first"),
        (f"\n    {RAMADAN}\n    {RAMADAN}", "[]", "calendar.seasons.1.first", "seasons come in order"),
        (f"\n    {RAMADAN.replace(HOURS, '{}')}", "[]", "calendar.seasons.0.hours", "never open"),
        (f"\n    {RAMADAN.replace('14:00', '08:00')}", "[]", "calendar.seasons.0.hours.mon.closes", "not after"),
        ("[]", f"\n    - {DEPUTY.replace('2027-01-08', '2027-01-01')}", "office.deputies.0.last", "before the first"),
        ("[]", f"\n    - {DEPUTY.replace('plh', 'an')}", "office.deputies.0.position", "is missing"),
        ("[]", f"\n    - {DEPUTY.replace('plh', 'pjs')}", "office.deputies.0.acts", "is wrong"),
    ],
)
def test_a_mistake_in_them_is_told_with_its_place(tmp_path: Path, seasons: str, deputies: str, field: str, why: str):
    with pytest.raises(ConfigMistake, match=why) as mistake:
        written(tmp_path, seasons=seasons, deputies=deputies)
    assert mistake.value.field == field
    line = (tmp_path / "kelurahan.yaml").read_text().splitlines()[mistake.value.line - 1]
    assert ("Ramadan" in line) or ("sekre" in line)

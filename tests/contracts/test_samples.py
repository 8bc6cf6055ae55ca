"""A contract that was once spoken can be read for ever: the stored samples of every version must parse.

Each has one as it was first spoken, `<subject>.json`; what was added since stands in `<subject>+<what>.json`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.messaging import Message
from tests.contracts.spoken import CONTRACTS

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))
BY_SUBJECT = {contract.subject: contract for contract in CONTRACTS}


def test_every_contract_has_a_sample_and_every_sample_a_contract():
    assert {path.stem for path in SAMPLES if "+" not in path.stem} == set(BY_SUBJECT)
    assert {path.stem.partition("+")[0] for path in SAMPLES} == set(BY_SUBJECT)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_stored_sample_still_parses_and_says_the_same(sample: Path):
    contract = BY_SUBJECT[sample.stem.partition("+")[0]]

    message = contract.model_validate_json(sample.read_bytes())

    assert contract.model_validate_json(message.model_dump_json()) == message
    assert message.wire_subject.startswith(f"{contract.subject}.{message.office}.")


@pytest.mark.parametrize("sample", [path for path in SAMPLES if "+" in path.stem], ids=lambda path: path.stem)
def test_nothing_of_a_sample_is_overheard(sample: Path):
    """What was added is read, not left aside."""
    contract = BY_SUBJECT[sample.stem.partition("+")[0]]
    stored = json.loads(sample.read_bytes())

    read = json.loads(contract.model_validate(stored).model_dump_json())

    assert lost(stored, read) == []


def lost(stored: Any, read: Any, place: str = "") -> list[str]:
    """Where what was stored was not read; fields that came later may be there, too."""
    if isinstance(stored, dict) and isinstance(read, dict):
        return [at for key in stored for at in lost(stored[key], read.get(key), f"{place}.{key}")]
    if isinstance(stored, list) and isinstance(read, list) and len(stored) == len(read):
        return [at for index, part in enumerate(stored) for at in lost(part, read[index], f"{place}.{index}")]
    return [] if stored == read else [place]


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.subject)
def test_every_contract_says_what_it_means(contract: type[Message]):
    assert contract.__doc__
    assert contract.__doc__ != Message.__doc__

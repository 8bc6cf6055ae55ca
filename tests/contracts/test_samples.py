"""A contract that was once spoken can be read for ever: one stored sample of every version must parse."""

from pathlib import Path

import pytest

from shared.messaging import Message
from tests.contracts.spoken import CONTRACTS

SAMPLES = Path(__file__).parent / "samples"


def test_every_contract_has_a_sample_and_every_sample_a_contract():
    assert {path.stem for path in SAMPLES.glob("*.json")} == {contract.subject for contract in CONTRACTS}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.subject)
def test_the_stored_sample_still_parses_and_says_the_same(contract: type[Message]):
    stored = (SAMPLES / f"{contract.subject}.json").read_bytes()

    message = contract.model_validate_json(stored)

    assert contract.model_validate_json(message.model_dump_json()) == message
    assert message.wire_subject.startswith(f"{contract.subject}.{message.office}.")


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.subject)
def test_every_contract_says_what_it_means(contract: type[Message]):
    assert contract.__doc__
    assert contract.__doc__ != Message.__doc__

"""Who says what to whom: no fact is said into the void, no request has two owners or none."""

import pytest

from services.intake.incoming import hear as intake
from services.issuance.incoming import hear as issuance
from services.notifier.incoming import hear as notifier
from services.verification.incoming import hear as verification
from shared.contracts.vocabulary import RESERVED_WORDS
from shared.messaging import Fact, Hear, Message, Request
from tests.contracts.spoken import CONTRACTS

SERVICES = (intake, verification, issuance, notifier)


def listeners(contract: type[Message]) -> list[str]:
    return [hear.service for hear in SERVICES if contract.subject in hear.listeners]


def speakers(contract: type[Message]) -> list[str]:
    return [hear.service for hear in SERVICES if contract in hear.says]


@pytest.mark.parametrize("contract", [c for c in CONTRACTS if issubclass(c, Fact)], ids=lambda c: c.subject)
def test_every_fact_has_one_speaker_and_at_least_one_listener(contract: type[Fact]):
    speaker = contract.subject.split(".")[1]
    assert speakers(contract) == [speaker]
    assert listeners(contract)


@pytest.mark.parametrize("contract", [c for c in CONTRACTS if issubclass(c, Request)], ids=lambda c: c.subject)
def test_every_request_has_exactly_one_owner_and_somebody_who_asks(contract: type[Request]):
    owner = contract.subject.split(".")[1]
    assert listeners(contract) == [owner]
    assert speakers(contract)


@pytest.mark.parametrize("hear", SERVICES, ids=lambda hear: hear.service)
def test_nothing_is_said_or_heard_that_is_not_a_contract(hear: Hear):
    known = {contract.subject for contract in CONTRACTS}
    own_raw_updates = {subject for subject in hear.listeners if subject.startswith("webhook.")}
    assert set(hear.listeners) - own_raw_updates <= known
    assert {contract.subject for contract in hear.says} <= known


def test_reserved_words_go_to_services_that_hear_replies():
    owners = {contract.subject.split(".")[1] for contract in CONTRACTS if contract.subject.endswith("hear_reply.v1")}
    assert set(RESERVED_WORDS.values()) <= owners

"""What comes to the webhook and is not from WhatsApp, or not as WhatsApp writes it; what the operator sees of it."""

import json
import re

import pytest

from tests.story.door import Door
from tests.story.operator import pengantar
from tests.story.people import Neighbourhood
from tests.story.town import Town

NOTHING_NEW = b'{"object": "whatsapp_business_account", "entry": []}'
TEN_MB = 10 * 1024 * 1024


@pytest.fixture
def door(town: Town) -> Door:
    return Door(town)


async def test_only_whatsapp_is_let_in(door: Door):
    assert await door.knock_unsigned(NOTHING_NEW) == 401
    assert await door.knock(NOTHING_NEW, signature="sha256=" + "0" * 64) == 401
    assert await door.knock(NOTHING_NEW + b" ", signature=door.signature(NOTHING_NEW)) == 401
    assert await door.knock(NOTHING_NEW, signature="not even a signature") == 401


async def test_what_is_too_large_or_no_json_is_refused(door: Door):
    assert await door.knock(b"x" * TEN_MB) == 413
    assert await door.knock(b"<xml/>") == 400
    assert await door.knock(b"") == 400
    assert await door.knock(b"\xff\xfe") == 400


async def test_what_nobody_can_read_is_parked_and_the_rest_goes_on(
    door: Door, town: Town, neighbourhood: Neighbourhood
):
    news = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "surprise"}]}]}

    assert await door.knock(json.dumps(news).encode()) == 200

    place = await the_operator_finds_it(town)
    refused = await pengantar(town, "parked", "replay", place)
    assert refused.code == 1
    assert place in refused.said
    assert await the_operator_finds_it(town) == place
    agus = await neighbourhood.moves_in("Agustina Wibowo")
    await agus.phone.writes("mau bikin ktp")
    await agus.phone.hears("KTP ini untuk siapa?")


async def the_operator_finds_it(town: Town) -> str:
    """Where it is parked, as `pengantar parked list` shows it."""
    listed = await pengantar(town, "parked", "list")
    assert listed.code == 1, listed.said
    place = re.search(r"^(notifier/WEBHOOKS:\d+)  .*  webhook\.whatsapp\.unknown\.v1", listed.said, re.MULTILINE)
    assert place, listed.said
    assert "WhatsApp sent something of an unknown shape" in listed.said
    return place.group(1)

"""Every payload of WhatsApp's becomes a reply, a status, something known that is not for us, or is parked alone."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from services.notifier.whatsapp.split import split
from services.notifier.whatsapp.updates import (
    AccountChanged,
    ErrorCame,
    MessageCame,
    StatusCame,
    UnknownCame,
    WhatsAppUpdate,
)
from shared.contracts.notifier import Reply
from shared.messaging.tables import errands
from tests.notifier.bridge import Bridge, Person, envelope, numbers

OWN = Path(__file__).parent / "webhooks"

#: What a payload may come to, by the log where nothing else shows it.
LOGGED = {"noted": "noted", "whatsapp_could_not_tell": "error", "whatsapp_account_changed": "account"}
#: Kinds of a collection's manifest that are noted and answered by nobody.
NOTED = ("reaction", "system", "edit", "revoke", "request_welcome", "interactive.call_permission_reply")


@pytest.fixture
def payloads() -> dict[str, Any]:
    return _read(OWN)


async def test_every_payload_comes_to_what_its_manifest_says(bridge: Bridge, payloads: dict[str, Any]):
    manifest = json.loads((OWN / "manifest.json").read_text())
    assert manifest.keys() == payloads.keys()

    for name, payload in payloads.items():
        assert await _outcomes(bridge, payload) == manifest[name], name


async def test_further_payloads_come_to_what_they_are(bridge: Bridge, request: pytest.FixtureRequest):
    """A folder that is named by `--webhooks`; one with a manifest of kinds is held to it."""
    folder = Path(request.config.getoption("--webhooks") or OWN)
    expected = dict(_by_kind(folder))
    payloads = _read(folder)
    assert not expected or expected.keys() == payloads.keys()

    for name, payload in payloads.items():
        outcomes = await _outcomes(bridge, payload)
        assert outcomes == expected.get(name, outcomes), name
        assert outcomes.total() >= 1, name


async def test_a_repeated_payload_comes_to_nothing_new(bridge: Bridge, payloads: dict[str, Any]):
    for payload in payloads.values():
        await bridge.webhook(payload)
    replies, parked = len(_replies(bridge)), len(bridge.parked)
    for payload in payloads.values():
        await bridge.webhook(payload)

    assert (len(_replies(bridge)), len(set(bridge.parked))) == (replies, len(set(bridge.parked[:parked])))


async def test_several_hundred_in_one_webhook_are_all_heard_in_order(bridge: Bridge):
    messages = [_text(f"wamid.many{n}", f"pesan {n}", at=1795400000 + n) for n in range(400)]
    statuses = [{"id": f"wamid.theirs{n}", "status": "delivered"} for n in range(400)]
    outcomes = await _outcomes(bridge, envelope({"messages": messages, "statuses": statuses}))

    assert outcomes == {"reply": 400, "status": 400}
    assert [text for _, _, text in bridge.replies] == [f"pesan {n}" for n in range(400)]


def test_of_a_thousand_contacts_each_message_carries_its_own():
    people = [f"628127{n:07}" for n in range(1000)]
    contacts = [{"wa_id": phone, "profile": {"name": f"Warga {phone}"}} for phone in people]
    messages = [_text(f"wamid.{phone}", "halo") | {"from": phone} for phone in reversed(people)]

    pieces = list(split(envelope({"contacts": contacts, "messages": messages}), _line))

    assert len(pieces) == len(people)
    assert all(
        [card["wa_id"] for card in piece.content["contacts"]] == [piece.content["message"]["from"]] for piece in pieces
    )


@pytest.mark.parametrize(
    "card",
    [
        {"profile": ""},
        {"profile": {"name": ["Siti"]}},
        {"profile": {"name": {"first": "Siti"}}},
        {"wa_id": ["6281271000001"], "profile": []},
        {"wa_id": 6281271000001},
        "odd",
    ],
    ids=str,
)
async def test_a_card_that_cannot_be_read_hinders_no_message(bridge: Bridge, card: Any):
    await bridge.webhook(envelope({"contacts": [card], "messages": [_text("wamid.card", "halo")]}))

    assert [text for _, _, text in bridge.replies] == ["halo"]
    assert bridge.parked == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_PARTS_OF_A_MESSAGE = ("id", "from", "from_user_id", "timestamp", "type", "text", "image", "context", "interactive")


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.sampled_from(_PARTS_OF_A_MESSAGE), odd=_JSON, contacts=_JSON)
async def test_whatever_stands_in_a_message_the_others_beside_it_are_heard(
    bridge: Bridge, part: str, odd: Any, contacts: Any
):
    number = next(numbers)
    before, heard = len(bridge.parked), len(_replies(bridge))
    strange = _text(f"wamid.odd{number}", "aneh") | {part: odd}
    beside = [_text(f"wamid.{number}.{n}", f"biasa {number}") for n in range(2)]
    await bridge.webhook(envelope({"messages": [beside[0], strange, beside[1]]}))
    await bridge.webhook(envelope({"messages": [_text(f"wamid.c{number}", "kontak")], "contacts": contacts}))
    await bridge.later(seconds=3)  # one that claims to be old lets what may be older come first

    plain = [reply for reply in _replies(bridge)[heard:] if reply.text == f"biasa {number}"]
    assert len(plain) == 2
    assert [reply.text for reply in _replies(bridge)[-1:]] == ["kontak"], "a contact's card hinders nobody"
    assert len(bridge.parked) - before <= 1


@settings(max_examples=100, deadline=None, database=None)
@given(payload=_JSON | st.builds(envelope, st.dictionaries(st.sampled_from(("messages", "statuses", "errors")), _JSON)))
def test_no_payload_is_lost(payload: Any):
    pieces = list(split(payload, _line))

    assert len(pieces) >= _things_in(payload)


async def test_what_was_deleted_before_anybody_was_told_of_it_is_told_to_nobody(bridge: Bridge, siti: Person):
    await siti.sends("image", {"id": "7"}, id="wamid.deleted")
    await siti.writes("maaf, salah kirim")
    await siti.sends("revoke", {"original_message_id": "wamid.deleted"})
    bridge.files["7"] = "gone"
    await bridge.does_errands()

    assert [(reply.kind, reply.text) for reply in _replies(bridge)] == [("text", "maaf, salah kirim")]


async def test_what_was_deleted_after_it_was_told_has_been_told(bridge: Bridge, siti: Person):
    await siti.writes("mau bikin ktp", id="wamid.told")
    await siti.sends("revoke", {"original_message_id": "wamid.told"})

    assert [reply.text for reply in _replies(bridge)] == ["mau bikin ktp"]


async def test_a_photo_that_whatsapp_lost_is_told_as_gone(bridge: Bridge, payloads: dict[str, Any]):
    await bridge.webhook(payloads["photo_that_whatsapp_lost"])

    assert [(reply.kind, reply.trouble) for reply in _replies(bridge)] == [("image", "gone")] * 2


async def test_one_that_cannot_be_read_is_parked_and_the_others_are_heard(bridge: Bridge, payloads: dict[str, Any]):
    await bridge.webhook(payloads["one_of_three_cannot_be_read"])

    assert [text for _, _, text in bridge.replies] == ["sebelum", "sesudah"]
    assert len(bridge.parked) == 1


async def test_messages_of_one_webhook_are_heard_in_the_order_of_their_time_stamps(
    bridge: Bridge, payloads: dict[str, Any]
):
    await bridge.webhook(payloads["three_messages_latest_first"])

    assert [text for _, _, text in bridge.replies] == ["satu", "dua", "tiga"]


async def test_contacts_are_matched_by_id_and_not_by_place(bridge: Bridge, payloads: dict[str, Any]):
    await bridge.webhook(payloads["two_people_in_one_value_contacts_the_other_way_round"])

    said = {reply.text: reply.profile_name for reply in _replies(bridge)}
    assert said == {"halo": "Siti", "TUGAS": "Rahmat"}


async def test_every_kind_of_message_is_told_to_whoever_answers_it(bridge: Bridge, payloads: dict[str, Any]):
    await bridge.webhook(payloads["voice_sticker_place_and_card"])
    await bridge.webhook(payloads["message_of_a_type_that_is_still_to_come"])
    await bridge.webhook(payloads["photo_without_a_file"])

    kinds = [(reply.kind, reply.trouble) for reply in _replies(bridge)]
    plain = ["audio", "sticker", "location", "contact", "video", "other"]
    assert kinds == [*((kind, None) for kind in plain), ("image", "gone")]


def test_a_repeated_update_has_the_same_id_and_two_statuses_of_a_message_have_two(payloads: dict[str, Any]):
    once, again = (list(split(payloads["photo_and_statuses_together"], _line)) for _ in range(2))

    assert [piece.id for piece in once] == [piece.id for piece in again]
    assert len({piece.id for piece in once}) == 3


def test_every_part_of_a_webhook_becomes_what_it_is(payloads: dict[str, Any]):
    def kinds(name: str) -> list[type[WhatsAppUpdate]]:
        return [piece.contract for piece in split(payloads[name], _line)]

    assert kinds("photo_and_statuses_together") == [MessageCame, StatusCame, StatusCame]
    assert kinds("unsupported_and_empty_interactive") == [MessageCame, MessageCame, ErrorCame]
    assert kinds("account_and_template_news") == [AccountChanged] * 3
    assert kinds("entries_of_other_shapes") == [UnknownCame] * 4
    assert kinds("a_field_that_is_still_to_come") == kinds("no_entries") == kinds("not_even_an_object") == [UnknownCame]


class _Files(dict[str, str]):
    """Every file is gone."""

    def __contains__(self, _: object) -> bool:
        return True

    def __getitem__(self, _: str) -> str:
        return "gone"


def _line(sender: str) -> UUID:
    return UUID(int=abs(hash(sender)))


_MADE_UP = r'"id": "(?=wamid\.|amid\.ID|<WHATSAPP_MESSAGE_ID>)'


def _own_ids(payload: Any, name: str) -> Any:
    """Collected payloads share made-up ids; as real ones, each gets ids of its own."""
    places = count(1)
    text = re.sub(_MADE_UP, lambda made_up: f"{made_up[0]}{name}.{next(places)}.", json.dumps(payload))
    return json.loads(text)


def _things_in(payload: Any) -> int:
    """How many different messages, statuses and errors it holds, or at least one."""
    try:
        values = [change["value"] for entry in payload["entry"] for change in entry["changes"]]
        distinct = [{json.dumps(thing) for thing in _each(value.get(part))} for value in values for part in _PARTS]
        is_empty = any(not value.keys().isdisjoint(_PARTS) for value in values)
        return sum(map(len, distinct)) or (0 if is_empty else 1)
    except (TypeError, KeyError, AttributeError):
        return 1


_PARTS = ("messages", "statuses", "errors")


def _each(things: Any) -> list[Any]:
    return [] if things is None else things if isinstance(things, list) else [things]


async def _outcomes(bridge: Bridge, payload: Any) -> Counter[str]:
    """What a payload came to: replies that were told, statuses that are looked at again, what was logged or parked."""
    bridge.files = _Files()
    replies, parked, looks = len(_replies(bridge)), len(bridge.parked), await _looks(bridge)
    with capture_logs() as logs:
        await bridge.webhook(payload)
    told = Counter(LOGGED[entry["event"]] for entry in logs if entry["event"] in LOGGED)
    told["parked"] = len(bridge.parked) - parked
    told["status"] = await _looks(bridge) - looks
    await bridge.later(seconds=3)  # what is old waits for what may be older
    told["reply"] = len(_replies(bridge)) - replies
    return +told


async def _looks(bridge: Bridge) -> int:
    found = await bridge.store.fetch(sa.select(errands.c.place).where(errands.c.name == "look_again"))
    return len(found)


def _by_kind(folder: Path) -> Iterator[tuple[str, Counter[str]]]:
    """What a collection's manifest expects, file by file: a list of things like `message.text` or `status.read`."""
    manifest = folder / "manifest.json"
    entries = json.loads(manifest.read_text()) if manifest.exists() else []
    for entry in entries if isinstance(entries, list) else []:
        payload = json.loads((folder / entry["file"]).read_text())
        changes = [change for part in payload["entry"] for change in part["changes"]]
        if elsewhere := [change for change in changes if change["field"] != "messages"]:
            yield Path(entry["file"]).stem, Counter(account=len(elsewhere))
        else:
            yield Path(entry["file"]).stem, Counter(map(_outcome_of, entry["kind"]))


def _outcome_of(kind: str) -> str:
    match kind.split(".", 1):
        case ["message", what]:
            return "noted" if what.startswith(NOTED) else "reply"
        case ["status", _]:
            return "status"
        case ["value", _]:
            return "error"
        case _:
            raise AssertionError(kind)


def _read(folder: Path) -> dict[str, Any]:
    files = sorted(file for file in folder.glob("*.json") if file.name != "manifest.json")
    assert files, folder
    return {file.stem: _own_ids(json.loads(file.read_text()), file.stem) for file in files}


def _text(wamid: str, body: str, at: int = 1795400000) -> dict[str, Any]:
    return {"from": "6281271000001", "id": wamid, "timestamp": str(at), "type": "text", "text": {"body": body}}


def _replies(bridge: Bridge) -> list[Reply]:
    return [message for message in bridge.told if isinstance(message, Reply)]

"""Every payload of WhatsApp's becomes a reply, a status, something known that is not for us, or is parked alone."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.notifier.reply import is_answered
from services.notifier.whatsapp.models import IncomingMessage
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
from tests.notifier.bridge import Bridge

OWN = Path(__file__).parent / "webhooks"


@pytest.fixture
def payloads(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Our own payloads, and those of the folder that was named."""
    further = request.config.getoption("--webhooks")
    folders = [OWN, Path(further)] if further else [OWN]
    files = [file for folder in folders for file in sorted(folder.glob("*.json")) if file.name != "manifest.json"]
    return {file.stem: _own_ids(json.loads(file.read_text()), file.stem) for file in files}


async def test_nothing_is_lost_and_nothing_crashes(bridge: Bridge, payloads: dict[str, Any]):
    bridge.files = _Files()
    for name, payload in payloads.items():
        pieces = list(split(payload, _line))
        kinds = Counter(piece.contract for piece in pieces)
        assert kinds.total() >= _things_in(payload), name
        replies, parked = len(_replies(bridge)), len(bridge.parked)

        await bridge.webhook(payload)
        await bridge.webhook(payload)  # Meta repeats itself

        assert len(bridge.parked) - parked == 2 * _unreadable(pieces), name
        assert len(_replies(bridge)) - replies == _answered(pieces), name


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


def _own_ids(payload: Any, name: str) -> Any:
    """Collected payloads share made-up ids; as real ones, each gets ids of its own."""
    text = json.dumps(payload)
    for shared in ("wamid.", "amid.ID", "<WHATSAPP_MESSAGE_ID>"):
        text = text.replace(f'"id": "{shared}', f'"id": "{name}.{shared}')
    return json.loads(text)


def _things_in(payload: Any) -> int:
    """How many messages, statuses and errors it holds, or at least one."""
    try:
        values = [change["value"] for entry in payload["entry"] for change in entry["changes"]]
        distinct = [{_key(part, thing) for thing in value.get(part, [])} for value in values for part in _PARTS]
        return sum(map(len, distinct)) or 1
    except (TypeError, KeyError):
        return 1


_PARTS = ("messages", "statuses", "errors")


def _key(part: str, thing: Any) -> str:
    return json.dumps([thing.get("id"), thing.get("status")] if part != "errors" else thing)


def _unreadable(pieces: list[Any]) -> int:
    return sum(_read(piece) is None for piece in pieces)


def _answered(pieces: list[Any]) -> int:
    messages = {piece.id: _read(piece) for piece in pieces if piece.contract is MessageCame}
    return sum(isinstance(message, IncomingMessage) and is_answered(message) for message in messages.values())


def _read(piece: Any) -> Any:
    """What the piece says, or None when it cannot be read."""
    stamp = {"id": str(piece.id), "line": str(piece.line), "office": "1671101001", "at": "2026-11-24T03:00:00Z"}
    try:
        update = piece.contract.model_validate_json(json.dumps(stamp | piece.content))
    except ValueError:
        return None
    return update.message if isinstance(update, MessageCame) else update


def _replies(bridge: Bridge) -> list[Reply]:
    return [message for message in bridge.told if isinstance(message, Reply)]

"""Messages about no file that did not arrive: on a list, until a clerk has settled each or WhatsApp has."""

from typing import Any

import pytest

from services.issuance.incoming import hear
from services.issuance.stray import Stray
from shared.contracts.notifier import MessageArrived, MessageFailed, SendAgain
from shared.messaging import uuid7
from shared.testing.desk import Room
from tests.issuance.console.office import Office
from tests.issuance.files import CONTACT, TUESDAY, a_file, told

MESSAGE = uuid7()


def failed(**words: Any) -> MessageFailed:
    about = {"contact_id": CONTACT, "message_id": MESSAGE, "speaker": "intake", "about": None}
    return told(MessageFailed, **{**about, "outcome": "unknown", "reason": "Tidak ada kabar.", **words})


def test_what_is_about_no_file_is_kept_until_it_has_arrived():
    room = Room(hear, TUESDAY)
    room.hear(failed(about=uuid7()))
    assert room.only(Stray).may_have_arrived

    room.hear(told(MessageArrived, contact_id=CONTACT, message_id=MESSAGE, about=None))
    assert room.all(Stray) == []


def test_what_is_about_a_file_is_on_the_file_alone():
    room = Room(hear, TUESDAY).put(file := a_file())
    room.hear(failed(about=file.application_id))

    assert room.all(Stray) == []


def test_it_is_sent_again_under_its_own_id():
    again = Stray.of(failed(about=MESSAGE)).again(TUESDAY)

    assert isinstance(again, SendAgain)
    assert (again.message_id, again.contact_id, again.about) == (MESSAGE, CONTACT, MESSAGE)


@pytest.mark.parametrize("what", ["again", "told"])
async def test_a_clerk_has_it_sent_again_or_lets_it_be(office: Office, what: str):
    await office.keep(Stray.of(failed()))
    screen = await office.signed_in("rahma")
    assert "Tidak ada kabar." in (await screen.get("/percakapan")).text

    await screen.send("/percakapan/pesan", page="/percakapan", message=str(MESSAGE), what=what)

    assert "Tidak ada kabar." not in (await screen.get("/percakapan")).text

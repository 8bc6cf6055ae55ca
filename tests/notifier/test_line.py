"""What people send is passed on in order, and a photo is never silently missing."""

from datetime import timedelta

from shared.contracts.notifier import Reply
from shared.testing.samples import an_attachment
from tests.notifier.bridge import Bridge, Person

PAGE = an_attachment("kk")


async def test_a_photo_is_told_once_it_is_kept(bridge: Bridge, siti: Person):
    bridge.files["7"] = PAGE
    await siti.is_asked("intake", "a1:kk")
    await siti.sends("image", {"id": "7", "caption": "KK saya"})

    (reply,) = _replies(bridge)
    assert (reply.kind, reply.question, reply.text, reply.pages) == ("image", "a1:kk", "KK saya", (PAGE,))


async def test_words_after_a_photo_wait_for_it(bridge: Bridge, siti: Person):
    await siti.sends("image", {"id": "7"})
    await siti.writes("itu KK saya")
    assert _replies(bridge) == []

    bridge.files["7"] = PAGE
    await bridge.does_errands()
    assert [reply.kind for reply in _replies(bridge)] == ["image", "text"]


async def test_photos_of_an_album_keep_their_order_whichever_comes_first(bridge: Bridge, siti: Person):
    for media_id in ("1", "2", "3"):
        await siti.sends("image", {"id": media_id, "caption": media_id})
    bridge.files |= {"3": PAGE, "2": PAGE}
    await bridge.does_errands()
    assert _replies(bridge) == []

    bridge.files["1"] = PAGE
    await bridge.does_errands()
    assert [reply.text for reply in _replies(bridge)] == ["1", "2", "3"]


async def test_what_was_taken_down_while_the_clock_was_ahead_waits_for_nothing(bridge: Bridge, siti: Person):
    right = bridge.now
    bridge.now = right + timedelta(hours=1)
    await siti.writes("halo", timestamp=str(int(right.timestamp())))
    assert _replies(bridge) == []

    bridge.now = right + timedelta(seconds=10)
    await siti.writes("lagi")

    assert [reply.text for reply in _replies(bridge)] == ["halo", "lagi"]


async def test_a_photo_that_is_on_its_way_does_not_delay_others(bridge: Bridge, siti: Person):
    budi = await Person(bridge, "6281271000002", "Budi").says_hello()
    await siti.sends("image", {"id": "7"})
    await budi.writes("halo lagi")

    assert [reply.text for reply in _replies(bridge)] == ["halo lagi"]


async def test_who_is_asked_is_decided_when_the_photo_is_passed_on(bridge: Bridge, siti: Person):
    await siti.is_asked("verification", "case1:paper")
    await siti.sends("document", {"id": "7", "filename": "surat.pdf"})
    await siti.writes("mau bikin ktp")
    bridge.files["7"] = "locked"
    await bridge.does_errands()

    told = [(type(reply).__name__, reply.question, reply.trouble) for reply in _replies(bridge)]
    assert told == [("HearChairReply", "case1:paper", "locked"), ("HearChairReply", None, None)]


async def test_a_photo_that_cannot_be_had_is_told_as_gone(bridge: Bridge, siti: Person):
    await siti.sends("image", {"id": "7"})
    await siti.writes("sudah?")
    bridge.files["7"] = "gone"
    await bridge.does_errands()

    assert [(reply.kind, reply.trouble) for reply in _replies(bridge)] == [("image", "gone"), ("text", None)]


async def test_a_photo_that_is_late_holds_nothing_up_and_comes_by_itself(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:kk")
    await siti.sends("image", {"id": "7", "caption": "KK saya"})
    await siti.writes("sudah?")
    bridge.files["7"] = "late"
    await bridge.does_errands()
    assert [(reply.kind, reply.trouble) for reply in _replies(bridge)] == [("image", "late"), ("text", None)]

    bridge.files["7"] = PAGE
    await bridge.later(minutes=11)
    await bridge.later(hours=10)
    *_, page = _replies(bridge)
    assert (page.kind, page.text, page.pages, page.trouble) == ("image", "KK saya", (PAGE,), None)
    assert len(_replies(bridge)) == 3


async def test_a_late_photo_that_never_comes_is_asked_for_again(bridge: Bridge, siti: Person):
    await siti.sends("image", {"id": "7"})
    bridge.files["7"] = "late"
    await bridge.does_errands()
    bridge.files["7"] = "gone"
    await bridge.later(minutes=11)

    assert [reply.trouble for reply in _replies(bridge)] == ["late", "gone"]


async def test_a_photo_that_is_tried_in_vain_is_tried_again(bridge: Bridge, siti: Person):
    bridge.files["7"] = OSError("no answer")
    await siti.sends("image", {"id": "7"})
    await bridge.later(minutes=3)
    assert _replies(bridge) == []

    bridge.files["7"] = PAGE
    await bridge.later(minutes=3)
    assert [reply.pages for reply in _replies(bridge)] == [(PAGE,)]


async def test_a_late_photo_that_was_deleted_does_not_come(bridge: Bridge, siti: Person):
    await siti.sends("image", {"id": "7"}, id="wamid.late")
    bridge.files["7"] = "late"
    await bridge.does_errands()
    await siti.sends("revoke", {"original_message_id": "wamid.late"})
    bridge.files["7"] = PAGE
    await bridge.later(hours=1)

    assert [reply.trouble for reply in _replies(bridge)] == ["late"]


async def test_what_waits_for_a_photo_is_told_in_the_order_of_its_time_stamps(bridge: Bridge, siti: Person):
    start = int(bridge.now.timestamp())
    await siti.sends("image", {"id": "7"}, timestamp=str(start))
    for text, second in (("tiga", 2), ("dua", 1), ("dua lagi", 1)):
        await siti.writes(text, timestamp=str(start + second))
    bridge.files["7"] = PAGE
    await bridge.does_errands()

    assert [reply.text for reply in _replies(bridge)] == [None, "dua", "dua lagi", "tiga"]


async def test_what_whatsapp_brings_late_and_in_disorder_is_told_in_the_order_in_which_it_was_said(
    bridge: Bridge, siti: Person
):
    start = int(bridge.now.timestamp()) - 60
    for text, second in (("dua", 2), ("tiga", 3), ("satu", 1)):
        await siti.writes(text, timestamp=str(start + second))
    await siti.writes("empat")
    assert _replies(bridge) == []

    await bridge.later(seconds=2)
    assert [reply.text for reply in _replies(bridge)] == ["satu", "dua", "tiga", "empat"]


async def test_what_comes_late_waits_two_seconds_however_much_comes(bridge: Bridge, siti: Person):
    start = int(bridge.now.timestamp()) - 3600
    for number in range(4):
        await siti.writes(str(number), timestamp=str(start + number))
        await bridge.later(seconds=1)
    assert [reply.text for reply in _replies(bridge)][:2] == ["0", "1"]

    await bridge.later(seconds=2)
    assert [reply.text for reply in _replies(bridge)] == ["0", "1", "2", "3"]


def _replies(bridge: Bridge) -> list[Reply]:
    return [message for message in bridge.told if isinstance(message, Reply)]

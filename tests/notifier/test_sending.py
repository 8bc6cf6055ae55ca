"""Messages on their way out: in order, within the window, and never twice without need."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.notifier.errands import Delivery, Paused
from services.notifier.message import Outgoing, Stage
from services.notifier.post import LIST_IS_OVER
from services.notifier.retention import sweep
from services.notifier.store import messages
from services.notifier.whatsapp.errors import Doubtful, by_code
from shared.contracts.notifier import MessageArrived
from shared.contracts.vocabulary import Choice, Template
from shared.messaging import Interrupted
from shared.messaging.tables import errands
from shared.testing.samples import an_attachment
from tests.notifier.bridge import Bridge, Person

YES_NO = (Choice(key="yes", label="Setujui"), Choice(key="no", label="Tolak"))
LETTER = an_attachment("letter.pdf", "application/pdf").model_copy(update={"filename": "Surat pengantar.pdf"})
NEWS = Template(name="kabar_permohonan", parameters=("Ibu Siti", "BKS-7Q4K", "Sudah jadi.\nSilakan ambil."))


async def test_a_message_goes_through_its_stages_and_never_back(bridge: Bridge, siti: Person):
    await siti.is_told("intake", "Terima kasih.")
    (call,) = bridge.sent
    for word, stage in (("sent", "sent"), ("read", "read"), ("delivered", "read"), ("failed", "read")):
        await siti.reports(call, word)
        assert (await _message(bridge, call.message_id)).stage == stage
    assert bridge.failures == []


async def test_words_are_forgotten_once_they_have_arrived(bridge: Bridge, siti: Person):
    await siti.is_told("intake", "NIK 1671074508900000")
    (call,) = bridge.sent
    assert (await _message(bridge, call.message_id)).request
    await siti.reports(call, "delivered")

    assert "1671074508900000" not in await _everything_kept(bridge)


async def test_a_status_may_come_before_the_answer_and_without_our_mark(bridge: Bridge, siti: Person):
    await siti.is_told("intake")
    (call,) = bridge.sent
    await siti.reports(call, "delivered", track=False)

    assert (await _message(bridge, call.message_id)).stage is Stage.DELIVERED


async def test_an_early_status_waits_for_its_message_and_one_of_nobody_is_dropped(bridge: Bridge, siti: Person):
    await siti.is_told("intake")
    (call,) = bridge.sent
    await siti.reports(call, "delivered", wamid="wamid.nobody", track=False)
    assert await _errands(bridge)
    await bridge.later(minutes=10)

    assert await _errands(bridge) == []
    assert bridge.parked == []


async def test_with_a_closed_window_the_template_goes_and_its_buttons_bring_the_choice(bridge: Bridge):
    chair = await Person(bridge, "6281271002005").is_introduced()
    await chair.is_asked("verification", "case1:approve", choices=YES_NO, template=NEWS, document=LETTER)

    (sent,) = bridge.bodies()
    assert sent["to"] == "6281271002005"
    assert sent["template"]["name"] == "kabar_permohonan"
    header, filled, *buttons = sent["template"]["components"]
    assert header["parameters"][0]["document"] == {"id": "1001", "filename": "Surat pengantar.pdf"}
    assert [one["text"] for one in filled["parameters"]] == ["Ibu Siti", "BKS-7Q4K", "Sudah jadi. Silakan ambil."]
    assert [button["index"] for button in buttons] == ["0", "1"]


async def test_with_a_closed_window_and_no_template_the_speaker_is_told_why(bridge: Bridge):
    chair = await Person(bridge, "6281271002005").is_introduced()
    request = await chair.is_told("verification", "Apa kabar?")

    (failure,) = bridge.failures
    assert (failure.message_id, failure.outcome) == (request.id, "failed")
    assert "24 jam" in failure.reason
    assert bridge.sent == []


async def test_the_window_closes_a_day_after_the_last_word(bridge: Bridge, siti: Person):
    await bridge.later(hours=23, minutes=59)
    await siti.is_told("intake", "Masih terbuka", template=NEWS)
    await bridge.later(minutes=2)
    await siti.is_told("intake", "Sudah tutup", template=NEWS)

    assert [call.part.kind for call in bridge.sent] == ["text", "template"]


@pytest.mark.parametrize("comes_as", ["answer", "status"])
async def test_a_window_that_whatsapp_holds_for_closed_makes_us_use_the_template(
    bridge: Bridge, siti: Person, comes_as: str
):
    if comes_as == "answer":
        bridge.answers.append(Delivery(by_code(131047)))
    await siti.is_told("intake", "Sudah jadi.", template=NEWS)
    if comes_as == "status":
        await siti.reports(bridge.sent[0], "failed", code=131047)

    assert [call.part.kind for call in bridge.sent] == ["text", "template"]
    assert bridge.failures == []


async def test_a_person_who_has_written_meanwhile_has_opened_the_window_again(bridge: Bridge, siti: Person):
    await siti.is_told("intake", "Sudah jadi.", template=NEWS)
    await bridge.later(minutes=1)
    await siti.writes("halo")
    await siti.reports(bridge.sent[0], "failed", code=131047)

    assert [call.part.kind for call in bridge.sent] == ["text", "text"]


async def test_a_status_of_failure_leaves_no_doubt(bridge: Bridge, siti: Person):
    await siti.is_told("intake", "Sudah jadi.")
    await siti.reports(bridge.sent[0], "failed", code=131000)
    await bridge.later(seconds=5)

    assert bridge.texts() == ["Sudah jadi.", "Sudah jadi."]
    assert bridge.failures == []


async def test_messages_of_one_contact_go_one_after_the_other(bridge: Bridge, siti: Person):
    bridge.answers.append(Delivery(by_code(131056)))
    await siti.is_told("intake", "", document=LETTER)
    await siti.is_told("intake", "Ini suratnya.")
    assert len(bridge.sent) == 1
    await bridge.later(seconds=5)
    assert [call.part.kind for call in bridge.sent] == ["file", "file"]
    await siti.reports(bridge.sent[1], "sent")

    assert [call.part.kind for call in bridge.sent] == ["file", "file", "text"]


@pytest.mark.parametrize("word", ["sent", "delivered", "read", "failed"])
async def test_words_about_a_file_wait_until_whatsapp_has_sent_it(bridge: Bridge, siti: Person, word: str):
    await siti.is_told("intake", document=LETTER)
    await siti.is_told("intake", "Ini suratnya.")
    assert [call.part.kind for call in bridge.sent] == ["file"]
    await siti.reports(bridge.sent[0], word, code=131051 if word == "failed" else 0)

    assert [call.part.kind for call in bridge.sent] == ["file", "text"]


async def test_words_about_a_file_do_not_wait_for_ever(bridge: Bridge, siti: Person):
    await siti.is_told("intake", document=LETTER)
    await siti.is_told("intake", "Ini suratnya.")
    await bridge.later(seconds=4)
    assert len(bridge.sent) == 1
    await bridge.later(seconds=1)

    assert [call.part.kind for call in bridge.sent] == ["file", "text"]


async def test_a_file_whose_status_came_first_keeps_nobody_waiting(bridge: Bridge, siti: Person):
    bridge.answers.append(Interrupted())
    await siti.is_told("intake", document=LETTER)
    await siti.reports(bridge.sent[0], "sent")
    await siti.is_told("intake", "Ini suratnya.")

    assert [call.part.kind for call in bridge.sent] == ["file", "text"]


async def test_a_limit_for_one_pair_does_not_delay_others(bridge: Bridge, siti: Person):
    budi = await Person(bridge, "6281271000002", "Budi").says_hello()
    bridge.answers.append(Delivery(by_code(131056)))
    await siti.is_told("intake", "untuk Siti")
    await budi.is_told("intake", "untuk Budi")

    assert bridge.texts() == ["untuk Siti", "untuk Budi"]


async def test_what_is_refused_for_now_is_tried_some_times_and_then_told(bridge: Bridge, siti: Person):
    bridge.answers.extend([Delivery(by_code(130429))] * 10)
    await siti.is_told("intake")
    await bridge.later(hours=1)

    assert len(bridge.sent) == 6
    assert [failure.outcome for failure in bridge.failures] == ["failed"]


async def test_a_final_refusal_is_told_with_a_sentence_and_the_next_message_goes(bridge: Bridge, siti: Person):
    bridge.answers.append(Delivery(by_code(131050)))
    await siti.is_told("intake", "tidak sampai")
    await siti.is_told("intake", "berikutnya")

    assert bridge.texts() == ["tidak sampai", "berikutnya"]
    assert [failure.reason for failure in bridge.failures] == [
        "Warga memilih tidak menerima pesan seperti ini dari kelurahan. Hubungi dengan cara lain. (kode 131050)"
    ]


class TestWhoWantsNone:
    """Whoever wrote STOP is left alone until they write again; whom WhatsApp cannot reach, for a day."""

    @pytest.mark.parametrize("word", ["STOP", "stop.", " Stop! "])
    async def test_after_stop_nothing_is_sent_but_the_answer_to_it(self, bridge: Bridge, siti: Person, word: str):
        await siti.writes(word)
        assert bridge.replies == [("intake", None, "STOP")]
        await siti.is_told("intake", "Baik, kami berhenti.", despite_stop=True)
        letter = await siti.is_told("intake", "Surat sudah jadi.", document=LETTER, template=NEWS)

        assert bridge.texts() == ["Baik, kami berhenti."]
        (failure,) = bridge.failures
        assert (failure.message_id, failure.outcome) == (letter.id, "failed")
        assert failure.reason.startswith("Warga menulis STOP")

    async def test_whoever_writes_again_is_written_to_again(self, bridge: Bridge, siti: Person):
        await siti.writes("STOP")
        await bridge.later(seconds=1)
        await siti.writes("halo lagi")
        await siti.is_told("intake", "Halo, Bu.")

        assert bridge.texts() == ["Halo, Bu."]

    async def test_what_was_written_before_stop_and_comes_after_it_changes_nothing(self, bridge: Bridge, siti: Person):
        before = str(int(bridge.now.timestamp()))
        await bridge.later(seconds=5)
        await siti.writes("STOP")
        await siti.writes("halo", timestamp=before)
        await siti.is_told("intake", "Halo, Bu.")

        assert bridge.sent == []

    async def test_a_stop_that_comes_after_what_was_written_later_is_lifted_already(self, bridge: Bridge, siti: Person):
        before = str(int(bridge.now.timestamp()))
        await bridge.later(seconds=5)
        await siti.writes("halo lagi")
        await siti.writes("STOP", timestamp=before)
        await siti.is_told("intake", "Halo, Bu.")

        assert bridge.texts() == ["Halo, Bu."]

    async def test_a_question_that_waited_for_its_turn_is_not_asked_after_stop(self, bridge: Bridge, siti: Person):
        await bridge.later(seconds=1)
        await siti.is_asked("verification", "case1:reason", text="Alasannya?")
        await siti.is_asked("intake", "a1:nik", text="NIK?")
        await siti.writes("STOP")
        await bridge.later(minutes=11)

        assert bridge.texts() == ["Alasannya?"]
        assert len(bridge.failures) == 1

    @pytest.mark.parametrize("comes_as", ["answer", "status"])
    async def test_whom_whatsapp_cannot_reach_is_not_tried_again_for_a_day(
        self, bridge: Bridge, siti: Person, comes_as: str
    ):
        if comes_as == "answer":
            bridge.answers.append(Delivery(by_code(131026)))
        await siti.is_told("intake", "satu")
        if comes_as == "status":
            await siti.reports(bridge.sent[0], "failed", code=131026)
        await siti.is_told("intake", "dua")
        assert len(bridge.sent) == 1
        assert [failure.reason for failure in bridge.failures] == [
            "Nomor ini tidak bisa menerima pesan WhatsApp. Hubungi dengan cara lain. (kode 131026)"
        ] * 2
        await bridge.later(hours=24)
        await siti.is_told("intake", "tiga", template=NEWS)

        assert len(bridge.sent) == 2

    async def test_who_could_not_be_reached_and_writes_can_be(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Delivery(by_code(131026)))
        await siti.is_told("intake", "satu")
        await siti.writes("halo")
        await siti.is_told("intake", "dua")

        assert bridge.texts() == ["satu", "dua"]


async def test_a_question_that_did_not_arrive_does_not_hold_the_floor(bridge: Bridge, siti: Person):
    bridge.answers.append(Delivery(by_code(131026)))
    await siti.is_asked("verification", "case1:reason")
    await siti.writes("mau bikin ktp")

    assert bridge.replies == [("intake", None, "mau bikin ktp")]


async def test_an_uploaded_file_is_uploaded_once_in_29_days_unless_it_is_not_taken(bridge: Bridge, siti: Person):
    await siti.is_told("intake", document=LETTER, template=NEWS)
    bridge.answers.append(Delivery(by_code(131053)))
    await siti.is_told("intake", document=LETTER, template=NEWS)
    await bridge.later(seconds=5)
    await bridge.later(days=30)
    await siti.is_told("intake", document=LETTER, template=NEWS)

    assert [call.media_id for call in bridge.sent] == [None, "1001", None, None]


async def test_nothing_is_sent_while_sending_is_paused_and_nothing_is_lost(bridge: Bridge, siti: Person):
    bridge.answers.extend([Delivery(Paused(30)), Delivery(Paused(30))])
    await siti.is_told("intake", "satu")
    await siti.is_told("intake", "dua")
    await bridge.later(minutes=2)

    assert bridge.texts() == ["satu", "satu", "satu", "dua"]
    assert bridge.failures == []


class TestDoubt:
    """Nobody knows whether it was sent: the answer was lost, Meta says so itself, or the process died on the way."""

    DOUBTS = pytest.mark.parametrize("doubt", [Delivery(by_code(131000)), Interrupted()], ids=["answer", "crash"])

    @DOUBTS
    async def test_a_status_that_carries_our_mark_settles_it(self, bridge: Bridge, siti: Person, doubt: object):
        bridge.answers.append(doubt)
        await siti.is_told("intake", "Surat Ibu sudah jadi.")
        await siti.reports(bridge.sent[0], "sent", wamid="wamid.late")
        await bridge.later(hours=1)

        assert len(bridge.sent) == 1
        assert bridge.failures == []
        await siti.writes("terima kasih", context={"id": "wamid.late"})
        assert bridge.replies == [("intake", None, "terima kasih")]

    @DOUBTS
    async def test_of_a_question_a_clerk_is_told_after_two_minutes(self, bridge: Bridge, siti: Person, doubt: object):
        bridge.answers.append(doubt)
        await siti.is_asked("intake", "a1:nik", text="Ketik NIK")
        await bridge.later(seconds=119)
        assert bridge.failures == []
        await bridge.later(hours=1)

        assert bridge.texts() == ["Ketik NIK"]
        assert [failure.outcome for failure in bridge.failures] == ["unknown"]

    async def test_of_a_question_that_has_been_answered_nobody_is_told(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Interrupted())
        await siti.is_asked("intake", "a1:nik")
        await siti.writes("1671074508900000")
        await bridge.later(minutes=5)

        assert bridge.failures == []

    @DOUBTS
    async def test_anything_else_is_never_sent_blindly_again_but_told(
        self, bridge: Bridge, siti: Person, doubt: object
    ):
        bridge.answers.append(doubt)
        request = await siti.is_told("issuance", "Surat Ibu sudah jadi.", document=LETTER)
        await bridge.later(minutes=11)

        assert len(bridge.sent) == 1
        assert [(failure.message_id, failure.outcome) for failure in bridge.failures] == [(request.id, "unknown")]

    async def test_the_next_message_does_not_wait_for_the_evidence(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Interrupted())
        await siti.is_told("intake", "satu")
        await siti.is_told("intake", "dua")

        assert bridge.texts() == ["satu", "dua"]

    async def test_what_turns_out_to_have_failed_after_all_is_told(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Interrupted())
        await siti.is_told("intake", "Surat Ibu sudah jadi.")
        await bridge.later(minutes=11)
        await siti.reports(bridge.sent[0], "failed", code=131026)

        assert [failure.outcome for failure in bridge.failures] == ["unknown", "failed"]


class TestOnceMore:
    """What has failed, and of what nobody can tell, is sent again when a clerk says so, and only then."""

    async def test_what_is_unknown_is_sent_again_under_its_own_id(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Interrupted())
        request = await siti.is_asked("intake", "a1:sure", text="Sudah benar?", choices=YES_NO)
        await bridge.later(minutes=3)
        await siti.is_sent_again(request)
        await siti.taps(bridge.sent[1], "yes")

        assert [(call.message_id, call.attempt) for call in bridge.sent] == [(request.id, 0), (request.id, 1)]
        assert bridge.replies == [("intake", "a1:sure", "yes")]

    async def test_what_has_failed_goes_by_the_template_that_is_approved_by_now(self, bridge: Bridge):
        chair = await Person(bridge, "6281271002005").is_introduced()
        bridge.answers.append(Delivery(by_code(132001)))
        request = await chair.is_asked("verification", "case1:approve", choices=YES_NO, template=NEWS)
        assert "belum disetujui" in bridge.failures[0].reason
        await chair.is_sent_again(request)

        assert [call.part.kind for call in bridge.sent] == ["template", "template"]
        assert len(bridge.failures) == 1

    async def test_all_of_a_message_of_several_parts_is_sent_again(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Delivery(by_code(131051)))
        request = await siti.is_asked("intake", "a1:sure", text=TestLongMessages.TEXT, choices=YES_NO)
        await siti.is_sent_again(request)

        assert [call.part.kind for call in bridge.sent] == ["text", "text", "buttons"]

    async def test_what_fails_again_is_told_again(self, bridge: Bridge, siti: Person):
        bridge.answers.extend([Delivery(by_code(131051))] * 2)
        request = await siti.is_told("intake")
        await siti.is_sent_again(request)

        assert [failure.message_id for failure in bridge.failures] == [request.id, request.id]

    async def test_what_has_arrived_after_all_is_told_and_not_sent_again(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Interrupted())
        request = await siti.is_told("intake")
        await bridge.later(minutes=11)
        await siti.reports(bridge.sent[0], "delivered")
        await siti.is_sent_again(request)

        assert [told.message_id for told in bridge.told if isinstance(told, MessageArrived)] == [request.id]
        assert len(bridge.sent) == 1

    async def test_what_is_forgotten_cannot_be_sent_again_and_the_clerk_hears_so(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Delivery(by_code(131051)))
        request = await siti.is_told("intake")
        await sweep(bridge.store, bridge.now + timedelta(days=1), bridge.now)
        await siti.is_sent_again(request)

        assert bridge.failures[-1].reason == "Isi pesan ini sudah tidak tersimpan. Sampaikan dengan cara lain."
        assert len(bridge.sent) == 1


class TestLongMessages:
    """What does not fit in one message goes in several, in order."""

    TEXT = "\n\n".join(f"Alinea {n}. " + "Kata demi kata sampai penuh. " * 9 + "Habis." for n in range(5))

    async def test_words_that_do_not_fit_above_buttons_go_first(self, bridge: Bridge, siti: Person):
        await siti.is_asked("intake", "a1:sure", text=self.TEXT, choices=YES_NO)

        assert [call.part.kind for call in bridge.sent] == ["text", "buttons"]
        above, beside = bridge.texts()
        assert len(beside) <= 1024
        assert f"{above}\n\n{beside}" == self.TEXT
        await siti.taps(bridge.sent[1], "yes")
        assert bridge.replies == [("intake", "a1:sure", "yes")]

    async def test_when_the_beginning_fails_the_rest_is_not_sent(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Delivery(by_code(131026)))
        request = await siti.is_asked("intake", "a1:sure", text=self.TEXT, choices=YES_NO)

        assert len(bridge.sent) == 1
        assert [failure.message_id for failure in bridge.failures] == [request.id]

    async def test_when_the_window_closes_in_between_the_template_says_it_all(self, bridge: Bridge, siti: Person):
        bridge.answers.append(Delivery(by_code(130429)))
        await siti.is_asked("intake", "a1:sure", text=self.TEXT, choices=YES_NO, template=NEWS)
        bridge.answers.append(Delivery(by_code(131047)))
        await bridge.later(seconds=5)

        assert [call.part.kind for call in bridge.sent] == ["text", "text", "template"]
        assert bridge.failures == []


class TestPages:
    """A list holds ten rows; where there are more, the last row leads on, and no speaker hears of it."""

    RTS = tuple(Choice(key=f"rt{number}", label=f"RT {number:03}") for number in range(1, 25))

    async def test_the_last_row_brings_the_next_page_and_every_choice_can_be_tapped(self, bridge: Bridge, siti: Person):
        await siti.is_asked("intake", "a1:rt", text="RT berapa?", choices=self.RTS)
        await siti.taps(bridge.sent[0], "…9")
        await siti.taps(bridge.sent[1], "…18")
        assert bridge.replies == []
        assert [len(body["interactive"]["action"]["sections"][0]["rows"]) for body in bridge.bodies()] == [10, 10, 6]
        await siti.taps(bridge.sent[2], "rt24")

        assert bridge.replies == [("intake", "a1:rt", "rt24")]

    async def test_the_pages_of_an_old_message_can_still_be_turned(self, bridge: Bridge, siti: Person):
        await siti.is_asked("intake", "a1:rt", choices=self.RTS)
        await siti.reports(bridge.sent[0], "delivered")
        await siti.taps(bridge.sent[0], "…9")
        await siti.taps(bridge.sent[0], "…9")
        await siti.taps(bridge.sent[0], "rt3")

        assert [len(bridge.sent), *bridge.replies] == [3, ("intake", "a1:rt", "rt3")]

    async def test_a_list_that_is_over_says_so_and_no_speaker_hears_of_it(self, bridge: Bridge, siti: Person):
        await siti.is_asked("intake", "a1:rt", text="RT berapa?", choices=self.RTS)
        await siti.taps(bridge.sent[0], "rt3")
        await siti.is_asked("intake", "a1:name", text="Siapa namanya?")
        await siti.taps(bridge.sent[0], "…9")
        await siti.writes("Siti Aminah")

        assert bridge.texts()[-1] == LIST_IS_OVER
        assert bridge.replies == [("intake", "a1:rt", "rt3"), ("intake", "a1:name", "Siti Aminah")]

    async def test_of_a_question_that_is_answered_nothing_is_kept(self, bridge: Bridge, siti: Person):
        await siti.is_asked("intake", "a1:rt", choices=self.RTS)
        await siti.reports(bridge.sent[0], "delivered")
        assert "RT 012" in await _everything_kept(bridge)
        await siti.taps(bridge.sent[0], "rt1")

        assert "RT 012" not in await _everything_kept(bridge)

    async def test_choices_that_are_offered_anew_take_the_place_of_the_old_ones(self, bridge: Bridge, siti: Person):
        await siti.is_asked("intake", "a1:rt", choices=self.RTS)
        await siti.is_asked("intake", "a1:rt", choices=self.RTS[:12])
        await siti.taps(bridge.sent[0], "…9")

        assert [row["title"] for row in bridge.bodies()[-1]["interactive"]["action"]["sections"][0]["rows"]] == [
            "RT 010",
            "RT 011",
            "RT 012",
        ]


async def test_old_messages_can_be_forgotten(bridge: Bridge, siti: Person):
    await siti.is_told("intake", document=LETTER)
    await sweep(bridge.store, bridge.now - timedelta(days=1), bridge.now - timedelta(days=1))
    assert len(await bridge.store.fetch(sa.select(messages.table.c.id))) == 1
    await sweep(bridge.store, bridge.now + timedelta(days=1), bridge.now + timedelta(days=1))

    kept = await _everything_kept(bridge)
    assert "wamid.out1" not in kept
    assert LETTER.sha256 not in kept


async def _message(bridge: Bridge, message_id: object) -> Outgoing:
    query = sa.select(messages.table).where(messages.table.c.id == message_id)
    ((*row,),) = await bridge.store.fetch(query)
    return messages.from_row(tuple(row))


async def _errands(bridge: Bridge) -> list[str]:
    return [row[0] for row in await bridge.store.fetch(sa.select(errands.c.name))]


async def _everything_kept(bridge: Bridge) -> str:
    tables = [*messages.table.metadata.sorted_tables, errands]
    return "".join([str(await bridge.store.fetch(sa.select(table))) for table in tables])


async def test_a_beginning_that_nobody_can_tell_of_is_said_to_be_lost_when_a_clerk_wants_it_again(
    bridge: Bridge, siti: Person
):
    bridge.answers.append(Delivery(Doubtful()))
    choices = tuple(Choice(key=str(number), label=f"Pilihan {number}") for number in range(4))
    told = await siti.is_told("intake", "Kata demi kata. " * 250, choices=choices)
    await bridge.later(seconds=10)
    await siti.reports(bridge.sent[-1], "delivered")
    await bridge.later(minutes=11)
    before = len(bridge.failures)
    await siti.is_sent_again(told)

    assert len(bridge.failures) == before + 1

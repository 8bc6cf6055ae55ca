"""Messages about a file that did not arrive: a clerk has them sent again, or tells what they say."""

from services.issuance import undelivered
from services.issuance.conversation import Utterance
from services.issuance.file import File
from services.issuance.history import What
from services.issuance.whatsapp import WhatsAppAccount
from shared.contracts.notifier import MessageArrived, MessageFailed, SendAgain, WhatsAppReported
from shared.messaging import uuid7
from tests.issuance.files import APPLICATION, CONTACT, RAHMA, TUESDAY, a_file, told
from tests.issuance.office import AnOffice

MESSAGE, CHAIR = uuid7(), uuid7()


def failed(**words: object) -> MessageFailed:
    said = {"contact_id": CHAIR, "message_id": MESSAGE, "speaker": "verification", "about": APPLICATION}
    return told(MessageFailed, **{**said, "outcome": "unknown", "reason": "Tidak ada kabar.", **words})


def arrived() -> MessageArrived:
    return told(MessageArrived, contact_id=CHAIR, message_id=MESSAGE, about=APPLICATION)


def with_one() -> File:
    return undelivered.failed(a_file(), failed()).file


def test_whom_it_was_for_and_whether_it_may_be_there_stands_beside_it():
    [message] = with_one().undelivered
    assert (message.message_id, message.contact_id, message.may_have_arrived) == (MESSAGE, CHAIR, True)
    [message] = undelivered.failed(with_one(), failed(outcome="failed")).file.undelivered
    assert not message.may_have_arrived


def test_a_clerk_has_it_sent_again_to_whom_it_was_for_and_once():
    outcome = undelivered.sent_again(with_one(), MESSAGE, RAHMA, TUESDAY)

    assert outcome
    assert (outcome.file.undelivered, outcome.entry.what, outcome.entry.by) == ((), What.SENT_AGAIN, "Rahmawati")
    [request] = outcome.said
    assert isinstance(request, SendAgain)
    assert (request.contact_id, request.message_id, request.about) == (CHAIR, MESSAGE, APPLICATION)
    assert undelivered.sent_again(outcome.file, MESSAGE, RAHMA, TUESDAY) is None


def test_what_was_told_otherwise_is_settled():
    outcome = undelivered.told_otherwise(with_one(), MESSAGE, RAHMA, TUESDAY)

    assert outcome
    assert (outcome.file.undelivered, outcome.entry.what, outcome.said) == ((), What.TOLD_OTHERWISE, ())
    assert undelivered.told_otherwise(outcome.file, MESSAGE, RAHMA, TUESDAY) is None


async def test_what_has_arrived_after_all_is_nobodys_concern_any_more(office: AnOffice):
    await office.has(a_file(), Utterance(MESSAGE, CONTACT, office.now, "Halo, Bu", written_by="Rahmawati"))
    await office.hears(failed())
    assert (await office.file()).undelivered
    await office.hears(arrived())
    await office.hears(told(MessageArrived, contact_id=CHAIR, message_id=uuid7(), about=APPLICATION))

    assert (await office.file()).undelivered == ()
    [utterance] = await office.all_of(Utterance)
    assert utterance.failed is None


async def test_how_the_account_is_doing_is_kept(office: AnOffice):
    words = {"office_id": uuid7(), "months": (), "unreachable": 0}
    for opted_out in (1, 2):
        await office.hears(told(WhatsAppReported, opted_out=opted_out, **words))

    assert [account.opted_out for account in await office.all_of(WhatsAppAccount)] == [2]

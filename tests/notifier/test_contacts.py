"""One person, many names: phones and ids that come, go, change, or turn out to belong together."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.notifier.contact import Contact, NotAPhone, Sender, e164, on_whatsapp, recognise
from services.notifier.store import contacts, tables
from shared import database
from shared.contracts.intake import HearReply
from shared.contracts.notifier import ContactsMerged, IntroduceContact
from shared.database import has_pending_changes
from shared.messaging import uuid7
from shared.messaging.message import made_at
from shared.testing.samples import OFFICE_CODE
from tests.notifier.bridge import Bridge, Person, envelope

MIGRATIONS = Path("services/notifier/migrations")
NEW = uuid7()
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
USER = "ID.900000000000000001"


@pytest.mark.parametrize(
    "written",
    [
        "0812-7100-2005",
        "62812 7100 2005",
        "+62 812 7100 2005",
        "081271002005",
        "8127 1002 005",
        "+62 (812) 7100.2005",
        "+62 0812 7100 2005",
        "0062 812-7100-2005",
        "0812-7100-2005 (WA)",
    ],
)
def test_a_number_is_the_same_however_it_is_written(written: str):
    assert e164(written) == "+6281271002005"


@pytest.mark.parametrize("written", ["", "tidak ada", "12", "0812-7100-2005-999999999", "0812 7100 2005 / 0813"])
def test_what_cannot_be_a_number_is_refused(written: str):
    with pytest.raises(NotAPhone):
        e164(written)


@pytest.mark.parametrize(
    ("wa_id", "phone"),
    [
        ("6281271002005", "+6281271002005"),
        ("+6281271002005", "+6281271002005"),
        ("16505551234", "+16505551234"),
        ("99912345678", "+99912345678"),
        ("ID.900000000000000001", None),
        ("12345", None),
        ("", None),
    ],
)
def test_what_whatsapp_calls_a_person_is_a_number_or_not(wa_id: str, phone: str | None):
    assert on_whatsapp(wa_id) == phone


def test_a_stranger_becomes_a_contact():
    known = recognise(Sender("+6281271000001", USER, name="Siti"), [], NEW, NOW)

    assert known.contact == Contact(NEW, "+6281271000001", USER, name="Siti")


def test_two_contacts_that_are_one_person_become_the_older_one():
    older, younger = Contact(uuid7(), phone="+6281271000001", name="Siti"), Contact(uuid7(), user_id=USER)
    known = recognise(Sender("+6281271000001", USER), [younger, older], NEW, NOW)

    assert (known.contact.id, known.contact.user_id) == (older.id, USER)
    assert [(contact.id, contact.merged_into) for contact in known.absorbed] == [(younger.id, older.id)]


def test_a_number_that_has_changed_hands_does_not_make_one_of_two_people():
    seller, buyer = Contact(uuid7(), "+6281271000001", "ID.1"), Contact(uuid7(), "+6281271000009", "ID.2")
    known = recognise(Sender("+6281271000001", "ID.2"), [seller, buyer], NEW, NOW)

    assert (known.contact.id, known.contact.phone, known.absorbed) == (buyer.id, "+6281271000001", ())
    assert [(contact.id, contact.phone) for contact in known.dispossessed] == [(seller.id, None)]


def test_a_user_id_that_was_renewed_is_still_the_same_person():
    contact = Contact(uuid7(), "+6281271000001", "ID.1")
    known = recognise(Sender("+6281271000001", "ID.2"), [contact], NEW, NOW)

    assert (known.contact.id, known.contact.user_id) == (contact.id, "ID.2")


def test_a_number_whose_owner_was_silent_for_months_and_has_another_user_id_is_somebody_elses():
    before = Contact(uuid7(), "+6281271000001", "ID.1", name="Siti", wrote_at=NOW - timedelta(days=61))
    known = recognise(Sender("+6281271000001", "ID.2", name="Budi"), [before], NEW, NOW)

    assert known.contact == Contact(NEW, "+6281271000001", "ID.2", name="Budi")
    assert [(contact.id, contact.phone) for contact in known.dispossessed] == [(before.id, None)]


def test_a_number_whose_owner_was_silent_for_months_and_is_known_by_it_alone_is_still_theirs():
    before = Contact(uuid7(), "+6281271000001", wrote_at=NOW - timedelta(days=400))

    assert recognise(Sender("+6281271000001", "ID.2"), [before], NEW, NOW).contact.id == before.id


def test_a_number_whose_owner_has_another_user_id_and_never_wrote_is_theirs_for_two_months_only():
    introduced = Contact(uuid7(), "+6281271000001", "ID.1")
    made = made_at(introduced.id)

    soon = recognise(Sender("+6281271000001", "ID.2"), [introduced], NEW, made + timedelta(days=59))
    late = recognise(Sender("+6281271000001", "ID.2"), [introduced], NEW, made + timedelta(days=61))

    assert (soon.contact.id, late.contact.id) == (introduced.id, NEW)
    assert [(contact.id, contact.phone) for contact in late.dispossessed] == [(introduced.id, None)]


@pytest.mark.parametrize(("wrote", "is_stopped"), [(timedelta(hours=1), False), (timedelta(hours=-1), True)])
def test_of_two_that_are_one_the_last_word_counts(wrote: timedelta, is_stopped: bool):
    stopped = Contact(uuid7(), phone="+6281271000001", wrote_at=NOW).stops(NOW)
    other = Contact(uuid7(), user_id=USER, wrote_at=NOW + wrote)

    one = recognise(Sender("+6281271000001", USER), [stopped, other], NEW, NOW).contact

    assert (one.stopped_at is not None) is is_stopped


async def test_the_next_owner_of_a_number_is_a_stranger_after_months_of_silence(bridge: Bridge, siti: Person):
    await siti.writes("halo", from_user_id="ID.1")
    await bridge.later(days=61)
    await siti.writes("halo, saya Budi", from_user_id="ID.2")

    assert bridge.last_key() != siti.contact_id


async def test_someone_from_the_directory_is_the_same_contact_when_they_write(bridge: Bridge):
    chair = await Person(bridge, "6281271002005", "Rahmat").is_introduced()
    await chair.writes("TUGAS")

    assert bridge.last_key() == chair.contact_id


async def test_a_number_is_introduced_twice_as_the_same_contact(bridge: Bridge):
    one = await Person(bridge, "6281271002005", "Rahmat").is_introduced()
    other = await Person(bridge, "6281271002005", "Pak Rahmat").is_introduced()

    assert one.contact_id == other.contact_id


async def test_a_directory_entry_that_is_no_number_is_parked(bridge: Bridge):
    request = IntroduceContact(office=OFFICE_CODE, at=bridge.now, asked_for=uuid7(), phone="nanti", name="Rahmat")
    await bridge.hears(request)

    assert len(bridge.parked) == 1


async def test_someone_without_a_phone_is_written_to_by_their_user_id(bridge: Bridge):
    await bridge.webhook(_from_user(USER))
    budi = Person(bridge, "", contact_id=bridge.last_key())
    await budi.is_told("intake", "Halo")

    (sent,) = bridge.bodies()
    assert sent["recipient"] == USER
    assert "to" not in sent


async def test_what_was_begun_under_two_names_goes_on_as_one(bridge: Bridge):
    chair = await Person(bridge, "6281271002005", "Rahmat").is_introduced()
    await bridge.webhook(_from_user(USER))
    stranger = Person(bridge, "", contact_id=bridge.last_key())
    await stranger.is_asked("intake", "a1:nik")
    await chair.writes("halo", from_user_id=USER)

    reply = bridge.told.pop()
    assert isinstance(reply, HearReply)
    assert (reply.question, reply.contact_id, reply.formerly) == ("a1:nik", chair.contact_id, (stranger.contact_id,))
    (merged,) = [said for said in bridge.told if isinstance(said, ContactsMerged)]
    assert (merged.contact_id, merged.absorbed) == (chair.contact_id, (stranger.contact_id,))
    for known_as in (chair, stranger):
        await known_as.is_told("intake", "Terima kasih")
    assert [body.get("to") for body in bridge.bodies()] == [None, "6281271002005", "6281271002005"]


async def test_a_changed_number_keeps_the_contact(bridge: Bridge, siti: Person):
    system = {"type": "user_changed_number", "wa_id": "6281271000009", "user_id": "ID.9", "previous_user_id": "ID.1"}
    await siti.sends("system", system)
    await Person(bridge, "6281271000009").writes("nomor baru")
    await siti.is_told("intake", "Baik")

    assert bridge.last_key() == siti.contact_id
    assert bridge.bodies()[-1]["to"] == "6281271000009"


async def test_who_gets_a_number_that_was_given_up_is_somebody_else(bridge: Bridge, siti: Person):
    system = {"type": "user_changed_number", "wa_id": "6281271000009", "user_id": "ID.9", "previous_user_id": "ID.1"}
    await siti.sends("system", system)
    await siti.is_told("intake", "Baik")
    stranger = await Person(bridge, siti.phone, "Orang Baru").says_hello()
    await stranger.is_told("intake", "Selamat datang")

    assert stranger.contact_id != siti.contact_id
    assert [body["to"] for body in bridge.bodies()] == ["6281271000009", "6281271000001"]


async def test_a_renewed_user_id_keeps_the_contact(bridge: Bridge):
    await bridge.webhook(_from_user(USER))
    first = bridge.last_key()
    change = {"type": "user_changed_user_id", "user_id": "ID.2", "previous_user_id": USER}
    message = {"id": "wamid.change", "timestamp": "1795400000", "type": "system", "system": change}
    await bridge.webhook(envelope({"messages": [message]}))
    await bridge.webhook(_from_user("ID.2"))

    assert bridge.last_key() == first


def _from_user(user_id: str) -> dict[str, object]:
    message = {"id": f"wamid.{user_id}", "timestamp": "1795399200", "type": "text", "text": {"body": "halo"}}
    return envelope({"contacts": [{"profile": {"name": "Budi"}, "user_id": user_id}], "messages": [message]})


async def test_who_was_known_by_phone_alone_is_found_by_the_id_that_a_status_told(bridge: Bridge):
    chair = await Person(bridge, "6281271002005", "Rahmat").is_introduced()
    await chair.is_told("verification", template={"name": "permintaan_surat_pengantar"}, question="c1:approve")
    await chair.reports(bridge.sent[0], "delivered", recipient_user_id=USER)
    await bridge.webhook(_from_user(USER))

    assert bridge.last_key() == chair.contact_id


async def test_a_status_shows_that_two_contacts_are_one(bridge: Bridge):
    chair = await Person(bridge, "6281271002005", "Rahmat").is_introduced()
    await bridge.webhook(_from_user(USER))
    stranger = bridge.last_key()
    await chair.is_told("verification", template={"name": "permintaan_surat_pengantar"}, question="c1:approve")
    await chair.reports(bridge.sent[0], "delivered", recipient_user_id=USER)

    (merged,) = [said for said in bridge.told if isinstance(said, ContactsMerged)]
    assert (merged.contact_id, merged.absorbed) == (chair.contact_id, (stranger,))


async def test_a_status_of_a_number_that_has_changed_hands_makes_nobody_one(bridge: Bridge, siti: Person):
    await bridge.webhook(_from_user(USER))
    await siti.writes("halo", from_user_id="ID.1")
    await siti.is_told("intake", "Baik")
    await siti.reports(bridge.sent[-1], "delivered", recipient_user_id=USER)

    assert not any(isinstance(said, ContactsMerged) for said in bridge.told)


async def test_who_was_absorbed_twice_over_is_told_of_everyone(bridge: Bridge):
    chair = await Person(bridge, "6281271002005", "Rahmat").is_introduced()
    others = []
    for user_id in ("ID.7", "ID.8"):
        await bridge.webhook(_from_user(user_id))
        others.append(bridge.last_key())
    await chair.writes("halo", from_user_id="ID.7")
    await chair.writes("halo lagi", from_user_id="ID.7", from_parent_user_id="ID.ENT.1")
    change = {"type": "user_changed_user_id", "user_id": "ID.8", "previous_user_id": "ID.7"}
    await chair.sends("system", change)

    last = [said for said in bridge.told if isinstance(said, ContactsMerged)][-1]
    assert (last.contact_id, set(last.absorbed)) == (chair.contact_id, set(others))


async def test_contacts_that_were_merged_before_are_known_to_the_one_that_is_left(tmp_path: Path):
    url, before = f"sqlite:///{tmp_path / 'notifier.db'}", tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, before, ignore=shutil.ignore_patterns("000[2-9]*"))
    one, two, three = (uuid7() for _ in range(3))
    await database.migrate(url, tables, before)
    with sa.create_engine(url).begin() as db:
        for contact, into in ((one, None), (two, one), (three, two)):
            body = json.dumps({"id": str(contact), "merged_into": into and str(into)})
            db.execute(contacts.table.insert().values(id=contact, body=body))
    await database.migrate(url, tables, MIGRATIONS)
    with sa.create_engine(url).begin() as db:
        found = [contacts.from_row(tuple(row)) for row in db.execute(sa.select(contacts.table))]

    assert {contact.id: set(contact.formerly) for contact in found} == {one: {two, three}, two: set(), three: set()}


def test_the_migrations_make_the_tables_as_they_are():
    assert not has_pending_changes("notifier")

"""Intake as a process lives: a real message queue, and a real database made by its migrations."""

from pathlib import Path
from uuid import UUID

from services.intake.incoming import hear
from services.intake.main import furnish
from services.intake.settings import IntakeSettings
from services.intake.store import tables
from shared.contracts.intake import CoverLetterRequested, HearReply
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.contracts.notifier import SendMessage
from shared.database import has_pending_changes
from shared.messaging.house import Plan, running
from shared.messaging.line import Patience
from shared.testing.broker import connected
from shared.testing.samples import CATALOGUE, DIRECTORY, OFFICE_CODE, OFFICE_ID, SITI
from tests.intake.phone import FORM, SITI_PHONE, WEDNESDAY

EAGER = Patience(first_look=0.02, longest_look=0.05)
PLAN = Plan("intake", hear, tables, IntakeSettings, furnish, patience=EAGER)
CATALOGUE_BOOK = CataloguePublished(office=OFFICE_CODE, at=WEDNESDAY, office_id=OFFICE_ID, catalogue=CATALOGUE)
DIRECTORY_BOOK = DirectoryPublished(office=OFFICE_CODE, at=WEDNESDAY, office_id=OFFICE_ID, directory=DIRECTORY)


def said(words: str, contact_id: UUID = SITI_PHONE) -> HearReply:
    return HearReply(
        office=OFFICE_CODE, at=WEDNESDAY, contact_id=contact_id, kind="text", text=words, written_at=WEDNESDAY
    )


async def test_first_words_before_anything_is_known_lead_to_a_request_all_the_same(nats_url: str, tmp_path: Path):
    settings = IntakeSettings(nats_url=nats_url, database_url=f"sqlite:///{tmp_path}/intake.db", port=0)
    async with connected(nats_url) as others, running(PLAN, settings) as house:
        sent = await others.subscribe(f"{SendMessage.subject}.>")
        requests = await others.subscribe(f"{CoverLetterRequested.subject}.>")
        await others.flush()

        await house.publish(said("ktp rusak"), CATALOGUE_BOOK, DIRECTORY_BOOK)
        for answer in ("saya", FORM, "ya benar"):
            await sent.next_msg(timeout=20)
            await house.publish(said(answer))

        request = CoverLetterRequested.model_validate_json((await requests.next_msg(timeout=20)).data)
        assert request.applicant == SITI
        assert request.reference.startswith("BKS-")


def test_the_migrations_make_the_tables_as_they_are():
    assert not has_pending_changes("intake")

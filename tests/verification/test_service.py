"""Verification as a process lives: a real message queue, and a real database made by its migrations."""

from pathlib import Path
from typing import TypeVar

from nats.aio.subscription import Subscription

from services.verification.incoming import hear
from services.verification.main import furnish
from services.verification.settings import VerificationSettings
from services.verification.store import tables
from shared.contracts.catalogue import Chair, Directory, RtPost
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.contracts.notifier import ContactIntroduced, IntroduceContact, SendMessage
from shared.contracts.verification import CoverLetterApproved, HearChairReply
from shared.database import has_pending_changes
from shared.messaging import Message
from shared.messaging.house import Plan, running
from shared.messaging.line import Patience
from shared.testing.broker import connected
from shared.testing.samples import CATALOGUE, OFFICE_CODE, OFFICE_ID, RT_5
from tests.verification.cases import RAHMAT, TUESDAY, a_request

M = TypeVar("M", bound=Message)

EAGER = Patience(first_look=0.02, longest_look=0.05)
PLAN = Plan("verification", hear, tables, VerificationSettings, furnish, patience=EAGER)
CATALOGUE_BOOK = CataloguePublished(office=OFFICE_CODE, at=TUESDAY, office_id=OFFICE_ID, catalogue=CATALOGUE)
DIRECTORY_BOOK = DirectoryPublished(
    office=OFFICE_CODE,
    at=TUESDAY,
    office_id=OFFICE_ID,
    directory=Directory(revision=1, rts=(RtPost(rt=RT_5, chair=Chair(name="Rahmat Hidayat", phone="0812-7100-2005")),)),
)


async def heard(kind: type[M], subscription: Subscription) -> M:
    return kind.model_validate_json((await subscription.next_msg(timeout=20)).data)


async def test_a_request_made_before_anything_is_known_reaches_the_chair_and_is_approved(nats_url: str, tmp_path: Path):
    settings = VerificationSettings(nats_url=nats_url, database_url=f"sqlite:///{tmp_path}/verification.db", port=0)
    async with connected(nats_url) as others, running(PLAN, settings) as house:
        introductions, questions, approvals = [
            await others.subscribe(f"{kind.subject}.>") for kind in (IntroduceContact, SendMessage, CoverLetterApproved)
        ]
        await others.flush()

        await house.publish(a_request(), CATALOGUE_BOOK, DIRECTORY_BOOK)
        introduce = await heard(IntroduceContact, introductions)
        await house.publish(
            ContactIntroduced(office=OFFICE_CODE, at=TUESDAY, asked_for=introduce.asked_for, contact_id=RAHMAT)
        )
        question = await heard(SendMessage, questions)
        await house.publish(
            HearChairReply(
                office=OFFICE_CODE,
                at=TUESDAY,
                contact_id=question.contact_id,
                kind="choice",
                choice=question.choices[0].key,
                question=question.question,
                written_at=TUESDAY,
            )
        )
        approved = await heard(CoverLetterApproved, approvals)

    assert approved.approved_by == "Rahmat Hidayat"


def test_the_migrations_make_the_tables_as_they_are():
    assert not has_pending_changes("verification")

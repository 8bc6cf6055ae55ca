"""The rules of an application: what applies, and what was applied already."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.application import Application
from services.intake.dialogue.wish import Wish
from services.intake.incoming import hear
from services.intake.outgoing import Address
from services.intake.reference import references
from services.intake.stage import AT_THE_OFFICE, ENDED, SETTLED, Stage
from shared.contracts.vocabulary import CoverLetter
from shared.messaging import uuid7
from shared.readable import ALPHABET
from shared.testing.samples import KTP, OFFICE_CODE, SITI
from tests.intake.phone import SITI_PHONE, WEDNESDAY

WISH = Wish(KTP, KTP.reason("changed"), SITI, None)
LETTER = CoverLetter(number="012/RT.005/RW.002/XI/2026", dated=WEDNESDAY.date())
PAPER = CoverLetter(number=None, dated=None, on_paper=True)


def application(stage: Stage = Stage.DRAFT, **more: object) -> Application:
    known = {"application_id": uuid7(), "contact_id": SITI_PHONE, "office": OFFICE_CODE, "reference": "BKS-7Q4K"}
    return Application(**{**known, "stage": stage, "wish": WISH, **more})  # pyright: ignore[reportArgumentType] - a builder


def test_the_chair_is_asked_unless_the_service_needs_no_cover_letter():
    no_letter = KTP.model_copy(update={"cover_letter": "none"})
    assert application().request(WISH, 1).stage is Stage.WITH_CHAIR
    assert application().request(Wish(no_letter, None, SITI, None), 1).stage is Stage.COLLECTING


def test_a_cover_letter_on_whatsapp_counts_for_more_than_one_to_come_on_paper():
    on_paper = application(Stage.WITH_CHAIR).goes_to_paper()
    assert (on_paper.stage, on_paper.cover_letter) == (Stage.COLLECTING, PAPER)
    assert on_paper.cover_letter_issued(LETTER).cover_letter == LETTER


def test_only_what_was_returned_is_forgotten():
    photos = {"document.kk": [], "document.photo": [], "name": "Siti"}
    returned = application(Stage.RECEIVED, answers=photos).return_documents({"kk": "buram"})
    assert returned.stage is Stage.RETURNED
    assert set(returned.answers) == {"document.photo", "name"}


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in AT_THE_OFFICE])
def test_documents_are_returned_only_while_the_office_has_them(stage: Stage):
    before = application(stage)
    assert before.return_documents({"kk": "buram"}) == before


@pytest.mark.parametrize("stage", sorted(SETTLED))
def test_what_is_settled_stays_settled(stage: Stage):
    before = application(stage)
    for after in (before.issue(), before.refuse(), before.move_deadline(WEDNESDAY), before.vouch()):
        assert after == before


def test_a_receipt_that_comes_late_does_not_turn_the_clock_back():
    vouched = application(Stage.VOUCHED)
    assert vouched.receive() == vouched


def test_a_draft_that_nobody_has_heard_of_has_no_wish():
    assert application(wish=None).is_untold
    with pytest.raises(LookupError):
        _ = application(wish=None).asked_for


def test_after_a_decline_the_conversation_goes_on_where_it_is_wrong():
    declined = application(Stage.DECLINED, answers={"after_decline": "correct", "fix": "rt", "name": "Siti"})
    assert declined.correct().answers == {"sure": "fix", "name": "Siti"}


@given(
    st.sampled_from(Stage),
    st.dictionaries(st.text(max_size=9), st.none() | st.booleans() | st.text(max_size=9), max_size=5),
)
def test_an_application_is_read_back_as_it_was_kept(stage: Stage, answers: dict[str, object]):
    shelf = hear.shelves[Application]
    kept = application(stage, answers=answers, asked_at=WEDNESDAY, returned={"kk": "buram"}, cover_letter=PAPER)
    assert shelf.from_row(shelf.to_row(kept)) == kept
    assert kept.is_open == (stage not in ENDED)


@given(st.uuids(), st.text(min_size=1))
def test_an_address_is_read_back(about: UUID, question: str):
    assert Address.read(str(Address(about, question))) == (about, question)


@pytest.mark.parametrize("written", [None, "", "conversation", "kk.kk", "...", "0193f000.kk"])
def test_what_is_no_address_of_ours_is_none(written: str | None):
    assert Address.read(written) is None


@given(st.uuids())
def test_references_are_of_letters_that_cannot_be_taken_for_others(application_id: UUID):
    found = list(references(application_id, "BKS"))
    assert len(found) == 3
    assert all(it.startswith("BKS-") and len(it) == 8 and set(it[4:]) <= set(ALPHABET) for it in found)
    assert found == list(references(application_id, "BKS"))

"""A chair's word counts: what becomes of the case, and what is to be said of it. Pure rules.

People are refused by `NotAllowed`, whose text is a sentence for the chair.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from services.verification.asked import Asked
from services.verification.case import Case, NotAllowed
from services.verification.stage import Stage
from shared.contracts.verification import (
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    Endorsement,
    NoChairToAsk,
)
from shared.contracts.vocabulary import ContactId, DocumentKey


def approve(case: Case, contact_id: ContactId, at: datetime) -> tuple[Case, CoverLetterApproved | None]:
    """The letter may be made; None where the RW chair has to know of it first, who did not say so themselves."""
    by = _by(case, contact_id, Stage.WITH_CHAIR)
    if case.rw_endorses and by.acting_as == "rt_chair":
        return replace(_answered(case, by, at, Stage.WITH_RW), round=case.round + 1, asked_at=None), None
    approved = _answered(case, by, at, Stage.APPROVED)
    return approved, _approved(approved, by, at, None)


def endorse(case: Case, contact_id: ContactId, at: datetime) -> tuple[Case, CoverLetterApproved]:
    """The RW chair knows of the RT chair's letter, too."""
    return endorsed(case, _by(case, contact_id, Stage.WITH_RW), at)


def endorsed(case: Case, rw: Asked | None, at: datetime) -> tuple[Case, CoverLetterApproved]:
    """By this RW chair; by nobody where none can be reached: the letter leaves room for their hand."""
    if case.answered_by is None:
        raise ValueError("the RT chair has not answered yet")
    word = Endorsement(rw=case.rt.rw, by=rw.name if rw else None, at=at if rw else None)
    settled = replace(case, stage=Stage.APPROVED, asked=(), endorsed_by=rw)
    return settled, _approved(settled, case.answered_by, case.answered_at or at, word)


def decline(case: Case, contact_id: ContactId, reason: str, at: datetime) -> tuple[Case, CoverLetterDeclined]:
    by = _by(case, contact_id, Stage.WITH_RW if case.stage is Stage.WITH_RW else Stage.WITH_CHAIR)
    words = {"rt": case.rt, "declined_by": by.name, "reason": reason, "acting_as": by.acting_as}
    return _answered(case, by, at, Stage.DECLINED), case.word(CoverLetterDeclined, at, **words)


def confirm(
    case: Case, contact_id: ContactId, at: datetime, reason: str | None = None
) -> tuple[Case, DocumentsConfirmed]:
    by = _by(case, contact_id, Stage.DOCUMENTS_WITH_CHAIR)
    fact = case.word(DocumentsConfirmed, at, confirmed_by=by.name, reason=reason)
    return _answered(case, by, at, Stage.CONFIRMED), fact


def dispute(
    case: Case, contact_id: ContactId, doubts: Mapping[DocumentKey, str], at: datetime
) -> tuple[Case, DocumentsDisputed]:
    by = _by(case, contact_id, Stage.DOCUMENTS_WITH_CHAIR)
    fact = case.word(DocumentsDisputed, at, disputed_by=by.name, doubts=doubts)
    return _answered(case, by, at, Stage.DISPUTED), fact


def nobody_answers(
    case: Case, chair_name: str | None, at: datetime
) -> tuple[Case, CoverLetterApproved | CoverLetterGoesToPaper | NoChairToAsk]:
    """No chair can be asked, or none has answered: paper for the surat pengantar, the clerk for documents.

    Where only the RW's word is missing, the RT's letter is made without it.
    """
    if case.stage is Stage.WITH_RW:
        return endorsed(case, None, at)
    if case.stage is Stage.WITH_CHAIR:
        on_paper = replace(case, stage=Stage.ON_PAPER, asked=())
        return on_paper, case.word(CoverLetterGoesToPaper, at, rt=case.rt, chair_name=chair_name)
    with_clerk = replace(case, stage=Stage.WITH_CLERK, asked=())
    return with_clerk, case.word(NoChairToAsk, at, rt=case.rt)


def _approved(case: Case, by: Asked, at: datetime, word: Endorsement | None) -> CoverLetterApproved:
    words = {"rt": case.rt, "applicant": case.applicant, "approved_by": by.name, "acting_as": by.acting_as}
    return case.word(CoverLetterApproved, at, **words, endorsement=word)


def _by(case: Case, contact_id: ContactId, stage: Stage) -> Asked:
    if case.stage is not stage:
        raise NotAllowed(case.told_to(contact_id))
    return case.listens_to(contact_id, case.round)


def _answered(case: Case, by: Asked, at: datetime, stage: Stage) -> Case:
    return replace(case, stage=stage, asked=(), answered_by=by, answered_at=at)

"""An office at work to test with: its staff, its files at every stage."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.issuance.edition import Edition, InForce
from services.issuance.file import File, Pause
from services.issuance.staff import Role, Staff
from services.issuance.stage import BEING_ISSUED, Stage
from shared.contracts.vocabulary import CoverLetter
from shared.messaging import Message
from shared.testing.samples import CATALOGUE, DIRECTORY, KTP, OFFICE_CODE, SITI, an_attachment

RAHMA = Staff("rahma", "Rahmawati", Role.CLERK, password_hash="")
NURHAYATI = Staff("lurah", "Hj. Nurhayati, S.Sos., M.Si.", Role.LURAH, password_hash="")
AGUS = Staff("agus", "Agus Salim", Role.ADMIN, password_hash="")
EVERYBODY = (RAHMA, NURHAYATI, AGUS)

APPLICATION = UUID("0193f000-0000-7000-8000-0000000000a1")
CONTACT = UUID("0193f000-0000-7000-8000-0000000000c1")

#: Tuesday, 24 November 2026, 10.00 at the office.
TUESDAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
THURSDAY_CLOSING = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)

RT_LETTER = CoverLetter(number="012/RT.005/RW.002/XI/2026", dated=date(2026, 11, 23))
ON_PAPER = CoverLetter(number=None, dated=None, on_paper=True)
PAGES = {key: (an_attachment(key),) for key in ("kk", "old_ktp", "photo")}

EDITION = Edition(CATALOGUE.version, CATALOGUE)
IN_FORCE = InForce(OFFICE_CODE, CATALOGUE, DIRECTORY)


def a_file(stage: Stage = Stage.SUBMITTED, **changes: Any) -> File:
    """Siti Aminah's application for a KTP, as it stands at this stage."""
    file = File(
        application_id=APPLICATION,
        stage=stage,
        office=OFFICE_CODE,
        contact_id=CONTACT,
        reference="BKS-7Q4K",
        service=KTP,
        reason="changed",
        catalogue_version=CATALOGUE.version,
        applicant=SITI,
        helped_by=None,
        opened_at=TUESDAY - timedelta(days=1),
        since=TUESDAY,
    )
    if stage not in (Stage.COVER_LETTER, Stage.DECLINED):
        file = replace(file, cover_letter=RT_LETTER, cover_letter_by="Rahmat Hidayat")
    if stage not in (Stage.COVER_LETTER, Stage.DECLINED, Stage.COLLECTING):
        file = replace(file, documents=PAGES, submitted_at=TUESDAY, due_at=THURSDAY_CLOSING)
    if stage not in (Stage.COVER_LETTER, Stage.DECLINED, Stage.COLLECTING, Stage.SUBMITTED):
        file = replace(file, agenda_number="0412/2026", received_by=RAHMA.name)
    if stage is Stage.RETURNED:
        file = replace(file, returned={"kk": "Bagian bawah terpotong"}, pauses=(Pause(TUESDAY),))
    if stage in BEING_ISSUED | {Stage.ISSUED, Stage.HANDED_OVER, Stage.VOID}:
        file = replace(file, letter_number="470/0123/BKS/XI/2026", approved_by=NURHAYATI.name)
    return replace(file, **changes)


def told(contract: type[Message], /, **words: Any) -> Any:
    """A message about Siti's application, said on Tuesday."""
    about = {"application_id": APPLICATION} if "application_id" in contract.model_fields else {}
    return contract.model_validate({"office": OFFICE_CODE, "at": TUESDAY, **about, **words})

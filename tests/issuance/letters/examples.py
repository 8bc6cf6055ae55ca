"""One letter of each kind, approved; tests change what they are about."""

from datetime import UTC, date, datetime

from services.issuance.letters import Issue, KtpIntroduction, RtLetter
from shared.contracts.vocabulary import CoverLetter
from shared.testing.samples import KTP, OFFICE, SITI

RT_ISSUE = Issue(
    number="012/RT.005/RW.002/XI/2026",
    dated=date(2026, 11, 24),
    code="7K4MQ2XD9AHT3WNPC5RA",
    public_url="https://pengantar.example",
    approved_by="Rahmat Hidayat",
    approved_at=datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
)
RT_LETTER = RtLetter(
    office=OFFICE,
    applicant=SITI,
    purpose="pengurusan Kartu Tanda Penduduk (KTP) elektronik (rusak / ganti data)",
    issue=RT_ISSUE,
)
INTRODUCTION = KtpIntroduction(
    office=OFFICE,
    applicant=SITI,
    wording=KTP.letter,
    reason="Rusak / ganti data",
    cover_letter=CoverLetter(number=RT_ISSUE.number, dated=RT_ISSUE.dated),
    issue=Issue(
        number="470/0123/BKS/XI/2026",
        dated=date(2026, 11, 27),
        code="D1ACRYQ5ZZ03HM7V2T9K",
        public_url="https://pengantar.example",
        approved_by="Nurhayati",
        approved_at=datetime(2026, 11, 27, 3, 12, tzinfo=UTC),
    ),
)

"""What each letter says. Without its `issue` it is a draft: the same page, with gaps for what is not known yet."""

from datetime import date, timedelta
from typing import Literal

from pydantic import AwareDatetime, Field

from services.issuance.letters.code import spelled
from shared.contracts.catalogue import Letter as Wording
from shared.contracts.catalogue import Office
from shared.contracts.vocabulary import CoverLetter, Person, Value


class Issue(Value):
    """What the approval writes on a letter.

    `code` is as `new_code` gives it; `public_url` is where the check page stands, without a slash at the end.
    Of a letter that is signed in ink the page is for printing and signing or, with `signed_by_hand_on`, a copy.
    """

    number: str
    dated: date
    code: str
    public_url: str
    approved_by: str = Field(description="name of who approved it")
    approved_at: AwareDatetime
    signed_by_hand_on: date | None = None

    @property
    def check_url(self) -> str:
        """Where the QR code leads."""
        return f"{self.public_url.rstrip('/')}/cek/{self.code}"

    @property
    def check_address(self) -> tuple[str, str]:
        """The same for people who type: the place without `https://`, and the code in groups."""
        place = self.public_url.rstrip("/").partition("://")[2] or self.public_url.rstrip("/")
        return f"{place}/cek/", spelled(self.code)


class RtLetter(Value):
    """Surat pengantar RT: the chair of the applicant's RT, or of the RW in their place, introduces a resident."""

    office: Office
    applicant: Person
    purpose: str = Field(description="what it is for, as the sentence ends: pengurusan KTP elektronik")
    acting_as: Literal["rt_chair", "rw_chair"] = "rt_chair"
    issue: Issue | None = None


class KtpIntroduction(Value):
    """The lurah introduces a resident to the civil registry for an identity card."""

    office: Office
    applicant: Person
    wording: Wording
    reason: str | None = Field(default=None, description="the label of the reason, e.g. Hilang")
    cover_letter: CoverLetter | None
    issue: Issue | None = None

    @property
    def valid_until(self) -> date | None:
        """The last day on which it counts; None while it has no date."""
        return self.issue and self.issue.dated + timedelta(days=self.wording.valid_days)


Letter = RtLetter | KtpIntroduction

"""What each letter says. Without its `issue` it is a draft: the same page, with gaps for what is not known yet."""

from datetime import date, timedelta
from typing import Literal

from pydantic import AwareDatetime, Field

from services.issuance.letters.code import spelled
from shared.contracts.catalogue import Letter as Wording
from shared.contracts.catalogue import Office
from shared.contracts.details import Details
from shared.contracts.verification import Endorsement
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


class Signatory(Value):
    """Who answers for a letter of the kelurahan: the lurah where nobody `acts`, else as `Deputy` has it."""

    name: str
    nip: str
    acts: Literal["plt", "plh", "an"] | None = None
    position: str = ""


class RtLetter(Value):
    """Surat pengantar RT: the chair of the applicant's RT, or of the RW in their place, introduces a resident.

    `endorsement` is the RW chair's word below the RT chair's, where the service asks for it.
    """

    office: Office
    applicant: Person
    purpose: str = Field(description="what it is for, as the sentence ends: pengurusan KTP elektronik")
    acting_as: Literal["rt_chair", "rw_chair"] = "rt_chair"
    endorsement: Endorsement | None = None
    issue: Issue | None = None


class Printed(Value):
    """Data that a letter carries beside the particulars: the words that lead to it, labels and values."""

    leads_in: str
    rows: tuple[tuple[str, str], ...]


class Introduction(Value):
    """The lurah introduces a resident to an office, or states something about one to whom it may concern."""

    office: Office
    applicant: Person
    wording: Wording
    purpose: str = ""
    reason: str | None = Field(default=None, description="the label of the reason, e.g. Hilang")
    printed: tuple[Printed, ...] = ()
    cover_letter: CoverLetter | None
    signatory: Signatory | None = Field(default=None, description="the lurah, where it is not said")
    issue: Issue | None = None

    @property
    def valid_until(self) -> date | None:
        """The last day on which it counts; None while it has no date, or where it counts for good."""
        days = self.wording.valid_days
        return self.issue.dated + timedelta(days=days) if self.issue and days else None


PARENTS = ("father", "mother")
OF_A_PARENT = ("name", "nik", "birth", "nationality", "religion", "occupation", "address")
#: The details that Model N1 cannot do without.
N1_DETAILS = frozenset(f"{parent}_{field}" for parent in PARENTS for field in OF_A_PARENT)


class ModelN1(Value):
    """Pengantar nikah, Model N1 of Kepdirjen Bimas Islam 473/2020: whose child a Muslim is who wants to marry.

    `details` hold `N1_DETAILS`, and `former_name` and `marriage_number` where they were asked for.
    """

    form: Literal["model_n1"] = "model_n1"
    office: Office
    applicant: Person
    wording: Wording
    details: Details
    signatory: Signatory | None = Field(default=None, description="the lurah, where it is not said")
    issue: Issue | None = None


Letter = RtLetter | ModelN1 | Introduction

"""The words that several contracts share."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ApplicationId = UUID
ContactId = UUID

#: A key of the catalogue, e.g. `ktp` for a service, `old_ktp` for a document, `lost` for a reason.
CatalogueKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ServiceKey = CatalogueKey
DocumentKey = CatalogueKey
ReasonKey = CatalogueKey

#: A NIK: 16 digits. Whether they make sense is checked where they are asked for.
Nik = Annotated[str, StringConstraints(pattern=r"^\d{16}$")]

#: The services that speak with people over WhatsApp.
Speaker = Literal["intake", "verification", "issuance"]

#: Whoever writes this is not written to any more until they write again.
STOP = "STOP"

#: Words that anyone may write at any time, and who hears them. Spaces do not count: DATA SAYA is `DATASAYA`.
RESERVED_WORDS: dict[str, Speaker] = {
    "MENU": "intake",
    "STATUS": "intake",
    "BATAL": "intake",
    "INFO": "intake",
    "KELUHAN": "intake",
    "SARAN": "intake",
    "DATASAYA": "intake",
    "HAPUSDATA": "intake",
    "TERIMAPENGUMUMAN": "intake",
    "BERHENTIPENGUMUMAN": "intake",
    "TANYA": "issuance",
    STOP: "intake",
    "PETUGAS": "issuance",
    "TUGAS": "verification",
    "BERHENTI": "verification",
    "UNDANGAN": "verification",
    "TETANGGA": "verification",
}

_CODE = r"(?=.*\d)[0-9A-Z]{4}\W?[0-9A-Z]{4}"
#: What may be written after a reserved word: the eight letters and digits of a code, with at least one digit.
CODE_AFTER: dict[str, str] = {"UNDANGAN": _CODE, "TETANGGA": _CODE}

#: What a letter is: `surat_pengantar` for the RT's, else as the catalogue calls it, e.g. `ktp_introduction`.
LetterKind = CatalogueKey

#: How a letter is signed: by a certificate, or by hand on its print ("tanda tangan basah").
Signing = Literal["electronically", "in_ink"]
Sex = Literal["male", "female"]


class Value(BaseModel):
    """A value: equal by what it says, never changed."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Rt(Value):
    """A neighbourhood: the number of an RT and of the RW that holds it."""

    rt: int = Field(ge=1, le=999)
    rw: int = Field(ge=1, le=999)

    def __str__(self) -> str:
        return f"RT {self.rt:03}/RW {self.rw:03}"


class Audience(Value):
    """Whom an announcement is for: one RT, a whole RW, or everybody."""

    rw: int | None = Field(default=None, ge=1, le=999)
    rt: int | None = Field(default=None, ge=1, le=999, description="of the RW `rw`")

    def holds(self, place: Rt) -> bool:
        """Whether those who live there belong to it."""
        return self.rw in (None, place.rw) and self.rt in (None, place.rt)


class Person(Value):
    """A resident as a letter describes them. Birth date and sex are those that the NIK tells."""

    name: str = Field(min_length=2, max_length=120)
    nik: Nik
    birth_place: str = Field(min_length=2, max_length=60)
    birth_date: date
    sex: Sex
    religion: str = Field(min_length=2, max_length=40)
    marital_status: str = Field(min_length=2, max_length=40)
    occupation: str = Field(min_length=2, max_length=80)
    nationality: str = Field(default="WNI", min_length=2, max_length=40)
    address: str = Field(min_length=3, max_length=200)
    rt: Rt


class Attachment(Value):
    """A claim check: where the bytes are kept and what they must be."""

    bucket: Literal["inbound", "archive", "letters"]
    name: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: int = Field(ge=0, description="bytes")
    media_type: str
    filename: str | None = None


class CoverLetter(Value):
    """The surat pengantar an application rests on. One on paper has no number until a clerk has read it."""

    number: str | None
    dated: date | None
    on_paper: bool = False


UNREAD_PAPER_LETTER = CoverLetter(number=None, dated=None, on_paper=True)


class Choice(Value):
    """One thing that can be tapped. `key` comes back.

    Short labels become buttons (20 characters) or rows (24); what is longer, and more than ten of them, the notifier
    shows in another way, without a word lost.
    """

    key: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    label: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    description: Annotated[str, StringConstraints(max_length=200)] | None = None


class Template(Value):
    """An approved template of `config/templates.yaml`: what may be sent when the 24-hour window is closed.

    The parameters fill its body in order; the message's choices become its quick replies,
    the message's document its header.
    """

    name: str
    parameters: tuple[str, ...] = ()

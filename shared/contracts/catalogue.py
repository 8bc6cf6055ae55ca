"""The procedure as data: what `config/kelurahan.yaml` seeds, issuance owns and everyone looks things up in."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, StringConstraints

from shared.contracts.vocabulary import CatalogueKey, DocumentKey, LetterKind, ReasonKey, Rt, ServiceKey, Signing, Value

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Office(Value):
    """The kelurahan as its letterhead names it."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{10}$")]
    name: str = Field(description="e.g. Bukit Sangkal")
    short: str = Field(description="as letter numbers and references carry it, e.g. BKS")
    kecamatan: str
    city: str = Field(description="with its kind, e.g. Kota Palembang")
    province: str
    address: str
    postcode: str
    phone: str
    lurah_name: str
    lurah_nip: str
    time_zone: str = "Asia/Jakarta"


class Hours(Value):
    """Opening hours of one weekday."""

    opens: time
    closes: time


class Calendar(Value):
    """When the office works. Public holidays come from the `holidays` library, these lists correct them."""

    hours: Mapping[Weekday, Hours]
    cut_off: time = time(12)
    closed_on: Mapping[date, str] = Field(default_factory=dict)
    open_on: tuple[date, ...] = ()


class Reason(Value):
    """Why a letter is needed; `also` are other words people use for it."""

    key: ReasonKey
    label: Annotated[str, StringConstraints(max_length=24)]
    also: tuple[str, ...] = ()


class Document(Value):
    """A document the applicant sends; `when` limits it to some reasons, `hint` says how to photograph it."""

    key: DocumentKey
    name: str
    when: tuple[ReasonKey, ...] = ()
    hint: str | None = None

    def is_needed_for(self, reason: ReasonKey | None) -> bool:
        return not self.when or reason in self.when


#: The key of a number register of the office: usually a classification code, e.g. `470`.
RegisterKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,29}$")]


class Letter(Value):
    """The letter a service ends in: its title, how it is signed, its number register and running text."""

    kind: LetterKind
    title: str
    classification: str
    number_format: str = Field(description="with {code}, {number}, {office}, {month}, {year}")
    valid_days: int = Field(ge=1)
    purpose: str = Field(description="what it is for, in the letter's words")
    addressed_to: str
    signed: Signing = "electronically"
    number_register: RegisterKey | None = Field(
        default=None,
        validation_alias=AliasChoices("register", "number_register"),
        description="where its numbers run, `register` in the file; the classification where none is named",
    )

    @property
    def runs_in(self) -> str:
        """The key of the register that numbers it. Letters of several services may share one."""
        return self.number_register or self.classification


class Service(Value):
    """One service of the catalogue."""

    key: ServiceKey
    name: str
    short: str = Field(description="as a sentence carries it, e.g. KTP")
    also: tuple[str, ...] = ()
    cover_letter: Literal["required", "none"] = "required"
    rw_endorses: bool = False
    reasons: tuple[Reason, ...] = ()
    documents: tuple[Document, ...]
    working_days: int = Field(default=3, ge=1, le=30)
    letter: Letter

    def documents_for(self, reason: ReasonKey | None) -> tuple[Document, ...]:
        return tuple(document for document in self.documents if document.is_needed_for(reason))

    def reason(self, key: ReasonKey | None) -> Reason | None:
        return next((reason for reason in self.reasons if reason.key == key), None)


class Catalogue(Value):
    """One version of the whole procedure."""

    version: int = Field(ge=1)
    office: Office
    calendar: Calendar
    services: tuple[Service, ...]
    rt_letter_format: str = "{number}/RT.{rt}/RW.{rw}/{month}/{year}"

    def service(self, key: CatalogueKey) -> Service:
        """The service with this key. Raises KeyError when the version does not have it."""
        for service in self.services:
            if service.key == key:
                return service
        raise KeyError(key)


class Chair(Value):
    """Who chairs an RT or RW. Without a phone they work on paper."""

    name: str
    honorific: Literal["Bapak", "Ibu"] = "Bapak"
    phone: str | None = None


class RtPost(Value):
    """An RT and its chair; vacant when there is none."""

    rt: Rt
    chair: Chair | None = None


class RwPost(Value):
    """An RW and its chair."""

    rw: int = Field(ge=1, le=999)
    chair: Chair | None = None


class Directory(Value):
    """Every RT and RW of the kelurahan, as it is now."""

    revision: int = Field(ge=1)
    rts: tuple[RtPost, ...]
    rws: tuple[RwPost, ...] = ()

    def post(self, rt: Rt) -> RtPost | None:
        return next((post for post in self.rts if post.rt == rt), None)

    def rw_chair(self, rw: int) -> Chair | None:
        return next((post.chair for post in self.rws if post.rw == rw), None)

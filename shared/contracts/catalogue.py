"""The procedure as data: what `config/kelurahan.yaml` seeds, issuance owns and everyone looks things up in."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, StringConstraints

from shared.contracts.details import Answer, Block, Circumstances, When, holds
from shared.contracts.vocabulary import CatalogueKey, DocumentKey, LetterKind, ReasonKey, Rt, ServiceKey, Signing, Value

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Deputy(Value):
    """Who signs for the lurah for some days, both ends counted.

    `plt` holds the post while nobody is appointed, `plh` while the lurah is away; `an` signs on the lurah's behalf, in
    a post of their own that is printed, e.g. Sekretaris Kelurahan. What they approve with `account` carries their name.
    """

    account: str
    name: str
    nip: str
    acts: Literal["plt", "plh", "an"]
    position: str = ""
    first: date
    last: date


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
    deputies: tuple[Deputy, ...] = ()
    paper: Literal["a4", "f4"] = Field(default="a4", description="what letters are set on; F4 is 21.5 by 33 cm")
    time_zone: str = "Asia/Jakarta"


class Hours(Value):
    """Opening hours of one weekday."""

    opens: time
    closes: time


class Season(Value):
    """Other opening hours for some days, both ends counted, e.g. in Ramadan. A weekday that is not named is closed."""

    name: str
    first: date
    last: date
    hours: Mapping[Weekday, Hours]


class Calendar(Value):
    """When the office works. Public holidays come from the `holidays` library, these lists correct them."""

    hours: Mapping[Weekday, Hours]
    seasons: tuple[Season, ...] = Field(default=(), description="they do not overlap")
    cut_off: time = time(12)
    closed_on: Mapping[date, str] = Field(default_factory=dict)
    open_on: tuple[date, ...] = ()

    def hours_on(self, day: date) -> Mapping[Weekday, Hours]:
        """The opening hours of the week that count on this day: those of its season, else the usual ones."""
        return next((it.hours for it in self.seasons if it.first <= day <= it.last), self.hours)


class Reason(Answer):
    """Why a letter is needed."""


#: The colour behind a face: always the same, or red for an odd birth year and blue for an even one.
Background = Literal["red", "blue", "by_birth_year"]


class Document(Value):
    """A document the applicant sends; `when` limits it to some reasons, `hint` says how to photograph it."""

    key: DocumentKey
    name: str
    when: tuple[ReasonKey, ...] = ()
    hint: str | None = None
    background: Background | None = Field(default=None, description="of a pas foto")

    def is_needed_for(self, reason: ReasonKey | None) -> bool:
        return not self.when or reason in self.when


#: The key of a number register of the office: usually a classification code, e.g. `470`.
REGISTER_KEY = r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,29}$"
RegisterKey = Annotated[str, StringConstraints(pattern=REGISTER_KEY)]


#: Where numbers, data and photos are asked for: in the chat, or on a page of the office to which a link leads.
AskBy = Literal["chat", "link"]


#: Which page a letter is set on: with an addressee, to whom it may concern, or as the Ministry of Religion orders it.
LetterForm = Literal["introduction", "statement", "model_n1"]


class Letter(Value):
    """The letter a service ends in: its page, title, how it is signed, its number register and running text."""

    kind: LetterKind
    form: LetterForm = "introduction"
    when: When = Field(default_factory=dict, description="the circumstances in which it is this one")
    title: str
    classification: str
    number_format: str = Field(description="with {code}, {number}, {office}, {month}, {year}")
    valid_days: int | None = Field(default=None, ge=1)
    purpose: str = Field(description="what it is for, in the letter's words; {business_name} stands for a detail")
    addressed_to: str | None = None
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
    ask_by: AskBy | None = Field(default=None, description="of particulars, blocks and documents; None as the office")
    reasons: tuple[Reason, ...] = ()
    blocks: tuple[Block, ...] = Field(default=(), description="what is asked for beside the particulars")
    documents: tuple[Document, ...]
    working_days: int = Field(default=3, ge=1, le=30)
    letter: Letter = Field(description="the usual one")
    other_letters: tuple[Letter, ...] = Field(default=(), description="the first whose circumstances hold is made")

    @property
    def letters(self) -> tuple[Letter, ...]:
        """Every letter that it may end in."""
        return (self.letter, *self.other_letters)

    def letter_for(self, known: Circumstances) -> Letter:
        """The letter that an application in these circumstances ends in."""
        return next((letter for letter in self.other_letters if holds(letter.when, known)), self.letter)

    def documents_for(self, reason: ReasonKey | None) -> tuple[Document, ...]:
        return tuple(document for document in self.documents if document.is_needed_for(reason))

    def reason(self, key: ReasonKey | None) -> Reason | None:
        return next((reason for reason in self.reasons if reason.key == key), None)


class ComplaintCategory(Value):
    """What people complain of, and in how many working days they are answered."""

    key: CatalogueKey
    name: Annotated[str, StringConstraints(min_length=3, max_length=24)]
    working_days: int = Field(default=5, ge=1, le=30)


#: How many days what an applicant has sent is kept after the end of the application.
DaysKept = Annotated[int, Field(ge=30, le=3650)]
KEPT_DAYS = 365

#: Where the office's file says nothing else.
USUAL_COMPLAINTS = (
    ComplaintCategory(key="late", name="Surat terlambat", working_days=1),
    ComplaintCategory(key="wrong", name="Isi surat salah", working_days=2),
    ComplaintCategory(key="manners", name="Pelayanan petugas", working_days=2),
    ComplaintCategory(key="money", name="Diminta bayar", working_days=2),
    ComplaintCategory(key="chair", name="Ketua RT atau RW", working_days=5),
    ComplaintCategory(key="other", name="Hal lain", working_days=5),
)


class Catalogue(Value):
    """One version of the whole procedure."""

    version: int = Field(ge=1)
    office: Office
    calendar: Calendar
    services: tuple[Service, ...]
    complaints: tuple[ComplaintCategory, ...] = Field(default=USUAL_COMPLAINTS, min_length=1)
    documents_kept_days: DaysKept = KEPT_DAYS
    ask_by: AskBy = Field(default="chat", description="of services that do not say it themselves")
    rt_letter_format: str = "{number}/RT.{rt}/RW.{rw}/{month}/{year}"

    def service(self, key: CatalogueKey) -> Service:
        """The service with this key. Raises KeyError when the version does not have it."""
        for service in self.services:
            if service.key == key:
                return service
        raise KeyError(key)

    def settled(self, service: Service) -> Service:
        """The service with what it leaves to the office: how it asks."""
        is_said = service.ask_by is not None or self.ask_by == "chat"
        return service if is_said else service.model_copy(update={"ask_by": self.ask_by})


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

"""What each action asks for, as its form sends it, and the deed or rule that it leads to."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from starlette.datastructures import FormData, UploadFile

from services.issuance import actions, deeds, handing_over
from services.issuance.console.details import read_details
from services.issuance.console.scans import ScanRefused, read_document, read_scan
from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.letter import Ink
from services.issuance.particulars import put_right
from services.issuance.staff import Staff
from services.issuance.stage import Action, Amiss, NotAllowed
from services.issuance.typed import Unseen, all_seen, as_day
from shared.attachments import Attachments
from shared.contracts.details import circumstances
from shared.contracts.vocabulary import Attachment
from shared.inspection import Fit
from shared.messaging import Desk

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(all_seen)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(all_seen)]
Day = Annotated[date | None, BeforeValidator(lambda typed: as_day(f"{typed}") if typed else None)]

#: What the fields of papers are called: `paper.kk`.
PAPER = "paper."
NO_PASSPHRASE = "Ketik kata sandi tanda tangan Anda."  # noqa: S105 - what is said, not what is typed
_ADVICE = {
    "number": "Tulis nomor suratnya, paling panjang 120 huruf.",
    "dated": "Tulis tanggal suratnya.",
    "reason": "Tulis alasannya, paling panjang 500 huruf.",
    "reasons": "Tulis alasan tiap dokumen, paling panjang 500 huruf.",
    "remark": "Tulis apa yang perlu dilihat lagi, paling panjang 500 huruf.",
    "to": "Tulis nama penerimanya, paling panjang 120 huruf.",
    "code": "Kode pengambilan terdiri dari 6 angka.",
    "courier": "Tulis nama kurirnya, paling panjang 120 huruf.",
    "signed_by": "Tulis nama yang menandatangani, paling panjang 120 huruf.",
    "on": "Tulis tanggal tanda tangannya.",
    "name": "Nama paling panjang 120 huruf.",
    "birth_place": "Tempat lahir paling panjang 60 huruf.",
    "religion": "Agama paling panjang 40 huruf.",
    "marital_status": "Status kawin paling panjang 40 huruf.",
    "occupation": "Pekerjaan paling panjang 80 huruf.",
    "address": "Alamat paling panjang 180 huruf.",
}


class ActionForm(BaseModel):
    """`seen` is when the file entered its stage, as the person saw it: if that has changed, somebody was faster."""

    action: ClassVar[Action]
    seen: AwareDatetime

    @classmethod
    def read(cls, sent: FormData) -> Self:
        """The form as it was sent. Raises pydantic's ValidationError."""
        return cls.model_validate({name: value for name, value in sent.items() if isinstance(value, str)})

    async def prepared(self, sent: FormData, documents: Attachments) -> Self:
        """The form with what was uploaded looked at and stored. Raises `Amiss`, and what storing raises."""
        return self

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        """Do it. Raises `NotAllowed` with a sentence for the person."""
        raise NotImplementedError


class BringPapers(ActionForm):
    """Scans and photos by document, as they are kept."""

    action = Action.BRING_PAPERS
    papers: dict[str, tuple[Attachment, ...]] = Field(default_factory=dict[str, tuple[Attachment, ...]])

    @classmethod
    def read(cls, sent: FormData) -> Self:
        return cls.model_validate({"seen": sent.get("seen")})

    async def prepared(self, sent: FormData, documents: Attachments) -> Self:
        """All of them are looked at before the first is stored. Raises `Amiss` for the first that will not do."""
        fit: dict[str, list[Fit]] = {}
        for name, upload in sent.multi_items():
            if isinstance(upload, UploadFile) and upload.size:
                fit.setdefault(name, []).append(await _looked_at(name, upload))
        papers = {
            name.removeprefix(PAPER): tuple([await documents.put("archive", it.data, it.media_type) for it in pages])
            for name, pages in fit.items()
        }
        return self.model_copy(update={"papers": papers})

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        deeds.bring_papers(desk, file.application_id, self.papers, by)


async def _looked_at(name: str, upload: UploadFile) -> Fit:
    try:
        return await read_document(await upload.read())
    except ScanRefused as why:
        raise Amiss(name, f"{upload.filename or 'Berkas'}: {why}") from why


class AcceptPaperLetter(ActionForm):
    action = Action.ACCEPT_PAPER_LETTER
    number: Name = ""
    dated: Day = None

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        if self.dated is None or self.dated > desk.get(InForce, file.office).today(desk.now):
            raise NotAllowed("Tulis tanggal suratnya, paling lambat hari ini.")
        actions.accept_paper_letter(file, self.number, self.dated, by, desk.now).onto(desk)


class AcceptWithout(ActionForm):
    action = Action.ACCEPT_WITHOUT
    reason: Words = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.accept_without(file, self.reason, by, desk.now).onto(desk)


class Receive(ActionForm):
    action = Action.RECEIVE

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        deeds.receive(desk, file.application_id, by)


class ReturnDocuments(ActionForm):
    """A tick per document, a ready-made reason, or one's own, which goes before it."""

    action = Action.RETURN_DOCUMENTS
    reasons: dict[str, Words] = Field(default_factory=dict[str, Words])

    @classmethod
    def read(cls, sent: FormData) -> Self:
        def said(key: str) -> str:
            return f"{sent.get(f'reason.{key}') or ''}".strip() or f"{sent.get(f'ready.{key}') or ''}"

        reasons = {f"{key}": said(f"{key}") for key in sent.getlist("document")}
        return cls.model_validate({"seen": sent.get("seen"), "reasons": reasons})

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.return_documents(file, self.reasons, by, desk.now).onto(desk)


class AskChairAgain(ActionForm):
    action = Action.ASK_CHAIR_AGAIN
    remark: Words = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.ask_chair_again(file, self.remark, by, desk.now).onto(desk)


class AskNeighbours(ActionForm):
    action = Action.ASK_NEIGHBOURS
    remark: Words = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.ask_neighbours(file, self.remark, by, desk.now).onto(desk)


class Confirm(ActionForm):
    action = Action.CONFIRM
    reason: Words = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.confirm(file, self.reason, by, desk.now).onto(desk)


class Draft(ActionForm):
    """The particulars as the letter will carry them. NIK, birth date and sex stay: they belong together.

    `details` is what was typed for the service's own data, by the names of its fields.
    """

    action = Action.DRAFT
    name: Name | None = None
    birth_place: Name | None = None
    religion: Name | None = None
    marital_status: Name | None = None
    occupation: Name | None = None
    address: Words | None = None
    details: dict[str, Words] = Field(default_factory=dict[str, Words])

    @classmethod
    def read(cls, sent: FormData) -> Self:
        typed = {name: value for name, value in sent.items() if isinstance(value, str)}
        return cls.model_validate({**typed, "details": {it: typed[it] for it in typed if it.startswith("detail.")}})

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        said = self.model_dump(exclude={"seen", "details"}, exclude_none=True)
        corrected = put_right(file.applicant, said)
        known = circumstances(file.reason, corrected, file.details)
        details = read_details(file.service, known, file.details, self.details)
        actions.draft(file, by, desk.now, corrected, details).onto(desk)


class SendBackDraft(ActionForm):
    action = Action.SEND_BACK_DRAFT
    reason: Words = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.send_back_draft(file, self.reason, by, desk.now).onto(desk)


class SigningForm(ActionForm):
    """With the pass phrase where a signing service signs: it is on its way already, and here it is only missed."""

    passphrase: SecretStr = SecretStr("")
    _by_service: bool = PrivateAttr(default=False)

    def signed_by_service(self, by_service: bool) -> Self:
        self._by_service = by_service
        return self

    def _must_have_passphrase(self) -> None:
        if not self.passphrase.get_secret_value():
            raise Amiss("passphrase", NO_PASSPHRASE)


class Approve(SigningForm):
    action = Action.APPROVE

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.must_allow(file, self.action, by)
        if self._by_service and file.letter.signed == "electronically":
            self._must_have_passphrase()
        deeds.approve(desk, file.application_id, by, by_service=self._by_service)


class SignAgain(SigningForm):
    action = Action.SIGN_AGAIN

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.must_allow(file, self.action, by)
        if not self._by_service:
            raise NotAllowed("Layanan tanda tangan tidak disetel di server. Beri tahu admin.")
        self._must_have_passphrase()
        deeds.sign_again(desk, file.application_id, by)


class SignInInk(ActionForm):
    """Who signed by hand and when, and perhaps a scan; what is stored of it is in `pages`."""

    action = Action.SIGN_IN_INK
    signed_by: Name = ""
    on: Day = None
    pages: tuple[Attachment, ...] = ()

    @classmethod
    def read(cls, sent: FormData) -> Self:
        return cls.model_validate({name: sent.get(name) or "" for name in ("seen", "signed_by", "on")})

    async def prepared(self, sent: FormData, documents: Attachments) -> Self:
        scan = sent.get("scan")
        if not isinstance(scan, UploadFile) or not scan.size:
            return self
        try:
            pages = await read_scan(await scan.read())
        except ScanRefused as why:
            raise Amiss("scan", f"{why}") from why
        kept = [await documents.put("letters", page, "image/jpeg") for page in pages]
        return self.model_copy(update={"pages": tuple(kept)})

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        if self.on is None:
            raise Amiss("on", _ADVICE["on"])
        deeds.sign_in_ink(desk, file.application_id, Ink(self.signed_by, self.on, by.name, self.pages), by)


class HandOver(ActionForm):
    action = Action.HAND_OVER
    to: Name = ""
    code: Name = ""
    has_shown_ktp: str = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        seen = self.has_shown_ktp == "ya"
        handing_over.hand_over(file, self.to, by, desk.now, code=self.code, has_shown_ktp=seen).onto(desk)


class SendOut(ActionForm):
    action = Action.SEND_OUT
    courier: Name = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        handing_over.send_out(file, self.courier, by, desk.now).onto(desk)


class CameBack(ActionForm):
    action = Action.CAME_BACK
    reason: Words = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        handing_over.came_back(file, self.reason, by, desk.now).onto(desk)


class Withdraw(ActionForm):
    action = Action.WITHDRAW

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.withdraw_at_counter(file, by, desk.now).onto(desk)


class Refuse(ActionForm):
    action = Action.REFUSE
    reason: Words = ""

    def carry_out(self, desk: Desk, file: File, by: Staff) -> None:
        actions.refuse(file, self.reason, by, desk.now).onto(desk)


FORMS: Mapping[Action, type[ActionForm]] = {
    form.action: form
    for form in (
        BringPapers,
        AcceptPaperLetter,
        AcceptWithout,
        Receive,
        ReturnDocuments,
        AskChairAgain,
        AskNeighbours,
        Confirm,
        Draft,
        SendBackDraft,
        Approve,
        SignAgain,
        SignInInk,
        HandOver,
        SendOut,
        CameBack,
        Withdraw,
        Refuse,
    )
}


def advice(error: ValidationError) -> str:
    """What to put right, in a sentence for the person."""
    problems = error.errors(include_input=False)
    for problem in problems:
        if isinstance(why := problem.get("ctx", {}).get("error"), Unseen):
            return str(why)
    fields = [f"{problem['loc'][0]}" for problem in problems if problem["loc"]]
    return next((_ADVICE[field] for field in fields if field in _ADVICE), "Ada isian yang kosong atau terlalu panjang.")

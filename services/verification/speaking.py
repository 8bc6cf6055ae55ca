"""From a dialogue to messages: who is written to, at which address the answer comes back, which template stands in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from services.verification.asked import Asked
from services.verification.case import Case
from services.verification.dialogue import DECISION, conversation
from services.verification.manners import MANNERS
from services.verification.stage import Stage
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import HearChairReply
from shared.contracts.vocabulary import ApplicationId, Attachment, ContactId, Template
from shared.dialogue import Utterance, play
from shared.indonesian import listed
from shared.messaging.message import OfficeCode

_IMAGES = ("image/jpeg", "image/png")


class Address(NamedTuple):
    """Where an answer belongs: the application, the round of the case, and the question of the script."""

    application_id: ApplicationId
    round: int
    question: str

    def __str__(self) -> str:
        return f"{self.application_id.hex}.{self.round}.{self.question}"

    @classmethod
    def read(cls, written: str | None) -> "Address | None":
        match (written or "").split(".", 2):
            case [application, number, question] if number.isdecimal():
                return cls(UUID(hex=application), int(number), question)
            case _:
                return None


def opening(case: Case, chair: Asked, at: datetime, greeting: str = "") -> SendMessage:
    """The question that the conversation is at; for a chair who has said nothing, the first one."""
    (said,) = play(conversation(case, chair), chair.answers, manners=MANNERS).say
    return message(case, chair, said, at, greeting)


def message(case: Case, chair: Asked, said: Utterance, at: datetime, greeting: str = "") -> SendMessage:
    """One utterance of the dialogue as a message to the chair."""
    return SendMessage(
        office=case.office,
        at=at,
        contact_id=chair.contact_id,
        speaker="verification",
        text=f"{greeting}{said.text}",
        choices=said.choices,
        list_button=said.list_button,
        question=str(Address(case.application_id, case.round, said.question)) if said.question else None,
        awaits_text=said.awaits_text,
        template=_template(case) if said.question == DECISION else None,
        about=case.application_id,
    )


def news(case: Case, chair: Asked, text: str, at: datetime) -> SendMessage:
    """Something the chair is told that needs no answer; their window may have closed."""
    return SendMessage(
        office=case.office,
        at=at,
        contact_id=chair.contact_id,
        speaker="verification",
        text=text,
        template=Template(name="kabar_ketua_rt", parameters=(chair.called, _one_line(text))),
        about=case.application_id,
    )


def notice(contact_id: ContactId, said: tuple[str, str], office: OfficeCode, at: datetime) -> SendMessage:
    """Something a chair is told about themselves: whom, and what."""
    name, text = said
    return SendMessage(
        office=office,
        at=at,
        contact_id=contact_id,
        speaker="verification",
        text=f"{name}, {text}",
        template=Template(name="kabar_ketua_rt", parameters=(name, text)),
    )


def answer(reply: HearChairReply, text: str, at: datetime, **more: Any) -> SendMessage:
    """An answer to what somebody has just written, so that their window is open."""
    return SendMessage(
        office=reply.office, at=at, contact_id=reply.contact_id, speaker="verification", text=text, **more
    )


def pages(case: Case, contact_id: ContactId, at: datetime) -> list[SendMessage]:
    """Every page of the documents, each under its name."""
    return [
        _page(case, contact_id, at, attachment, _named(name, number, of=len(attachments)))
        for name, attachments in _documents(case)
        for number, attachment in enumerate(attachments, 1)
    ]


def _page(case: Case, contact_id: ContactId, at: datetime, attachment: Attachment, name: str) -> SendMessage:
    is_image = attachment.media_type in _IMAGES
    return SendMessage(
        office=case.office,
        at=at,
        contact_id=contact_id,
        speaker="verification",
        text=name,
        image=attachment if is_image else None,
        document=None if is_image else attachment,
        about=case.application_id,
    )


def _template(case: Case) -> Template:
    """The same question for a closed window; its parameters stand on one line each."""
    person = case.applicant
    if case.stage is Stage.DOCUMENTS_WITH_CHAIR:
        sent = listed([name for key, name in case.document_names.items() if key not in case.lacking])
        lacks = listed([f"{case.document_names[key]} ({why})" for key, why in case.lacking.items()])
        sent = "; ".join(part for part in (sent, lacks and f"tidak punya: {lacks}") if part)
        remark = f" (catatan petugas: {case.remark})" if case.remark else ""
        return Template(name="periksa_dokumen", parameters=(person.name, _one_line(f"{sent}{remark}")))
    where = _one_line(f"{person.address}, {person.rt}")
    agreed = f" (sudah disetujui Ketua RT {case.rt.rt:03})" if case.stage is Stage.WITH_RW else ""
    return Template(name="permintaan_surat_pengantar", parameters=(person.name, where, f"{case.purpose}{agreed}"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _documents(case: Case) -> Iterable[tuple[str, tuple[Attachment, ...]]]:
    return ((name, case.documents.get(key, ())) for key, name in case.document_names.items())


def _named(name: str, number: int, of: int) -> str:
    return f"*{name}*" if of == 1 else f"*{name}*, halaman {number} dari {of}"

"""A resident's phone at intake's door: conversations as chats, and what the other services tell in between."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from services.intake.incoming import hear
from services.intake.settings import settings
from shared.contracts.catalogue import Catalogue, Directory
from shared.contracts.intake import CoverLetterRequested, HearReply
from shared.contracts.issuance import CataloguePublished, DirectoryPublished, LetterIssued
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import CoverLetterAsked
from shared.contracts.vocabulary import RESERVED_WORDS
from shared.messaging import Message, uuid7
from shared.testing.chat import assert_said, heard_as, lines
from shared.testing.desk import Room
from shared.testing.samples import CATALOGUE, DIRECTORY, OFFICE_CODE, OFFICE_ID, RT_5, an_attachment

M = TypeVar("M", bound=Message)
WEDNESDAY = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
SITI_PHONE = UUID("0193f000-0000-7000-8000-00000000c001")

FORM = """Nama: Siti Aminah
NIK: 1671 0745 0890 0000
Tempat lahir: Palembang
Agama: Islam
Status kawin: Belum kawin
Pekerjaan: Wiraswasta
Alamat: Jl. Sapta Marga No. 12
RT/RW: 005/002"""


def intake(catalogue: Catalogue = CATALOGUE, directory: Directory = DIRECTORY) -> Room:
    """Intake, with the books it goes by."""
    room = Room(hear, WEDNESDAY)
    room.hear(CataloguePublished(office=OFFICE_CODE, at=WEDNESDAY, office_id=OFFICE_ID, catalogue=catalogue))
    room.hear(DirectoryPublished(office=OFFICE_CODE, at=WEDNESDAY, office_id=OFFICE_ID, directory=directory))
    return room


@dataclass
class Phone:
    """`got` is every message to this contact; those after `seen` have not been expected by a `kantor:` line yet.

    `chair_is_asked`: a request for the surat pengantar is put to the RT chair at once.
    """

    room: Room
    contact_id: UUID = SITI_PHONE
    seen: int = 0
    chair_is_asked: bool = True
    offered: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    @property
    def got(self) -> list[SendMessage]:
        return [it for it in self.room.said if isinstance(it, SendMessage) and it.contact_id == self.contact_id]

    def chat(self, conversation: str) -> "Phone":
        """The words of `shared.testing.chat`, with the rest of the form after `{form}`; photos come one by one."""
        for who, words in lines(conversation.replace("{form}", FORM.replace("\n", "\n" + " " * 20))):
            if who == "kantor":
                self._expect(words)
            else:
                self.write(words)
        assert not self.got[self.seen :], f"the office also said: {self.got[self.seen].text}"
        return self

    def write(self, words: str) -> None:
        """Write, tap or send; then wait for as long as an album may take."""
        for part in re.findall(r"\[(?:foto|pdf)\][^\[]*", words) or [words]:
            for said in self.room.hear(self.reply(part.strip())):
                if isinstance(said, CoverLetterRequested) and self.chair_is_asked:
                    self.room.hear(a_chair_is_asked(said.application_id, self.room))
        self.room.pass_time(settings().album_rest)

    def tap(self, message: SendMessage, label: str) -> None:
        """A tap on any message, however old."""
        key = next(choice.key for choice in message.choices if choice.label == label)
        self.room.hear(self._made(kind="choice", text=label, choice=key, question=message.question))

    def _expect(self, words: str) -> None:
        assert self.got[self.seen :], f"the office is silent; expected: {words}"
        said = self.got[self.seen]
        self.seen += 1
        self.offered |= {choice.label: (choice.key, said.question or "") for choice in said.choices}
        labels = [choice.label for choice in said.choices]
        for label in re.findall(r"\[([^\]]+)\]", words):
            assert label in labels, f"[{label}] is not among {labels} of: {said.text}"
        assert_said(re.sub(r"\[[^\]]+\]", "", words), said.text)

    def reply(self, words: str) -> HearReply:
        """One line of a chat as the notifier passes it on."""
        label = re.fullmatch(r"\[([^\]]+)\]", words)
        if label and label[1] in self.offered:
            key, question = self.offered[label[1]]
            return self._made(kind="choice", text=label[1], choice=key, question=question)
        heard = heard_as(words)
        text = heard.pages[0].caption if heard.pages else heard.text
        letters = "".join(filter(str.isalpha, words)).upper()
        word = letters if letters in RESERVED_WORDS else None
        pages = tuple(an_attachment(f"page-{uuid7().hex[-8:]}", page.attachment.media_type) for page in heard.pages)
        return self._made(kind=heard.kind, text=text, word=word, pages=pages, trouble=heard.trouble)

    def _made(self, **words: Any) -> HearReply:
        at = self.room.now
        return HearReply.model_validate(
            {"office": OFFICE_CODE, "at": at, "contact_id": self.contact_id, "written_at": at, **words}
        )


def last(kind: type[M], room: Room) -> M:
    """The newest message of a kind that was said."""
    return next(it for it in reversed(room.said) if isinstance(it, kind))


def fact(contract: type[M], application_id: UUID, room: Room, **words: Any) -> M:
    """Something another service tells now."""
    return contract.model_validate({"office": OFFICE_CODE, "at": room.now, "application_id": application_id, **words})


def a_chair_is_asked(application_id: UUID, room: Room, **other: Any) -> CoverLetterAsked:
    words = {"rt": RT_5, "chair_name": "Rahmat Hidayat", "honorific": "Bapak"} | other
    return fact(CoverLetterAsked, application_id, room, **words)


def a_letter(application_id: UUID, room: Room, kind: str = "surat_pengantar") -> LetterIssued:
    number = "012/RT.005/RW.002/XI/2026" if kind == "surat_pengantar" else "470/0123/BKS/XI/2026"
    return fact(
        LetterIssued,
        application_id,
        room,
        letter_id=uuid7(),
        kind=kind,
        number=number,
        dated=date(2026, 11, 25),
        document=an_attachment("letter", "application/pdf"),
        signed_by="Rahmat Hidayat",
    )


def later(room: Room, **by: float) -> None:
    room.pass_time(timedelta(**by))

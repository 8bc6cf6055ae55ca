"""A person talks to a person: what a resident and a clerk write to each other, and what the office says around it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from services.issuance.staff import ROLE_NAMES, Role, Staff
from services.issuance.stage import NotAllowed
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import ApplicationId, Attachment, ContactId, Template
from shared.messaging import Desk, uuid7

#: The address of every message of a conversation: answers to it come back here.
QUESTION = "conversation"
#: While a person answers, the system does not: whoever wants that again has to know how.
BACK = "Untuk kembali mengurus surat, ketik MENU."
LONGEST = 800  # characters; more does not fit into the template that is used when the contact's window is closed

#: What the clerk sees in place of what cannot be shown, and what the resident is told of it (None: nothing).
_NOT_READABLE: Mapping[str, tuple[str, str | None]] = {
    "audio": ("[pesan suara]", "Pesan suara belum bisa kami dengar di sini. Mohon ditulis saja, ya."),
    "video": ("[video]", "Video belum bisa kami lihat di sini. Mohon ditulis, atau kirim fotonya."),
    "location": ("[lokasi]", "Lokasi belum bisa kami buka di sini. Mohon tulis alamatnya."),
    "contact": ("[kartu kontak]", "Kartu kontak belum bisa kami buka di sini. Mohon tulis nama dan nomornya."),
    "sticker": ("[stiker]", None),
    "other": ("[pesan jenis lain]", "Pesan itu belum bisa kami buka di sini. Mohon ditulis saja, ya."),
}
_TROUBLES: Mapping[str, str] = {
    "too_large": "Berkas itu terlalu besar. Mohon kirim foto, atau PDF yang lebih kecil.",
    "not_readable": "Foto atau berkas itu tidak terbaca. Mohon kirim sekali lagi.",
    "gone": "Foto atau berkas itu tidak sampai. Mohon kirim sekali lagi.",
    "late": "Foto atau berkas itu belum bisa kami ambil karena sambungan terganggu. Kami terus mencoba.",
    "locked": "PDF itu terkunci sandi. Mohon kirim yang tanpa sandi, atau fotonya.",
    "too_many_pages": "PDF itu kosong, atau lebih dari 50 halaman. Mohon kirim halaman yang diperlukan saja.",
    "active": "PDF itu berisi program, formulir atau lampiran, jadi tidak kami buka. Mohon kirim fotonya.",
    "other_kind": "Berkas jenis itu tidak bisa kami buka. Mohon kirim foto atau PDF.",
}


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the office and one contact have to say to each other; open while a person answers instead of the system.

    `unread` counts what the resident has written since a clerk last looked; `name` is the contact's own profile name.
    `told_opening` is the opening of the office that they were told when they last wrote while it was closed.
    """

    contact_id: ContactId
    open_since: datetime | None = None
    unread: int = 0
    last_at: datetime | None = None
    name: str | None = None
    told_opening: str | None = None

    def and_of(self, other: "Conversation") -> "Conversation":
        """Two contacts turned out to be one person."""
        opened = [since for since in (self.open_since, other.open_since) if since]
        talked = [at for at in (self.last_at, other.last_at) if at]
        return Conversation(
            self.contact_id,
            min(opened, default=None),
            self.unread + other.unread,
            max(talked, default=None),
            self.name or other.name,
            self.told_opening or other.told_opening,
        )


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message of a conversation. `written_by` is the clerk's name, None when the resident wrote it.

    The id of a clerk's message is that of the `SendMessage`; `failed` says why it did not arrive.
    """

    id: UUID
    contact_id: ContactId
    at: datetime
    text: str
    written_by: str | None = None
    pages: tuple[Attachment, ...] = ()
    failed: str | None = None

    def not_delivered(self, reason: str) -> "Utterance":
        return replace(self, failed=reason)

    def delivered_after_all(self) -> "Utterance":
        return replace(self, failed=None)


class Correspondent(NamedTuple):
    """Whom a clerk writes to: how they are called, and the file it is about, if there is one."""

    office: str
    name: str = "Bapak/Ibu"
    about: ApplicationId | None = None


class Exchange(NamedTuple):
    """What a message of either side leads to."""

    conversation: Conversation
    utterance: Utterance | None
    said: SendMessage | None

    def onto(self, desk: Desk) -> None:
        """Keep both, say it."""
        desk.keep(self.conversation)
        if self.utterance:
            desk.keep(self.utterance)
        if self.said:
            desk.say(self.said)


def heard(before: Conversation | None, reply: HearConversation, opens: str | None) -> Exchange:
    """The resident writes; `opens` says when the office opens again, None while it is open.

    The first message is answered by the system, so that nobody wonders whether anyone reads it; after that a clerk
    answers. What is written while the office is closed is answered once until it opens.
    """
    begun = before or Conversation(reply.contact_id)
    after = replace(
        begun,
        open_since=begun.open_since or reply.at,
        unread=begun.unread + 1,
        last_at=reply.at,
        name=reply.profile_name or begun.name,
    )
    utterance = Utterance(reply.id, reply.contact_id, reply.at, _as_clerks_read(reply), pages=reply.pages)
    told_opening = None if reply.word else opens
    after = replace(after, told_opening=told_opening or begun.told_opening)
    is_told = told_opening is None or told_opening == begun.told_opening
    text = _answer(reply, is_new=begun.open_since is None, opens=opens, is_told=is_told)
    answer = text and SendMessage.because_of(
        reply, reply.at, speaker="issuance", text=text, question=QUESTION, awaits_text=True, keeps_listening=True
    )
    return Exchange(after, utterance, answer or None)


def write(before: Conversation, text: str, by: Staff, to: Correspondent, at: datetime) -> Exchange:
    """A clerk writes; the conversation is open from here on. Raises `NotAllowed`."""
    text = text.strip()
    if by.role is Role.ADMIN:
        raise NotAllowed("Hanya petugas dan lurah yang bisa berkirim pesan dengan warga.")
    if not text:
        raise NotAllowed("Tulis pesannya dulu.")
    if len(text) > LONGEST:
        raise NotAllowed(f"Pesannya terlalu panjang: paling banyak {LONGEST} huruf.")
    message = _message(before, text, by, to, at)
    after = replace(before, open_since=before.open_since or at, unread=0, last_at=at)
    return Exchange(after, Utterance(message.id, before.contact_id, at, text, written_by=by.name), message)


def hand_back(before: Conversation, by: Staff, to: Correspondent, at: datetime) -> Exchange:
    """The clerk gives the conversation back to the system, and the resident is told. Raises `NotAllowed`."""
    if before.open_since is None:
        raise NotAllowed("Percakapan ini sudah diserahkan ke sistem.")
    text = (
        "Terima kasih, percakapan dengan petugas kami tutup dulu. "
        "Ketik STATUS untuk melihat sampai mana, MENU untuk layanan lain, atau PETUGAS untuk bicara dengan orang lagi."
    )
    message = _message(before, text, by, to, at, is_last=True)
    return Exchange(replace(before, open_since=None, unread=0, last_at=at), None, message)


def seen(before: Conversation) -> Conversation:
    """A clerk has looked at it."""
    return replace(before, unread=0)


def _message(
    conversation: Conversation, text: str, by: Staff, to: Correspondent, at: datetime, *, is_last: bool = False
) -> SendMessage:
    return SendMessage(
        id=uuid7(),
        office=to.office,
        at=at,
        contact_id=conversation.contact_id,
        speaker="issuance",
        text=text if is_last else f"{text}\n\n_{by.name}, {ROLE_NAMES[by.role]}_",
        question=QUESTION,
        awaits_text=not is_last,
        keeps_listening=not is_last,
        template=Template(name="pesan_petugas", parameters=(to.name, " ".join(text.split()))),
        about=to.about,
        signed_by=by.name,
    )


def _as_clerks_read(reply: HearConversation) -> str:
    if reply.kind in _NOT_READABLE:
        return _NOT_READABLE[reply.kind][0]
    if reply.trouble:
        return "[kiriman yang tidak sampai]"
    return reply.text or ""


def _answer(reply: HearConversation, *, is_new: bool, opens: str | None, is_told: bool) -> str | None:
    """What the system says; nothing once people are talking and all of it can be read."""
    trouble = _TROUBLES.get(reply.trouble or "") or _NOT_READABLE.get(reply.kind, ("", None))[1]
    if not is_new and reply.word is None:
        return trouble or (None if is_told else f"Pesan Bapak/Ibu sudah di petugas, dijawab saat kantor buka: {opens}.")
    if opens:
        return (
            f"Kelurahan sedang tutup, buka lagi {opens}. "
            f"Silakan tulis pertanyaannya sekarang, petugas menjawab di sini saat buka. {BACK}"
        )
    if reply.word and is_new:
        return "Baik, Bapak/Ibu. Silakan tulis pertanyaannya, petugas kami menjawab di sini. " + BACK
    if reply.word:
        return "Pesan Bapak/Ibu sudah ada di petugas. Mohon ditunggu, jawabannya masuk di sini."
    return trouble or "Pesan Bapak/Ibu sudah kami teruskan ke petugas. Jawabannya masuk di sini."

"""PETUGAS: what a resident and a person of the office write to each other, and what the system says around it."""

from typing import get_args

from services.issuance.conversation import Conversation, Correspondent, hand_back, heard, write
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import Trouble
from shared.testing.samples import OFFICE_CODE
from tests.docs.conversations.chat import Chat
from tests.issuance.files import APPLICATION, CONTACT, RAHMA, TUESDAY, told

MONDAY = "Senin, 30 November, pukul 07.30"


def a_person() -> Chat:
    """PETUGAS: what the system says around what two people write."""
    chat, talk = Chat("PETUGAS: bicara dengan orang", "services/issuance"), Conversation(CONTACT)
    siti = Correspondent(OFFICE_CODE, "Siti Aminah", APPLICATION)
    for text, word, opens in (
        *(("PETUGAS", "PETUGAS", None), ("KTP saya kapan jadi?", None, None), ("PETUGAS", "PETUGAS", None)),
        ("Masih ada orang?", None, MONDAY),
    ):
        chat.wrote("Warga", text)
        reply = {"kind": "text", "text": text, "word": word, "written_at": TUESDAY, "contact_id": CONTACT}
        talk, _, said = heard(talk if talk.open_since else None, told(HearConversation, **reply), opens)
        chat.answered("Warga", [said] if said else [])
    talk, _, said = write(talk, "Besok siang sudah jadi, Bu.", RAHMA, siti, TUESDAY)
    chat.happened("Petugas menjawab.")
    chat.answered("Warga", [said] if said else [])
    chat.happened("Petugas menyerahkan percakapan ke sistem.")
    said = hand_back(talk, RAHMA, siti, TUESDAY).said
    chat.answered("Warga", [said] if said else [])
    return chat


def a_person_when_closed() -> Chat:
    chat = Chat("PETUGAS saat kelurahan tutup", "services/issuance")
    _is_heard(chat, "PETUGAS", MONDAY, kind="text", text="petugas", word="PETUGAS")
    return chat


def what_no_person_can_read() -> Chat:
    chat = Chat("PETUGAS: kiriman yang tidak bisa dibaca", "services/issuance")
    for kind in ("audio", "video", "location", "contact", "other"):
        _is_heard(chat, f"[{kind}]", None, kind=kind)
    for trouble in get_args(Trouble):
        _is_heard(chat, "[foto atau PDF]", None, kind="document", trouble=trouble)
    return chat


def _is_heard(chat: Chat, shown: str, opens: str | None, **words: str) -> None:
    """The first message of somebody to a person."""
    chat.wrote("Warga", shown)
    said = heard(None, told(HearConversation, written_at=TUESDAY, contact_id=CONTACT, **words), opens).said
    chat.answered("Warga", [said] if said else [])


PERSONS = (a_person, a_person_when_closed, what_no_person_can_read)

"""KELUHAN and SARAN: what it is about, what happened, and what comes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.books import KnownCatalogue
from services.intake.complaint import Complaint
from services.intake.dialogue.manners import HELP
from services.intake.dialogue.words import as_sentence
from shared.contracts.catalogue import ComplaintCategory
from shared.contracts.vocabulary import Attachment, CatalogueKey
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, ask, choose, recall, scene
from shared.dialogue.understand import one_of, some_text
from shared.indonesian import near_moment

SEND = Option("send", "Kirim", also=("kirim", "ya", "sudah", "lanjut", "oke"))
DROP = Option("drop", "Tidak jadi", also=("tidak", "batal", "jangan", "tidak jadi"))
SETTLED = Option("settled", "Sudah selesai", also=("sudah", "selesai", "sudah beres", "beres", "ya"))
UNSETTLED = Option("unsettled", "Belum selesai", also=("belum", "belum selesai", "belum beres", "tidak"))

NOT_SENT = "Baik, tidak jadi dikirim. Yang tadi ditulis sudah kami hapus."
NOT_REOPENED = "Baik, keluhannya tidak kami buka lagi."
TOO_LATE = "Sudah lebih dari 7 hari sejak jawabannya. Kalau belum selesai, ketik KELUHAN untuk menulis yang baru."
GLAD = "Syukurlah, terima kasih kabarnya. Keluhan ini kami tutup."
SHORTEST = 10  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody complains of or suggests, as it is passed on."""

    words: str
    category: CatalogueKey | None = None
    pages: tuple[Attachment, ...] = ()


@scene
def complain(categories: Sequence[ComplaintCategory]) -> Script[Told | None]:
    """None when it is not meant after all."""
    options = [Option(category.key, category.name) for category in categories]
    category = yield from choose("category", "Keluhannya tentang apa?", options, list_button="Pilih")
    name = next(option.label for option in options if option.key == category)
    pages = (yield from recall("pages", tuple[Attachment, ...])) or ()
    with_photo = "Fotonya sudah masuk. " if pages else ""
    hint = "Ceritakan dengan kata-kata sendiri: apa, kapan, di mana. Kalau ada foto, tulis ceritanya di bawah foto."
    text = f"{with_photo}Ceritakan apa yang terjadi. Boleh dengan foto."
    words = yield from ask("words", text, what_happened(pages), hint=hint)
    return (yield from _is_meant(f"Keluhan tentang *{name}*", Told(words, category, pages)))


@scene
def suggest() -> Script[Told | None]:
    """None when it is not meant after all."""
    text = "Silakan tulis sarannya. Lurah dan petugas membacanya."
    words = yield from ask("words", text, what_happened(()), hint="Tulis sarannya dengan kata-kata sendiri.")
    pages = (yield from recall("pages", tuple[Attachment, ...])) or ()
    return (yield from _is_meant("Saran", Told(words, pages=pages)))


@scene
def say_what_is_missing() -> Script[str]:
    """Why it is not settled."""
    hint = "Tulis dengan kata-kata sendiri apa yang belum beres."
    return (yield from ask("missing", "Apa yang belum beres? Lurah akan membacanya.", what_happened(()), hint=hint))


def _is_meant(what: str, told: Told) -> Script[Told | None]:
    photos = f"\nFoto: {len(told.pages)}" if told.pages else ""
    text = f"{what}:\n“{told.words}”{photos}\n\nKirim ke kelurahan? Kalau ada foto, kirim fotonya dulu."
    choices = [SEND.choice, DROP.choice]
    sure = yield from ask("sure", text, send_or_more(told.pages), choices, awaits_text=True)
    return told if sure == SEND.key else None


def what_happened(pages: tuple[Attachment, ...]) -> Callable[[Heard], str | Misunderstood | Several]:
    """Words of some length, or photos with words below them, or photos first."""

    def understand(heard: Heard) -> str | Misunderstood | Several:
        words = some_text(Heard("text", heard.text or ""))
        is_enough = isinstance(words, str) and len(words) >= SHORTEST
        if heard.pages:
            more = (*pages, *(page.attachment for page in heard.pages))
            return Several({"pages": more, "words": words} if is_enough else {"pages": more})
        return words if is_enough and heard.kind == "text" else Misunderstood()

    return understand


def send_or_more(pages: tuple[Attachment, ...]) -> Callable[[Heard], str | Misunderstood | Several]:
    understand = one_of([SEND, DROP])

    def decision(heard: Heard) -> str | Misunderstood | Several:
        if heard.pages:
            return Several({"pages": (*pages, *(page.attachment for page in heard.pages))})
        return understand(heard)

    return decision


def noted(complaint: Complaint, catalogue: KnownCatalogue) -> str:
    """It has a number, and a date."""
    if complaint.due_at is None:
        return f"Terima kasih, saran Bapak/Ibu kami catat dengan nomor *{complaint.reference}*."
    when = near_moment(complaint.due_at, catalogue.zone)
    return (
        f"Keluhan Bapak/Ibu kami catat dengan nomor *{complaint.reference}*. Jawabannya kami kirim di sini, "
        f"paling lambat *{when}*. Kalau lewat, lurah yang menangani."
    )


def answered(complaint: Complaint, text: str, by: str) -> str:
    """The answer; a complaint's asks whether that settles it."""
    if complaint.kind == "suggestion":
        return f"Jawaban untuk saran *{complaint.reference}* dari {by}:\n\n{text.strip()}"
    return (
        f"Jawaban untuk keluhan *{complaint.reference}* dari {by}:\n\n{text.strip()}\n\n"
        "Apakah sudah selesai? Balas *sudah* atau *belum* dalam 7 hari."
    )


def opened_again(complaint: Complaint, due_at: datetime, catalogue: KnownCatalogue) -> str:
    when = near_moment(due_at, catalogue.zone)
    return (
        f"Baik, keluhan *{complaint.reference}* kami buka lagi dan diteruskan ke lurah. Dijawab paling lambat *{when}*."
    )


def breached(file: str, reference: str, due_at: datetime, catalogue: KnownCatalogue) -> str:
    """The office has not kept its promise, and says so before it is asked."""
    when = near_moment(due_at, catalogue.zone)
    return (
        f"Mohon maaf, berkas *{file}* belum selesai pada waktunya. Lurah sudah diberi tahu dan menanganinya paling "
        f"lambat *{when}* (nomor *{reference}*). Kabarnya kami kirim di sini."
    )


def standing(complaint: Complaint, catalogue: KnownCatalogue) -> str:
    """For STATUS, as one paragraph."""
    kind = "Keluhan" if complaint.kind == "complaint" else "Saran"
    if complaint.stage == "answered":
        return f"{kind} *{complaint.reference}*: sudah dijawab. Sudah selesai? Balas *sudah* atau *belum*."
    when = f", paling lambat *{near_moment(complaint.due_at, catalogue.zone)}*" if complaint.due_at else ""
    return as_sentence(f"{kind} *{complaint.reference}*: menunggu jawaban kelurahan{when}")


CHOICES = (SETTLED.choice, UNSETTLED.choice, HELP)

"""The documents of a file, large, each with what the RT chair and the office said about it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple
from uuid import UUID

from services.issuance.file import File
from services.issuance.letter import Letter
from services.issuance.stage import Stage
from shared.contracts.vocabulary import Attachment, DocumentKey
from shared.indonesian import long_date, number

#: What a browser shows by itself; anything else can only be downloaded.
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
PDF = "application/pdf"
Tone = Literal["fine", "today", "late", ""]
ICONS: Mapping[str, str] = {"fine": "check", "today": "ask", "late": "back", "": "paper"}


class Word(NamedTuple):
    """What somebody said about a document."""

    tone: Tone
    icon: str
    said: str
    quote: str | None = None
    by: str | None = None


class Page(NamedTuple):
    """One attachment: `source` is what it is, `picture` what can be shown on the page."""

    source: str
    picture: str | None
    kind: str
    size: str


class Document(NamedTuple):
    """A document on the page."""

    key: str
    name: str
    pages: tuple[Page, ...]
    words: tuple[Word, ...]
    tone: Tone

    @property
    def icon(self) -> str:
        return ICONS[self.tone]


def documents(file: File) -> tuple[Document, ...]:
    """In the order in which the service asks for them; what is doubted or returned comes first."""
    order = {known.key: place for place, known in enumerate(file.service.documents)}
    keys = sorted(
        {**file.documents, **file.lacking}, key=lambda key: (key not in file.doubts, order.get(key, len(order)))
    )
    return tuple(_document(file, key) for key in keys)


def _document(file: File, key: DocumentKey) -> Document:
    words = _words(file, key)
    pages = tuple(
        _page(file.application_id, key, place, kept) for place, kept in enumerate(file.documents.get(key, ()))
    )
    return Document(key, file.name_of(key), pages, words, words[0].tone if words else "")


def _page(application_id: UUID, key: DocumentKey, place: int, kept: Attachment) -> Page:
    source = f"/berkas/{application_id}/dokumen/{key}/{place}"
    size = f"{number(max(kept.size // 1024, 1))} KB"
    if kept.media_type in PICTURES:
        return Page(source, source, "foto", size)
    return Page(source, f"{source}/gambar" if kept.media_type == PDF else None, "PDF", size)


def _words(file: File, key: DocumentKey) -> tuple[Word, ...]:
    rt = f"Ketua RT {file.applicant.rt.rt:03}"
    words: list[Word] = []
    if key in file.lacking:
        if file.waived_because:
            words.append(Word("fine", "check", "Diterima tanpa dokumen ini", file.waived_because, file.waived_by))
        words.append(Word("today", "ask", "Pemohon tidak punya", file.lacking[key]))
    if reason := file.returned.get(key):
        words.append(Word("late", "back", "Dikembalikan ke pemohon", reason))
    if doubt := file.doubts.get(key):
        words.append(Word("today", "ask", f"Diragukan {rt}", doubt, file.doubted_by))
    elif file.doubts:
        words.append(Word("fine", "check", f"Tidak diragukan {rt}", None, file.doubted_by))
    if file.confirmed_because:
        words.append(Word("fine", "check", "Dilanjutkan kelurahan", file.confirmed_because, file.confirmed_by))
    elif file.confirmed_by:
        words.append(Word("fine", "check", f"Sah menurut {rt}", None, file.confirmed_by))
    return tuple(words)


class CoverLetterCard(NamedTuple):
    """The surat pengantar RT, as a card among the documents."""

    number: str | None
    href: str | None
    word: Word


def cover_letter(file: File, letters: list[Letter]) -> CoverLetterCard | None:
    """The surat pengantar of this file; None where there is none, or not yet."""
    if file.cover_letter is None:
        return None
    number = file.cover_letter.number
    made = next((it for it in letters if it.kind == "surat_pengantar" and it.document and it.number == number), None)
    if file.cover_letter.on_paper:
        return CoverLetterCard(file.cover_letter.number, None, _paper_word(file))
    if made and not made.counts:
        void = Word("late", "cross", "Dibatalkan", made.standing_because)
        return CoverLetterCard(file.cover_letter.number, f"/surat/{made.letter_id}.pdf", void)
    approved = f"Disetujui {file.cover_letter_by or 'Ketua RT'}" + (f", {file.rw_word}" if file.rw_word else "")
    dated = f"tertanggal {long_date(file.cover_letter.dated)}, disegel kantor" if file.cover_letter.dated else None
    href = f"/surat/{made.letter_id}.pdf" if made else None
    complete = file.endorsement is None or file.endorsement.by is not None
    tone, icon = ("fine", "check") if complete else ("today", "ask")
    return CoverLetterCard(file.cover_letter.number, href, Word(tone, icon, approved, None, dated))


def _paper_word(file: File) -> Word:
    if file.cover_letter is None or file.cover_letter.dated is None:
        chair = f"Ketua RT: {file.cover_letter_by}" if file.cover_letter_by else None
        return Word("today", "ask", "Di atas kertas, belum dicatat petugas", None, chair)
    return Word(
        "fine", "check", "Surat kertas, dicatat petugas", None, f"tertanggal {long_date(file.cover_letter.dated)}"
    )


class LetterCard(NamedTuple):
    """The letter the office has made on this file: to print and sign, issued, or void."""

    letter: Letter
    word: Word


def letter_card(file: File, letters: list[Letter]) -> LetterCard | None:
    """The letter with the number that the file has, once its PDF is there."""
    letter = next((it for it in letters if it.document and it.number == file.letter_number), None)
    if letter is None or file.stage is Stage.APPROVED:
        return None
    dated = f"tertanggal {long_date(letter.dated)}"
    if not letter.counts:
        return LetterCard(letter, Word("late", "cross", "Dibatalkan", letter.standing_because, dated))
    if letter.awaits_ink:
        return LetterCard(
            letter, Word("today", "pen", "Belum ditandatangani", None, "untuk dicetak, lalu ditandatangani")
        )
    if letter.ink:
        dated = f"{dated}, ditandatangani {long_date(letter.ink.on)}"
        return LetterCard(letter, Word("fine", "check", f"Ditandatangani basah {letter.signed_by}", None, dated))
    return LetterCard(letter, Word("fine", "check", f"Ditandatangani {letter.signed_by}", None, dated))

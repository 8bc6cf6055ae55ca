"""What is asked for by a link: the message that brings it, and the sheet that its page has filled in.

WhatsApp's policy lets no office ask for identity numbers in a chat. Where the catalogue says `ask_by: link`, the script
asks one question in place of many: it stays open until the page has brought everything, as if it had been said here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from services.intake.dialogue.lacking import Lacking, lacking_key, may_lack, why
from services.intake.dialogue.needed import Documents, HandedIn, Needed, document_key, what_is_known
from services.intake.link import LASTS, LINK
from services.intake.understanding.pages import Paper
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, Unacceptable, ask
from shared.dialogue.understand import one_of

#: Questions that a page answers begin so.
ON_THE_PAGE = "page."
PAGE_OF_DOCUMENTS = f"{ON_THE_PAGE}documents"
#: That nothing more is to be added; the answer to `PAGE_OF_DOCUMENTS`.
DONE = "done"
NEW_LINK = Option("new_link", "Tautan baru", also=("minta tautan", "tautan", "link", "link baru", "kirim ulang tautan"))
_NOT_HERE = (
    "Supaya aman, data dan foto dokumen tidak dikirim di chat ini. Buka tautan yang kami kirim tadi, isi di sana. "
    "Kalau tautannya hilang atau tidak bisa dibuka, tekan *Tautan baru*. Kalau sulit, ketik PETUGAS."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line to fill in. `key` is that of the answer it becomes; `shown` is what stands in it."""

    key: str
    label: str
    shown: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    is_optional: bool = False
    is_number: bool = False
    is_known: bool = False


@dataclass
class Read:
    """What was understood, by the keys of the answers, and what to say about the rest."""

    understood: dict[str, object] = field(default_factory=dict[str, object])
    troubles: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class DataSheet:
    """Data to be filled in. `read` is given what was typed, by the keys of the lines."""

    name: str
    lines: tuple[Line, ...]
    read: Callable[[Mapping[str, str]], Read]
    note: str = ""

    @property
    def is_complete(self) -> bool:
        return all(line.is_known for line in self.lines)


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """Documents to be sent, with what has been received and what is not had."""

    wanted: tuple[Paper, ...]
    given: Documents
    lacking: Lacking

    @property
    def is_complete(self) -> bool:
        return all(paper.key in self.given or paper.key in self.lacking for paper in self.wanted)

    def may_lack(self, paper: Paper) -> bool:
        return bool(may_lack([paper]))

    def paper(self, key: str) -> Paper | None:
        return next((paper for paper in self.wanted if paper.key == key), None)


Sheet = DataSheet | DocumentSheet


def fill_in_on_the_page(key: str, sheet: DataSheet, whose: str) -> Script[None]:
    """Asked for until all of it is there; then the script finds the answers as if they had been said."""
    if sheet.is_complete:
        return
    text = (
        f"Sekarang data {whose}. Supaya aman, data diisi di halaman kelurahan, bukan di chat. "
        f"Buka tautan ini: {LINK}\n\n{_how_long()}"
    )
    yield from ask(
        f"{ON_THE_PAGE}{key}",
        text,
        on_the_page(lambda heard: Several(sheet.read(heard.fields).understood)),
        [NEW_LINK.choice],
        hint=_NOT_HERE,
        awaits_text=True,
        sheet=sheet,
    )


def gather_by_link(needed: Needed) -> Script[HandedIn]:
    """A page or more of every document that is wanted, or why there is none, and the word that this is all."""
    given, lacking = yield from what_is_known(needed)
    sheet = DocumentSheet(needed.wanted, given, lacking)
    text = f"{needed.opening}\n\nUnggah di halaman kelurahan, bukan di chat. Buka tautan ini: {LINK}\n\n{_how_long()}"
    understand = on_the_page(lambda heard: take_in(sheet, heard))
    choices = [NEW_LINK.choice]
    yield from ask(PAGE_OF_DOCUMENTS, text, understand, choices, hint=_NOT_HERE, awaits_text=True, sheet=sheet)
    return HandedIn(given, lacking)


def take_in(sheet: DocumentSheet, heard: Heard) -> str | Several | Misunderstood:
    """More pages of a document, why there are none, or that this is all."""
    if heard.choice == DONE:
        return DONE if sheet.is_complete else Unacceptable("Masih ada dokumen yang belum diunggah.")
    paper = sheet.paper(heard.fields.get("document", ""))
    if paper is None:
        return Misunderstood()
    if heard.pages:
        more = [page.attachment for page in heard.pages]
        return Several({document_key(paper.key): [*sheet.given.get(paper.key, ()), *more]})
    if not sheet.may_lack(paper):
        return Misunderstood()
    reason = why(lambda _: None)(Heard("text", heard.text))
    return Several({lacking_key(paper.key): reason}) if isinstance(reason, str) else reason


def on_the_page(
    understand: Callable[[Heard], str | Several | Misunderstood],
) -> Callable[[Heard], str | Several | Misunderstood]:
    """What comes from the page is understood; in the chat, a new link can be asked for, and nothing else."""

    def heard_on_the_page(heard: Heard) -> str | Several | Misunderstood:
        if heard.kind == "page":
            return understand(heard)
        return Several({}) if one_of([NEW_LINK])(heard) == NEW_LINK.key else Unacceptable(_NOT_HERE)

    return heard_on_the_page


def is_on_the_page(question: str | None) -> bool:
    """Whether the page answers it."""
    return bool(question and question.startswith(ON_THE_PAGE))


def with_all_told(lines: Sequence[Line], read: Read) -> Read:
    """What was neither understood nor wrong has been left empty."""
    empty = (it.key for it in lines if it.key not in read.understood and it.key not in read.troubles)
    return Read(read.understood, {**read.troubles, **dict.fromkeys(empty, "Ini belum diisi.")})


def _how_long() -> str:
    return f"Tautan ini hanya untuk Bapak/Ibu dan berlaku {LASTS.days} hari. Setelah selesai, kita lanjut di sini."

"""Which documents an application needs now, and how they are asked for."""

from services.intake.application import Application
from services.intake.dialogue.lacking import COVER_LETTER_KEY, lacking_key
from services.intake.dialogue.needed import Needed, document_key
from services.intake.dialogue.words import called, photo_of, photos_of
from services.intake.stage import Stage
from services.intake.understanding.pages import Paper
from shared.contracts.catalogue import Background, Document
from shared.contracts.vocabulary import Person

#: The photo of a surat pengantar on paper, among the documents.
COVER_LETTER = Paper(COVER_LETTER_KEY, "Surat pengantar RT", "surat pengantar dari Ketua RT")
_COLOURS = {"red": "merah", "blue": "biru"}
BY_LINK = "lewat tautan, yang kami kirim begitu pesan ini dibalas"
_HOW = "Letakkan di tempat terang, seluruh kertas terlihat."


def needed(application: Application) -> Needed:
    """What the resident is to send: everything, or what was returned."""
    wish = application.asked_for
    whom, by_link = called(wish.applicant, wish.helped_by), wish.asks_by_link
    if application.stage is Stage.RETURNED:
        again = tuple(returned(application))
        return Needed(again, whom, ask_again(application, again, whom), by_link)
    wanted = tuple(papers(application))
    return Needed(wanted, whom, ask_for(wanted), by_link)


def papers(application: Application) -> list[Paper]:
    """Everything the service asks for, for this reason and person."""
    wish, letter = application.asked_for, application.cover_letter
    on_paper = [COVER_LETTER] if letter and letter.on_paper else []
    documents = wish.service.documents_for(wish.reason.key if wish.reason else None)
    return on_paper + [_paper(document, wish.applicant) for document in documents]


def returned(application: Application) -> list[Paper]:
    """What was returned, in the order in which it was asked for; a document of which nothing is known by its key."""
    known = {paper.key: paper for paper in papers(application)}
    order = [*known, *application.returned]
    keys = [key for key in dict.fromkeys(order) if key in application.returned]
    return [known.get(key, Paper(key, key, key)) for key in keys]


def still_missing(application: Application) -> list[str]:
    """What has not come yet, as a sentence carries it."""
    known = application.answers
    return [
        paper.label
        for paper in needed(application).wanted
        if document_key(paper.key) not in known and lacking_key(paper.key) not in known
    ]


def lacked(application: Application) -> list[str]:
    """What the resident has said not to have, as a sentence carries it."""
    known = application.answers
    return [
        paper.name
        for paper in papers(application)
        if lacking_key(paper.key) in known and document_key(paper.key) not in known
    ]


def ask_for(wanted: tuple[Paper, ...]) -> str:
    """All of it in one message: the photos may come in any order."""
    hints = "".join(f" {paper.hint}" for paper in wanted if paper.hint)
    if len(wanted) == 1:
        return f"Sekarang kirim {photo_of(wanted[0].label)}. {_HOW}{hints}"
    numbered = ", ".join(f"{number}. {paper.label}" for number, paper in enumerate(wanted, 1))
    return f"Sekarang kirim foto: *{numbered}*. Boleh sekaligus, boleh satu-satu. {_HOW}{hints}"


def ask_again(application: Application, again: tuple[Paper, ...], whom: str) -> str:
    """What was returned, why, and that the clock stands still."""
    days, reasons = application.asked_for.service.working_days, application.returned
    pause = f"Waktu {days} hari berhenti dulu dan lanjut setelah foto kami terima."
    if len(again) == 1:
        (paper,) = again
        what = photos_of([f"*{paper.name}*"])
        why = f"{whom}, {what} perlu dikirim ulang: {_clause(reasons[paper.key])}."
        return f"{why} Tolong kirim ulang foto itu saja. {pause}"
    lines = "\n".join(f"• *{paper.name}*: {_clause(reasons[paper.key])}" for paper in again)
    return f"{whom}, ada {len(again)} foto yang perlu dikirim ulang:\n{lines}\nTolong kirim ulang itu saja. {pause}"


def why_returned(application: Application) -> str:
    """`Kartu Keluarga: bagian bawah terpotong.` on one line, for a template."""
    reasons = [f"{paper.name}: {_clause(application.returned[paper.key])}" for paper in returned(application)]
    return f"{'; '.join(reasons)}."


def ask_for_a_reply(application: Application) -> str:
    """The same for those who send by a link: a template brings none."""
    return f"{why_returned(application)} Mohon unggah lagi {BY_LINK}."


def what_to_send(application: Application) -> str:
    """`foto Kartu Keluarga, KTP lama, dan pas foto latar biru`, for a template."""
    photos = photos_of([paper.label for paper in papers(application)])
    return f"{photos} {BY_LINK}" if application.asked_for.asks_by_link else photos


def _paper(document: Document, applicant: Person) -> Paper:
    """A pas foto may need a background of its own: always the same, or by the birth year."""
    if document.background is None:
        return Paper(document.key, document.name, document.name, document.hint)
    colour, why = _background(document.background, applicant)
    return Paper(document.key, document.name, f"pas foto latar {colour}", why)


def _background(background: Background, applicant: Person) -> tuple[str, str | None]:
    """The colour, and why it is that one: red for an odd birth year, blue for an even one."""
    if background != "by_birth_year":
        return _COLOURS[background], None
    colour, parity = ("red", "ganjil") if applicant.birth_date.year % 2 else ("blue", "genap")
    return _COLOURS[colour], f"Latar {_COLOURS[colour]}: tahun lahir {parity}."


def _clause(reason: str) -> str:
    """The clerk's words as a part of a sentence."""
    return reason.strip().rstrip(".!")

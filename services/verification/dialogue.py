"""The conversations with a chair, in spoken order: may the surat pengantar be made, and are these documents theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.verification.asked import Asked
from services.verification.case import Case
from services.verification.stage import Stage
from services.verification.summaries import documents_to_check, particulars, the_request
from shared.contracts.vocabulary import DocumentKey, Person
from shared.dialogue import Heard, Misunderstood, Option, Scene, Script, Several, ask, choose, recall, scene
from shared.dialogue.understand import one_of, some_text
from shared.indonesian import listed

#: The question that opens each conversation; only this one has a template.
DECISION = "decision"
#: How often the chair has had the data or the documents shown.
SHOWN = "shown"
NO_MORE = "no_more"

AGREED = ("ya", "iya", "benar", "betul", "ok", "oke", "sip", "silakan")

APPROVE = Option(
    "approve", "Setujui", also=(*AGREED, "setuju", "boleh", "warga saya", "tidak masalah", "tidak apa apa")
)
DECLINE = Option("decline", "Tolak", also=("tidak", "ditolak", "jangan", "bukan"))
SHOW_DATA = Option("show", "Lihat data", also=("data", "lihat dulu"))

NOT_OURS = Option("not_ours", "Bukan warga RT ini", also=("bukan warga", "bukan warga sini", "tidak kenal"))
WRONG_DATA = Option("wrong_data", "Data salah", also=("datanya salah", "salah data"))
OTHER = Option("other", "Alasan lain", also=("lain", "lainnya"))

ALL_FINE = Option(
    "fine", "Semua benar", also=(*AGREED, "benar semua", "sudah benar", "tidak ada yang salah", "tidak salah")
)
SOME_WRONG = Option("wrong", "Ada yang salah", also=("salah", "tidak", "ada salah", "tidak benar"))
NEIGHBOURS = Option("neighbours", "Tanya tetangga", also=("tetangga", "tanya tetangga dulu"))
SHOW_DOCUMENTS = Option("show", "Lihat dokumen", also=("lihat", "dokumen", "lihat dulu"))


@dataclass(frozen=True, slots=True)
class Approval:
    """The surat pengantar may be made."""


@dataclass(frozen=True, slots=True)
class Decline:
    """It may not; the reason is a sentence for the resident."""

    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with which document; nothing when all are theirs, though neighbours do not say so: why."""

    doubts: Mapping[DocumentKey, str]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AskNeighbours:
    """Neighbours are to be asked first."""


Word = Approval | Decline | Verdict | AskNeighbours


def conversation(case: Case, chair: Asked) -> Scene[Word]:
    """What there is to talk about with this chair now."""
    return vouch_for_documents(case, chair) if case.stage is Stage.DOCUMENTS_WITH_CHAIR else vouch_for(case, chair)


@scene
def vouch_for(case: Case, chair: Asked) -> Script[Word]:
    """Is this a resident of the RT, and may the surat pengantar be made?"""
    shown = yield from recall(SHOWN, int)
    text = particulars(case) if shown else the_request(case)
    text = f"{text}\n\nApakah benar warga {chair.honorific} dan surat boleh dibuat?"
    options = (APPROVE, DECLINE, SHOW_DATA)
    decision = yield from ask(DECISION, text, decide(options, shown), [option.choice for option in options])
    if decision == APPROVE.key:
        return Approval()
    return Decline((yield from why_not(case.applicant, chair)))


def why_not(applicant: Person, chair: Asked) -> Script[str]:
    """The reason of a decline, as a sentence for the resident."""
    title = "Pak" if chair.honorific == "Bapak" else "Bu"
    options = (NOT_OURS, WRONG_DATA, OTHER)
    reason = yield from choose("reason", f"Apa alasannya, {title}?", options, awaits_text=True)
    if reason == NOT_OURS.key:
        return f"{applicant.name} belum tercatat sebagai warga {applicant.rt}."
    if reason == WRONG_DATA.key:
        wrong = yield from ask("wrong_data", "Data mana yang salah? Tulis singkat, contoh: alamat sudah pindah.", words)
        return f"Data salah: {wrong}"
    return (yield from ask("other_reason", "Tulis alasannya singkat saja. Warga akan membacanya.", words))


@scene
def vouch_for_documents(case: Case, chair: Asked) -> Script[Word]:
    """Are the documents the applicant's own? What is doubted is said for each."""
    shown = yield from recall(SHOWN, int)
    options = (ALL_FINE, SOME_WRONG, NEIGHBOURS if shown else SHOW_DOCUMENTS)
    hearing = decide((ALL_FINE, SOME_WRONG, SHOW_DOCUMENTS, NEIGHBOURS), shown)
    text = documents_to_check(case)
    decision = yield from ask(DECISION, text, hearing, [option.choice for option in options])
    if decision == NEIGHBOURS.key:
        return AskNeighbours()
    if decision == ALL_FINE.key:
        return Verdict({}, None if case.neighbours_vouch is not False else (yield from why_all_the_same()))
    return Verdict((yield from what_is_wrong(case.document_names)))


def why_all_the_same() -> Script[str]:
    """Why the documents hold where too few neighbours know the applicant, or one says no."""
    text = "Belum cukup tetangga yang membenarkan. Mengapa dokumennya tetap benar? Tulis singkat, untuk kelurahan."
    return (yield from ask("all_the_same", text, words))


def what_is_wrong(names: Mapping[DocumentKey, str]) -> Script[Mapping[DocumentKey, str]]:
    """Which documents, and what with each; a single one needs no choosing."""
    doubts: dict[DocumentKey, str] = {}
    while left := [key for key in names if key not in doubts]:
        if len(names) == 1:
            key = left[0]
        else:
            key = yield from which_one(names, left, doubts)
        if key == NO_MORE:
            break
        doubts[key] = yield from ask(f"why.{key}", f"Apa yang salah dengan *{names[key]}*? Tulis singkat.", words)
    return doubts


def which_one(
    names: Mapping[DocumentKey, str], left: list[DocumentKey], doubts: Mapping[DocumentKey, str]
) -> Script[str]:
    options = [as_option(key, names[key]) for key in left]
    if not doubts:
        text = "Dokumen mana yang salah?"
        return (yield from choose("which.1", text, options, list_button="Pilih dokumen", awaits_text=True))
    no_more = Option(NO_MORE, "Sudah semua", also=("sudah", "tidak ada", "tidak", "cukup", "itu saja"))
    text = f"{listed([names[key] for key in doubts])} sudah kami catat. Ada lagi yang salah?"
    key, options = f"which.{len(doubts) + 1}", [no_more, *options]
    return (yield from choose(key, text, options, list_button="Pilih dokumen", awaits_text=True))


def decide(options: tuple[Option, ...], shown: int | None) -> Callable[[Heard], str | Misunderstood | Several]:
    """One of the options; whoever wants to see first is shown, and stays with the question."""

    def decision(heard: Heard) -> str | Misunderstood | Several:
        said = one_of(options)(heard)
        return Several({SHOWN: (shown or 0) + 1}) if said == "show" else said

    return decision


def words(heard: Heard) -> str | Misunderstood:
    """A few words of the chair's, at most 300 characters."""
    said = some_text(heard)
    if isinstance(said, Misunderstood) or len(said) < 3:
        return Misunderstood("Tulis dengan beberapa kata, supaya jelas bagi yang membacanya.")
    return said[:300]


def as_option(key: DocumentKey, name: str) -> Option:
    """A document to choose."""
    return Option(key, name, also=(key,))

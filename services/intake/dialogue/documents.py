"""Handing in documents: photos in any order, one by one or all at once, and again for what was returned."""

from collections.abc import Callable, Sequence

from services.intake.dialogue.by_link import PAGE_OF_DOCUMENTS, gather_by_link
from services.intake.dialogue.lacking import (
    DO_NOT_HAVE,
    Lacking,
    lacking_key,
    may_lack,
    says_it_lacks,
    what_is_lacking,
)
from services.intake.dialogue.manners import MANNERS
from services.intake.dialogue.needed import Documents, HandedIn, Needed, Pages, document_key, what_is_known
from services.intake.dialogue.words import photo_of
from services.intake.understanding import pages
from services.intake.understanding.pages import Paper
from shared.contracts.notifier import Trouble
from shared.dialogue import (
    Heard,
    Misunderstood,
    Option,
    Page,
    Script,
    Several,
    Unacceptable,
    ask,
    choose,
    forget,
    recall,
    scene,
)
from shared.dialogue.understand import one_of, plain
from shared.indonesian import listed

SEND = Option("send", "Kirim", also=("ya", "kirim sekarang", "ok", "oke", "lanjut", "benar", "betul", "sip", "silakan"))
CHANGE = Option("change", "Ganti foto", also=("ganti", "ubah", "salah", "tukar", "foto salah"))
LATER = Option("later", "Nanti dulu", also=("nanti", "tunggu", "belum", "tidak", "jangan", "sebentar"))
UNUSED = Option("unused", "Tidak dipakai", also=("bukan apa apa", "salah kirim", "hapus"))
#: Photos of which nobody can tell what they show.
UNSORTED = "unsorted"
#: What is to be said about something that came along and could not be used.
REMARK = "remark"
_PATIENT = {"nanti", "sebentar", "besok", "tunggu", "belum", "lagi", "dulu", "ok", "oke", "baik", "siap", "ya", "iya",
            "terima", "kasih", "makasih", "sip"}  # fmt: skip
_ASKING = {"apa", "apaan", "mana", "berapa", "bagaimana", "gimana", "syarat", "syaratnya", "maksudnya"}
_KEEP_CALM = "Baik, tidak perlu buru-buru."


@scene
def hand_in(needed: Needed) -> Script[HandedIn | None]:
    """Gather the documents, and send them when told to. None: not yet."""
    given = yield from gather(needed)
    text = f"{all_there(needed, given.lacking)} Kirim ke kelurahan sekarang?"
    options = [SEND, CHANGE, LATER]
    now = yield from ask("send", text, send_or(needed), [option.choice for option in options])
    if now == CHANGE.key and needed.by_link:
        yield from forget(PAGE_OF_DOCUMENTS, "send")
    elif now == CHANGE.key:
        what = yield from which_to_change(needed.wanted)
        yield from forget(document_key(what), lacking_key(what), "change", "send")
    return given if now == SEND.key else None


@scene
def send_again(needed: Needed) -> Script[HandedIn]:
    """Gather what was returned; it goes off as soon as it is there."""
    return (yield from gather(needed))


def gather(needed: Needed) -> Script[HandedIn]:
    """A page or more of every document that is wanted, or why there is none."""
    if needed.by_link:
        return (yield from gather_by_link(needed))
    given, lacking = yield from what_is_known(needed)
    yield from what_do_they_show(needed, given)
    missing = [paper for paper in needed.wanted if paper.key not in given and paper.key not in lacking]
    yield from what_is_lacking(missing, lambda heard: _placed(heard, needed, missing))
    remark = (yield from recall(REMARK, str)) or ""
    asked = still_missing(needed, missing, lacking) if given or lacking else needed.opening
    text, understand = f"{remark}\n\n{asked}".strip(), photos(needed, missing)
    choices = [DO_NOT_HAVE.choice] if may_lack(missing) else []
    for paper in missing:
        key, hint = document_key(paper.key), photo_hint(paper)
        given[paper.key] = yield from ask(key, text, understand, choices, hint=hint, awaits_text=True)
    return HandedIn(given, lacking)


def what_do_they_show(needed: Needed, given: Documents) -> Script[None]:
    """Ask for each photo of which that cannot be told, showing it."""
    unsorted = (yield from recall(UNSORTED, tuple[Page, ...])) or ()
    if not (page := next(iter(unsorted), None)):
        return
    text = f"Foto ini apa? (masih {len(unsorted)} foto)" if len(unsorted) > 1 else "Foto ini apa?"
    choices = [option.choice for option in (*pages.options(needed.wanted), UNUSED)]
    understand = it_shows(needed.wanted, given, unsorted)
    yield from ask(
        f"what.{len(unsorted)}", text, understand, choices, list_button="Pilih dokumen", image=page.attachment
    )


def which_to_change(wanted: Sequence[Paper]) -> Script[str]:
    if len(wanted) == 1:
        return wanted[0].key
    return (yield from choose("change", "Foto mana yang diganti?", pages.options(wanted), list_button="Pilih foto"))


def still_missing(needed: Needed, missing: Sequence[Paper], lacking: Lacking) -> str:
    there = [paper.name for paper in needed.wanted if paper not in missing and paper.key not in lacking]
    kept = f"{listed(there)} sudah kami simpan. " if there else ""
    noted = f"{without(needed, lacking)} sudah kami catat. " if lacking else ""
    return f"{kept}{noted}Tinggal *{listed([paper.label for paper in missing])}*."


def all_there(needed: Needed, lacking: Lacking) -> str:
    if not lacking:
        return f"Lengkap, {needed.called}."
    return f"Sudah semua, {needed.called}. {without(needed, lacking)}: petugas yang memutuskan, kami kabari di sini."


def without(needed: Needed, lacking: Lacking) -> str:
    return f"Tanpa *{listed([paper.name for paper in needed.wanted if paper.key in lacking])}*"


def photo_hint(paper: Paper) -> str:
    if not may_lack([paper]):
        return f"Kirim {photo_of(paper.label)}, atau ketik PETUGAS untuk bicara dengan orang."
    photo = photo_of(paper.label)
    return f"Kirim {photo}, balas *tidak punya* kalau tidak ada, atau ketik PETUGAS untuk bicara dengan orang."


def photos(needed: Needed, missing: Sequence[Paper]) -> Callable[[Heard], Pages | Several | Misunderstood]:
    """The pages of the documents that are missing, whichever came. Who asks is told again which those are."""

    def the_photos(heard: Heard) -> Pages | Several | Misunderstood:
        if found := _placed(heard, needed, missing) or says_it_lacks(heard, missing):
            return found
        words = set(plain(heard.text or "").split())
        if heard.kind == "text" and (_ASKING & words or "?" in (heard.text or "")):
            return Several({REMARK: ""})
        if _PATIENT & words:
            return Unacceptable(f"{_KEEP_CALM} {photo_hint(missing[0])}")
        return Misunderstood()

    return the_photos


def _placed(heard: Heard, needed: Needed, missing: Sequence[Paper]) -> Several | Misunderstood | None:
    return place(heard, needed.wanted, missing) if heard.pages or heard.trouble else None


def place(heard: Heard, wanted: Sequence[Paper], missing: Sequence[Paper]) -> Several | Misunderstood:
    """Every page at its document; what could not be used is remarked on."""
    readable = [page for page in heard.pages if pages.is_readable(page)]
    unread = len(heard.pages) - len(readable)
    if not readable:
        return (
            Unacceptable("Berkas itu belum bisa kami buka. Kirim sebagai foto atau PDF.") if unread else Misunderstood()
        )
    found = pages.sort(readable, missing, wanted)
    placed = {document_key(key): [page.attachment for page in sheets] for key, sheets in found.placed.items()}
    return Several({**placed, UNSORTED: found.unsorted, REMARK: remark_on(heard.trouble, unread)})


def remark_on(trouble: Trouble | None, unread: int) -> str:
    """What is said about what came along and could not be used."""
    if trouble == "late":
        return MANNERS.cannot[trouble]
    why = MANNERS.cannot[trouble] if trouble else "Ada yang tidak bisa kami buka." if unread else ""
    return f"{why} Mohon dikirim lagi sebagai foto." if why else ""


def it_shows(
    wanted: Sequence[Paper], given: Documents, unsorted: tuple[Page, ...]
) -> Callable[[Heard], str | Several | Misunderstood]:
    """What the first of the unsorted photos shows: it becomes a page of that document, or of none."""
    first, *rest = unsorted
    understand = one_of([*pages.options(wanted), UNUSED])

    def shown(heard: Heard) -> str | Several | Misunderstood:
        if more := tuple(page for page in heard.pages if pages.is_readable(page)):
            return Several({UNSORTED: (*unsorted, *more)})
        match understand(heard):
            case Misunderstood() as trouble:
                return trouble
            case UNUSED.key:
                return Several({UNSORTED: rest})
            case key:
                return Several({UNSORTED: rest, document_key(key): (*given.get(key, ()), first.attachment)})

    return shown


def send_or(needed: Needed) -> Callable[[Heard], str | Several | Misunderstood]:
    """Send, change or wait; a photo that comes now replaces the one it shows, or is asked about."""
    understand = one_of([SEND, CHANGE, LATER])

    def decision(heard: Heard) -> str | Several | Misunderstood:
        return place(heard, needed.wanted, ()) if heard.pages and not needed.by_link else understand(heard)

    return decision

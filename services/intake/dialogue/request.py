"""From the first words to the request for the surat pengantar."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.dialogue.correction import Corrections, a_verdict, put_right
from services.intake.dialogue.details import details
from services.intake.dialogue.opening import open_conversation, who_is_it_for
from services.intake.dialogue.particulars import particulars
from services.intake.dialogue.remembered import MAY_WE, SAVE, with_consent
from services.intake.dialogue.wish import Wish, summary
from services.intake.dialogue.words import is_the_chair, the_chair, the_rw_chair
from services.intake.remembered import Memory
from services.intake.understanding import nik as niks
from services.intake.understanding.form import Form
from shared.contracts.catalogue import Reason, Service
from shared.contracts.vocabulary import Nik, ServiceKey
from shared.dialogue import Option, Script, ask, choose, scene
from shared.dialogue.understand import named, plain

RIGHT = Option("right", "Sudah benar", also=("ya", "benar", "betul", "ok", "oke", "lanjut", "sip", "setuju", "sesuai"))
FIX = Option(
    "fix", "Perbaiki", also=("salah", "ubah", "ganti", "belum", "tidak", "bukan", "keliru", "koreksi", "ada salah")
)
CANCEL = Option("cancel", "Batal", also=("batalkan", "tidak jadi", "batalin", "jangan"))
PAPER = Option(
    "paper",
    "Sudah punya surat",
    also=("sudah ada surat", "sudah ada suratnya", "surat sudah ada", "suratnya sudah ada", "surat pengantar sudah ada",
          "sudah pegang surat", "sudah dapat surat", "sudah bawa surat", "sudah dibuatkan surat", "surat kertas"),
)  # fmt: skip
#: A letter that is one of these is not the surat pengantar.
_OTHER_LETTERS = {"kehilangan", "polisi", "pindah", "nikah", "lahir", "kelahiran", "kematian", "kuasa"}
NOTHING_REMEMBERED = Memory()
#: Applications under way, by whom they are for and what, with their reference where the same contact asked for them.
UnderWay = Mapping[tuple[Nik, ServiceKey], str | None]


@dataclass(frozen=True, slots=True)
class Counter:
    """What someone at the counter knows: the procedure, the neighbourhoods, the date."""

    catalogue: KnownCatalogue
    directory: KnownDirectory
    today: date

    @property
    def form(self) -> Form:
        return Form(self.directory.directory, self.today)


@scene
def request(counter: Counter, under_way: UnderWay, memory: Memory = NOTHING_REMEMBERED) -> Script[Wish | None]:
    """Who wants what, and why. None when they think better of it."""
    service = counter.catalogue.catalogue.settled((yield from open_conversation(counter.catalogue.catalogue)))
    helper = yield from who_is_it_for(service)
    reason = yield from why(service)
    whose, by_link = "Bapak/Ibu" if helper is None else "orang yang dibantu", service.ask_by == "link"
    known = memory if helper is None else NOTHING_REMEMBERED
    applicant = yield from particulars(counter.form, whose, by_link=by_link, remembered=known.latest)
    told = yield from details(service, reason, applicant, counter.today, known.details(applicant.nik))
    wish = Wish(service, reason, applicant, helper, told)
    warning = already_under_way(wish, under_way)
    match (yield from confirm(counter, wish, warning, memory)):
        case RIGHT.key:
            return wish
        case CANCEL.key:
            return None
        case PAPER.key:
            return replace(wish, letter_in_hand=True)
        case _:
            return (yield from put_right(Corrections(counter.form, wish)))


def why(service: Service) -> Script[Reason | None]:
    if not service.reasons:
        return None
    options = [Option(reason.key, reason.label, reason.also) for reason in service.reasons]
    key = yield from choose("reason", f"Kenapa perlu {service.short}?", options, list_button="Pilih alasan")
    return service.reason(key)


def confirm(counter: Counter, wish: Wish, warning: str, memory: Memory) -> Script[str]:
    """Is it right? Who applies for themselves is asked by the same message, once, whether to be remembered."""
    nik = wish.applicant.nik
    may_agree = not (wish.helped_by or warning or memory.was_asked(nik))
    shown = summary(wish, hides=nik in memory.niks)
    text = "\n\n".join(part for part in (shown, warning, next_step(counter, wish), MAY_WE * may_agree) if part)
    options, also = ([RIGHT, SAVE, FIX], [CANCEL]) if may_agree else ([RIGHT, FIX, CANCEL], [])
    also += [PAPER] if wish.service.cover_letter == "required" else []
    verdict = a_verdict(Corrections(counter.form, wish), [*options, *also])
    verdict = with_consent(verdict) if may_agree else verdict
    hint = "Tekan *Sudah benar* kalau datanya sudah benar, atau *Perbaiki* kalau ada yang salah."
    return (yield from ask("sure", text, verdict, [option.choice for option in options], hint=hint))


def next_step(counter: Counter, wish: Wish) -> str:
    """What happens once this is confirmed, and what is worth a word before."""
    person = wish.applicant
    foreign = niks.is_from_elsewhere(person.nik, counter.catalogue.office)
    remark = "NIK ini terbit di daerah lain. Tidak apa-apa, asal sekarang tinggal di sini.\n\n" if foreign else ""
    if wish.service.cover_letter == "none":
        return f"{remark}Setelah ini kami minta foto dokumennya."
    chair = counter.directory.chair(person.rt)
    chairs = the_chair(person.rt, chair)
    if is_the_chair(person, chair.name if chair else None):
        chairs = the_rw_chair(person.rt, counter.directory.rw_chair(person.rt))
    elif wish.service.rw_endorses:
        chairs += f", lalu {the_rw_chair(person.rt, counter.directory.rw_chair(person.rt))}"
    return (
        f"{remark}Kami mintakan surat pengantar ke {chairs}. "
        "Kalau suratnya sudah ada di tangan, balas *sudah punya surat*."
    )


def holds_the_letter(said: str) -> bool:
    """Whether somebody says that the surat pengantar is there already."""
    words = plain(said)
    return named(words, [PAPER]) is not None and not _OTHER_LETTERS & set(words.split())


def already_under_way(wish: Wish, under_way: UnderWay) -> str:
    """A second application of the same person for the same service is possible, but worth a warning."""
    key = (wish.applicant.nik, wish.service.key)
    if key not in under_way:
        return ""
    reference = f" (*{under_way[key]}*)" if under_way[key] else ""
    return (
        f"Perhatian: untuk {wish.applicant.name} sudah ada permohonan {wish.service.short} yang berjalan{reference}. "
        "Tekan *Batal* kalau tidak perlu dua kali."
    )

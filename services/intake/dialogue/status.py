"""STATUS: where every open application stands, what comes next, and when."""

from collections.abc import Iterable
from datetime import datetime

from services.intake.application import Application
from services.intake.books import KnownCatalogue
from services.intake.dialogue.cover_letter import who_declined
from services.intake.dialogue.papers import lacked, still_missing
from services.intake.dialogue.words import photos_of, the_chair, the_rw_chair
from services.intake.stage import AT_THE_OFFICE, Stage
from shared.indonesian import listed, near_date, near_moment

NOTHING_OPEN = (
    "Belum ada permohonan yang berjalan. "
    "Ketik MENU untuk mulai, INFO untuk alamat dan syarat, atau PETUGAS untuk bicara dengan orang."
)

_ALWAYS = {
    Stage.AT_COUNTER: "dokumennya dikumpulkan di loket kelurahan. Yang belum ada mohon dibawa ke sana.",
    Stage.DRAFT: "datanya belum lengkap. Jawab pertanyaan terakhir untuk melanjutkan.",
    Stage.COLLECTING: "fotonya lengkap, tinggal dikirim. Balas *kirim* kalau sudah siap.",
    Stage.ISSUED: "suratnya sudah jadi dan sudah kami kirim di sini.",
    Stage.RATING: "suratnya sudah jadi dan sudah kami kirim di sini.",
}


def status(applications: Iterable[Application], catalogue: KnownCatalogue, now: datetime) -> str:
    """One paragraph for each; what to do when there is none."""
    lines = [standing(application, catalogue, now) for application in applications if application.is_open]
    return "\n\n".join(lines) or NOTHING_OPEN


def standing(application: Application, catalogue: KnownCatalogue, now: datetime) -> str:
    """Where it stands, as one paragraph."""
    by_link = application.waits_for_its_page
    sentence = on_its_page(application) if by_link else where(application, catalogue, now)
    if application.wish is None:
        return f"Permohonan baru: {sentence}"
    wish = application.wish
    return f"Berkas *{application.reference}* ({wish.service.short}, {wish.applicant.name}): {sentence}"


def where(application: Application, catalogue: KnownCatalogue, now: datetime) -> str:
    """What it waits for, and until when."""
    match application.stage:
        case Stage.WITH_CHAIR:
            return with_chairs(application)
        case Stage.DECLINED:
            who = who_declined(application)
            return f"{who} belum bisa membuat surat pengantar. Balas *perbaiki* untuk memperbaiki data."
        case Stage.COLLECTING if missing := still_missing(application):
            return f"menunggu {photos_of(missing)}. Kirim di sini."
        case Stage.RETURNED:
            return f"menunggu kiriman ulang {listed(still_missing(application))}. Waktunya berhenti dulu."
        case stage if stage in AT_THE_OFFICE:
            without = f"Tanpa {listed(names)}. " if (names := lacked(application)) else ""
            return f"{at_the_office(application, catalogue, now)} {without}{promised(application, catalogue, now)}"
        case stage:
            return _ALWAYS.get(stage, "sudah selesai.")


def on_its_page(application: Application) -> str:
    """What the page to which a link leads still waits for."""
    awaited = "fotonya lengkap, tinggal tekan *Selesai* di halaman tautan."
    if application.stage is Stage.DRAFT:
        awaited = "menunggu data diisi lewat tautan."
    elif missing := still_missing(application):
        awaited = f"menunggu {photos_of(missing)} lewat tautan."
    pause = " Waktunya berhenti dulu." if application.stage is Stage.RETURNED else ""
    return f"{awaited}{pause} Kalau tautannya hilang, balas *tautan baru*."


def with_chairs(application: Application) -> str:
    """Whose word on the surat pengantar it waits for, and what comes next."""
    wish = application.asked_for
    chairs = [the_chair(wish.applicant.rt, None), the_rw_chair(wish.applicant.rt, None)]
    if application.rw_is_asked:
        chairs = chairs[1:]
    elif not wish.service.rw_endorses:
        chairs = chairs[:1]
    asked = f"menunggu jawaban {' dan '.join(chairs)}. Biasanya 1 hari kerja."
    if application.opened_at_counter:
        return asked
    return (
        f"{asked} Setelah itu kami minta foto dokumen. Kalau suratnya sudah ada di kertas, balas *sudah punya surat*."
    )


def at_the_office(application: Application, catalogue: KnownCatalogue, now: datetime) -> str:
    """Which of the days it is, and who has it."""
    waits_for = {
        Stage.SUBMITTED: "menunggu diterima petugas",
        Stage.RECEIVED: "menunggu pemeriksaan Ketua RT",
        Stage.DOUBTED: "dokumen sedang diperiksa lagi oleh petugas",
        Stage.VOUCHED: "surat sedang dibuat dan ditandatangani lurah",
    }[application.stage]
    first = catalogue.calendar.day_one(application.submitted_at or now)
    day = catalogue.calendar.working_days_between(first, catalogue.today(now))
    return f"hari ke-{day}, {waits_for}." if day else f"{waits_for}, dihitung mulai {near_date(first)}."


def promised(application: Application, catalogue: KnownCatalogue, now: datetime) -> str:
    if application.due_at is None:
        return ""
    when = near_moment(application.due_at, catalogue.zone)
    if application.due_at < now:
        return f"Seharusnya selesai {when}; mohon maaf terlambat. Ketik PETUGAS kalau ingin bertanya."
    return f"Paling lambat selesai *{when}*."

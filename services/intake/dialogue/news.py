"""What residents are told when something has happened: the sentence, and what the template for it carries."""

from collections.abc import Sequence
from datetime import date, datetime

from services.intake.application import Application
from services.intake.books import KnownCatalogue
from services.intake.dialogue.words import as_sentence, called, lowered
from shared.contracts.catalogue import Hours
from shared.contracts.issuance import LetterVoided
from shared.contracts.vocabulary import Template
from shared.indonesian import clock, honorific, listed, near_moment

GIVEN_UP = "Baik, tidak jadi. Data yang tadi ditulis sudah kami hapus. Kalau perlu lagi, tulis saja di sini."
LATER = "Baik, tidak perlu buru-buru. Fotonya sudah kami simpan. Kalau sudah siap, tulis apa saja di sini."
PAST = "Pertanyaan itu sudah lewat, terima kasih."
YOU_ARE_WELCOME = "Sama-sama, Bapak/Ibu. Kalau perlu apa-apa, tulis saja di sini."
NOTHING_TO_WITHDRAW = "Tidak ada permohonan yang bisa dibatalkan. Ketik MENU untuk mengurus surat."
NOT_WITHDRAWN = "Baik, tidak jadi dibatalkan. Semuanya tetap berjalan."
DAYS = {"mon": "Senin", "tue": "Selasa", "wed": "Rabu", "thu": "Kamis", "fri": "Jumat", "sat": "Sabtu", "sun": "Minggu"}


def cover_letter_issued() -> str:
    return "Surat pengantar sudah jadi."


def opened_at_counter(application: Application, opened_by: str) -> str:
    """What was begun for them, so that they know its number and where they hear of it."""
    return (
        f"{whom(application)}, permohonan {application.asked_for.service.short} sudah dibuka di loket oleh "
        f"{opened_by}. Nomor permohonan: *{application.reference}*. "
        "Kabarnya kami kirim di sini. Ketik STATUS kapan saja."
    )


def submitted(application: Application, due_at: datetime, catalogue: KnownCatalogue) -> str:
    return (
        f"Berkas *{application.reference}* kami terima. Paling lambat selesai *{near_moment(due_at, catalogue.zone)}*. "
        "Kami kabari kalau sudah jadi atau ada yang kurang."
    )


def complete_again(due_at: datetime, catalogue: KnownCatalogue) -> str:
    return f"Terima kasih, sudah lengkap lagi. Paling lambat selesai *{near_moment(due_at, catalogue.zone)}*."


def office_closed(application: Application, due_at: datetime, because: str | None, catalogue: KnownCatalogue) -> str:
    why = f" ({lowered(because.strip().rstrip('.!'))})" if because else ""
    return (
        f"{whom(application)}, kelurahan tutup di luar jadwal{why}, jadi berkas *{application.reference}* mundur. "
        f"Paling lambat selesai *{near_moment(due_at, catalogue.zone)}*. Mohon maaf."
    )


def letter_issued(application: Application) -> str:
    wish = application.asked_for
    whose = wish.applicant.name if wish.helped_by else honorific(wish.applicant.sex)
    if application.in_ink:
        return (
            f"Surat {whose} sudah jadi dan ditandatangani basah; ini salinannya. "
            "Yang asli mau diambil di kantor, atau dikirim kurir?"
        )
    return (
        f"Surat {whose} sudah jadi dan ditandatangani. Keaslian bisa dicek dengan kode QR di surat. Perlu surat cetak?"
    )


def letter_void(application: Application, fact: LetterVoided) -> str:
    """Which letter must not be used any more, why, and what happens now."""
    letter = "surat pengantar RT" if fact.kind == "surat_pengantar" else "surat"
    then = "penggantinya kami kirim di sini begitu jadi" if fact.replaced else "kalau ada pertanyaan, ketik PETUGAS"
    return (
        f"Mohon maaf, {whom(application)}, {letter} nomor *{fact.number}* kami batalkan "
        f"({lowered(fact.reason.strip().rstrip('.!'))}), jadi jangan dipakai lagi; {then}."
    )


def delivery(application: Application, catalogue: KnownCatalogue, today: date) -> str:
    """What happens with the print."""
    office = catalogue.catalogue.office
    match application.delivery:
        case "pick_up":
            hours = opening_hours(catalogue, today)
            where = f"Surat cetak bisa diambil di Kantor Kelurahan {office.name}, {office.address}, {hours}."
            return f"{where}{_with_code(application.pick_up_code)}"
        case "courier":
            return f"Kurir mengantar ke *{application.delivery_address}*. Kami kabari kalau sudah berangkat."
        case _:
            return "Selesai."


def sent_out(application: Application, courier: str) -> str:
    where = application.delivery_address or "alamat Bapak/Ibu"
    return f"Surat cetak berkas *{application.reference}* dibawa kurir, {courier}, ke {where}."


def came_back(application: Application, reason: str) -> str:
    return (
        f"{whom(application)}, surat cetak berkas *{application.reference}* kembali ke kantor "
        f"({lowered(reason.strip().rstrip('.!'))}). Kurir kami kirim lagi; bisa juga diambil di kantor. "
        "Kalau alamatnya lain, ketik PETUGAS."
    )


def handed_over(application: Application, to: str) -> str:
    return f"Surat cetak berkas *{application.reference}* sudah diterima {to}. Terima kasih, {whom(application)}."


def rated(application: Application, stars: int) -> str:
    if stars <= 2:
        return (
            f"Terima kasih, {whom(application)}, dan mohon maaf. Kalau mau cerita apa yang kurang, ketik KELUHAN. "
            "Masukan Bapak/Ibu kami baca."
        )
    return f"Terima kasih, {whom(application)}. Kalau perlu surat lagi, tulis saja di sini."


def refused(application: Application, reason: str) -> str:
    return (
        f"Mohon maaf, {whom(application)}. Permohonan *{application.reference}* tidak bisa kami lanjutkan: "
        f"{as_sentence(reason)} Kalau ada pertanyaan, ketik PETUGAS; kalau tidak setuju, ketik KELUHAN."
    )


def withdrawn(application: Application) -> str:
    return (
        f"Permohonan *{application.reference}* sudah dibatalkan, data dan fotonya kami hapus. "
        "Kalau perlu lagi, tulis saja di sini."
    )


def keep_running(references: Sequence[str]) -> str:
    """Beginning anew ends nothing."""
    if not references:
        return ""
    return f"Permohonan {listed([f'*{reference}*' for reference in references])} tetap berjalan."


def reminder(application: Application) -> str:
    which = f"permohonan *{application.reference}*" if application.wish else "permohonan ini"
    return f"{whom(application)}, {which} belum selesai. Tidak ada yang hilang, kita lanjut dari sini:"


def whom(application: Application) -> str:
    """How to speak to whoever writes to us about it."""
    wish = application.wish
    return called(wish.applicant, wish.helped_by) if wish else "Bapak/Ibu"


def opening_hours(catalogue: KnownCatalogue, today: date) -> str:
    """`Senin sampai Jumat pukul 07.30–15.30`, day by day where they differ: the hours that count now."""
    spans: list[tuple[str, str, Hours]] = []
    for day, hours in catalogue.catalogue.calendar.hours_on(today).items():
        if spans and spans[-1][2] == hours:
            spans[-1] = (spans[-1][0], DAYS[day], hours)
        else:
            spans.append((DAYS[day], DAYS[day], hours))
    return ", ".join(_span(first, last, hours) for first, last, hours in spans)


def by_template(application: Application, news: str) -> Template:
    """The same outside the 24 hours in which a message may be free."""
    name = application.wish.applicant.name if application.wish else "Bapak/Ibu"
    return Template(name="kabar_permohonan", parameters=(name, application.reference, " ".join(news.split())))


def _with_code(code: str | None) -> str:
    if code is None:
        return ""
    return f" Sebutkan kode *{code[:3]} {code[3:]}* saat mengambil; orang lain boleh mengambilkan dengan kode itu."


def _span(first: str, last: str, hours: Hours) -> str:
    days = first if first == last else f"{first} sampai {last}"
    return f"{days} pukul {clock(hours.opens)}–{clock(hours.closes)}"

"""What the office says about a letter to whoever holds the paper. It never tells more than the paper does."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.letter import Letter
from services.issuance.letters import spelled
from services.issuance.register import Standing
from shared.contracts.catalogue import Office
from shared.indonesian import clock, long_date


class Fact(NamedTuple):
    """One line to compare with the paper."""

    name: str
    value: str
    note: str | None = None


class Verdict(NamedTuple):
    """`tone` is `void`, `past`, `unknown` or, for a letter that counts, nothing."""

    title: str
    words: str
    tone: str | None = None
    order: str | None = None
    facts: tuple[Fact, ...] = ()
    code: str = ""


UNKNOWN = Verdict(
    "Kode tidak dikenal",
    "Tidak ada surat dengan kode ini. Periksa lagi hurufnya, atau tanyakan ke kelurahan.",
    "unknown",
)


NOT_OURS = Verdict(
    "Bukan berkas kami",
    "Berkas ini bukan PDF surat yang dikeluarkan kelurahan, atau isinya sudah diubah. Cek juga kode pada kertasnya.",
    "unknown",
)


def verdict_on_file(said: Verdict, letter: Letter, sha256: str) -> Verdict:
    """What to say about a PDF that bears the code of this letter; `said` is what the letter itself is told of."""
    if letter.document is None or letter.document.sha256 != sha256:
        words = "Kodenya milik surat kelurahan, tetapi isi berkas ini tidak sama dengan yang dikeluarkan."
        return Verdict("Berkas ini sudah diubah", words, "void", "Jangan dipakai.", (), said.code)
    whole = Fact("Berkas PDF", "Utuh", "Sama persis dengan yang dikeluarkan, sampai huruf terakhir.")
    return said._replace(facts=(*said.facts, whole))


def verdict_on(letter: Letter, office: Office, now: datetime, successor: Letter | None = None) -> Verdict:
    """What to say about this letter today. `successor` is the one that has taken its place, once it is out."""
    zone = ZoneInfo(office.time_zone)
    code = spelled(letter.code)
    match letter.stands(now.astimezone(zone).date()):
        case "replaced":
            words = "Pernah dikeluarkan, tetapi kelurahan menggantinya dengan surat lain."
            order = "Mintalah penggantinya."
            return Verdict("Surat ini sudah diganti", words, "void", order, _gone(letter, successor), code)
        case "void":
            words = "Pernah dikeluarkan, tetapi dibatalkan kelurahan."
            return Verdict("Surat ini batal", words, "void", "Jangan dipakai.", _gone(letter), code)
        case "unsigned":
            words = "Sudah diberi nomor, tetapi belum ditandatangani di kelurahan."
            return Verdict("Belum ditandatangani", words, "unknown", "Belum berlaku.", _plain_facts(letter), code)
        case "expired":
            words = f"Dikeluarkan Kelurahan {office.name}, tetapi masa berlakunya sudah lewat."
            return Verdict("Sudah tidak berlaku", words, "past", None, _facts(letter, zone), code)
        case _:
            words = f"Dikeluarkan Kelurahan {office.name} dan masih berlaku."
            return Verdict("Surat ini asli", words, None, None, _facts(letter, zone), code)


def _facts(letter: Letter, zone: ZoneInfo) -> tuple[Fact, ...]:
    facts = [*_plain_facts(letter), _signature(letter, zone)]
    if letter.valid_until:
        facts.append(Fact("Berlaku sampai", long_date(letter.valid_until)))
    return tuple(facts)


def _plain_facts(letter: Letter) -> tuple[Fact, ...]:
    return (
        Fact("Jenis surat", letter.title),
        Fact("Nomor", letter.number),
        Fact("Atas nama", letter.holder, "Nama disamarkan. Huruf awal harus sama dengan kertas."),
        Fact("Tanggal surat", long_date(letter.dated)),
    )


def _signature(letter: Letter, zone: ZoneInfo) -> Fact:
    if letter.ink:
        how = f"{long_date(letter.ink.on)}. Kertas aslinya bertanda tangan basah dan bercap."
        return Fact("Ditandatangani basah", letter.signed_by, how)
    signed_at = letter.signed_at.astimezone(zone)
    when = f"pukul {clock(signed_at.time())} {signed_at.tzname()}"
    if letter.kind == "surat_pengantar":
        return Fact("Disetujui", letter.signed_by, f"Lewat WhatsApp, {when}")
    return Fact("Ditandatangani", letter.signed_by, f"Tanda tangan elektronik, {when}")


def _gone(letter: Letter, successor: Letter | None = None) -> tuple[Fact, ...]:
    since: date = letter.standing_since or letter.dated
    happened = "Diganti" if letter.standing is Standing.REPLACED else "Dibatalkan"
    facts = (
        Fact("Nomor", letter.number),
        Fact("Jenis surat", letter.title),
        Fact(happened, long_date(since), letter.standing_because),
    )
    return (*facts, Fact("Penggantinya", successor.number, long_date(successor.dated))) if successor else facts

"""After the answer: what to do when the chair declines, how the print is wanted, and how it was."""

import re
from typing import Literal, NamedTuple

from services.intake.dialogue.manners import HELP
from shared.dialogue import Heard, Misunderstood, Option, Script, ask, choose, scene, tell
from shared.dialogue.understand import one_of, plain

Way = Literal["pick_up", "courier", "none"]

SHORTEST_ADDRESS, LONGEST_ADDRESS = 10, 180  # characters
CORRECT = Option("correct", "Perbaiki data", also=("perbaiki", "ubah", "ganti", "salah", "ya", "minta lagi"))
GIVE_UP = Option("give_up", "Batalkan", also=("batal", "tidak jadi", "tidak", "berhenti"))

PICK_UP = Option("pick_up", "Ambil sendiri", also=("ambil", "sendiri", "ke kantor", "saya ambil", "jemput"))
COURIER = Option("courier", "Kirim kurir", also=("kirim", "kurir", "antar", "diantar", "dikirim"))
NONE = Option("none", "Tidak perlu", also=("tidak", "tidak usah", "cukup", "pdf saja", "cukup pdf"))
HERE = Option("here", "Ya, ke sana", also=("ya", "benar", "betul", "sudah", "sudah benar", "ok", "oke"))
ELSEWHERE = Option("elsewhere", "Alamat lain", also=("lain", "bukan", "tidak", "ganti", "salah"))
WAYS: dict[str, Way] = {"pick_up": "pick_up", "courier": "courier", "none": "none"}

STARS = (
    Option(
        "5",
        "Sangat baik",
        also=(
            "bagus sekali",
            "sangat bagus",
            "bagus banget",
            "baik sekali",
            "mantap",
            "puas",
            "sangat puas",
            "luar biasa",
        ),
    ),
    Option("4", "Baik", also=("bagus", "oke", "ok", "memuaskan")),
    Option("3", "Cukup", also=("lumayan", "biasa", "biasa saja")),
    Option("2", "Kurang", also=("kurang baik", "kurang puas", "lambat", "lama")),
    Option("1", "Buruk", also=("jelek", "parah", "kecewa", "sangat buruk")),
)


@scene
def after_decline(news: str) -> Script[bool]:
    """The chair will not make the surat pengantar: put the data right (True), or let it be."""
    choices = [CORRECT.choice, HELP, GIVE_UP.choice]
    hint = "Tekan *Perbaiki data* untuk meminta lagi, atau *Hubungi petugas* kalau ingin bertanya."
    answer = yield from ask("after_decline", news, one_of([CORRECT, GIVE_UP]), choices, hint=hint)
    return answer == CORRECT.key


class Print(NamedTuple):
    """How the print is wanted; `address` is where the courier goes."""

    way: Way
    address: str | None = None


@scene
def delivery(news: str, home: str) -> Script[Print]:
    """The letter is there: is a print wanted as well? A courier goes home, or where they are told to."""
    way = WAYS[(yield from choose("delivery", news, [PICK_UP, COURIER, NONE], hint="Perlu surat cetak?"))]
    if way != "courier":
        return Print(way)
    question = f"Kurir mengantar ke *{home}*. Sudah benar?"
    if (yield from choose("delivery_address", question, [HERE, ELSEWHERE], hint="Diantar ke alamat itu?")) == HERE.key:
        return Print(way, home)
    hint = "Tulis alamat lengkapnya: jalan, nomor rumah, dan RT/RW-nya."
    return Print(way, (yield from ask("other_address", f"Diantar ke mana? {hint}", _address, hint=hint)))


@scene
def rating(what_follows: str) -> Script[int]:
    """How was it? From 5 (sangat baik) to 1 (buruk)."""
    yield from tell(what_follows)
    choices = [star.choice for star in STARS]
    return (yield from ask("stars", "Bagaimana layanan kami?", stars, choices, list_button="Beri nilai"))


def stars(heard: Heard) -> int | Misunderstood:
    """A digit is as many stars, whatever its place in the list."""
    told = re.fullmatch(r"(?:bintang|nilai)?\s*([1-5])\s*(?:bintang)?", plain(heard.text or ""))
    if heard.choice is None and told:
        return int(told[1])
    chosen = one_of(STARS)(heard)
    return int(chosen) if isinstance(chosen, str) else chosen


def _address(heard: Heard) -> str | Misunderstood:
    """An address as it was written: it may name a landmark, which no letter would."""
    said = " ".join((heard.text or "").split())
    return said if SHORTEST_ADDRESS <= len(said) <= LONGEST_ADDRESS else Misunderstood()

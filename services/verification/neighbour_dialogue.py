"""What neighbours read, and what the chair reads about them."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from shared.contracts.verification import NeighbourAnswer, NeighbourSaid
from shared.contracts.vocabulary import Choice, Person
from shared.dialogue import Heard, Option
from shared.dialogue.understand import one_of
from shared.indonesian import long_date

WORD = "TETANGGA"
_ANSWERS = (
    Option("yes", "Benar", also=("ya", "iya", "betul", "tinggal di sana", "tinggal di situ")),
    Option("no", "Tidak", also=("bukan", "tidak benar", "bukan warga sini", "sudah pindah", "tidak tinggal di sana")),
    Option("unknown", "Tidak tahu", also=("tidak kenal", "kurang tahu", "belum tahu", "lupa")),
)
CHOICES = tuple(option.choice for option in _ANSWERS)
_ASKS_BACK = re.compile(r"\?|\b(?:apa|siapa|kenapa|mengapa|mana|kok)\b", re.IGNORECASE)
SKIP = Choice(key="skip", label="Lewati")

IS_OVER = (
    "Terima kasih. Pertanyaan ini sudah selesai atau lewat waktunya, jadi tidak perlu dijawab lagi. "
    "Untuk hal lain, ketik MENU."
)
UNKNOWN_CODE = (
    "Kode itu tidak kami kenali, atau sudah tidak berlaku. Mohon salin kodenya dari pesan yang diteruskan Ketua RT, "
    "lengkap dengan kata TETANGGA di depannya."
)
NOT_UNDERSTOOD = "Maaf, kami belum paham. Mohon balas *benar*, *tidak*, atau *tidak tahu*. Untuk hal lain, ketik MENU."
NOT_YOU = "Mohon maaf, pertanyaan ini untuk tetangga lain: bukan untuk pemohon, yang membantunya, atau Ketua RT dan RW."
ALREADY = "Jawaban Bapak/Ibu sudah kami catat. Terima kasih."
THANKS = "Terima kasih, Bapak/Ibu. Jawabannya kami catat, dan tidak kami tunjukkan kepada pemohon."
WHY = "Terima kasih. Kalau berkenan, tulis singkat alasannya. Hanya Ketua RT dan petugas yang membacanya."


def answer_in(heard: Heard) -> NeighbourAnswer | None:
    """By a tap, or in words that mean one of the three. Who asks something in return has not answered."""
    if _ASKS_BACK.search(heard.text or "") and heard.choice is None:
        return None
    said = one_of(_ANSWERS)(heard)
    return cast(NeighbourAnswer, said) if isinstance(said, str) else None


def question(chair: str, rt: str, office: str, person: Person) -> str:
    """Who asks, and about whom: name and address alone."""
    return (
        f"Kelurahan {office} dan {chair}, ketua untuk {rt}, bertanya: apakah benar *{person.name}* tinggal di "
        f"{person.address}? Jawaban Bapak/Ibu tidak kami tunjukkan kepada pemohon."
    )


def to_forward(chair: str, needed: int, until: datetime, *, asked_by_office: bool) -> str:
    """What the chair is to do."""
    opening = f"{chair}, kelurahan minta tetangga ditanya dulu." if asked_by_office else f"Baik, {chair}."
    return (
        f"{opening} Teruskan pesan berikut ke tetangga pemohon. Kami tunggu {needed} jawaban sampai "
        f"{long_date(until.date())} pukul {until:%H.%M}, lalu kami kabari di sini."
    )


def forwarded(code: str, link: str | None) -> str:
    """It says nothing about the applicant: anybody may read it."""
    how = f"buka {link} lalu tekan kirim" if link else f"kirim pesan *{WORD} {code}* ke nomor WhatsApp kelurahan"
    return f"Bapak/Ibu, mohon bantu jawab satu pertanyaan singkat dari kelurahan: {how}. Kode: {WORD} {code}."


def outcome(said: Sequence[NeighbourSaid], needed: int) -> str:
    """What came of it, before the chair's question is put again."""
    counts = Counter(neighbour.answer for neighbour in said)
    text = f"Jawaban tetangga: {counts['yes']} benar, {counts['no']} tidak, {counts['unknown']} tidak tahu."
    remarks = " ".join(f"Catatan: {neighbour.remark}" for neighbour in said if neighbour.remark)
    short = "" if counts["yes"] >= needed or counts["no"] else " Waktunya habis atau jawabannya belum cukup."
    return f"{' '.join(part for part in (text + short, remarks) if part)}\n\n"

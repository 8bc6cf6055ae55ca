"""What neighbours read, and what the chair reads about them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from shared.contracts.verification import NeighbourSaid
from shared.contracts.vocabulary import Choice, Person
from shared.indonesian import long_date

WORD = "TETANGGA"
CHOICES = (
    Choice(key="yes", label="Benar"),
    Choice(key="no", label="Tidak"),
    Choice(key="unknown", label="Tidak tahu"),
)
ANSWERS = frozenset(choice.key for choice in CHOICES)
SKIP = Choice(key="skip", label="Lewati")

IS_OVER = "Terima kasih. Pertanyaan ini sudah selesai atau lewat waktunya, jadi tidak perlu dijawab lagi."
NOT_YOU = "Mohon maaf, pertanyaan ini untuk tetangga lain: bukan untuk pemohon, yang membantunya, atau Ketua RT dan RW."
ALREADY = "Jawaban Bapak/Ibu sudah kami catat. Terima kasih."
THANKS = "Terima kasih, Bapak/Ibu. Jawabannya kami catat, dan tidak kami tunjukkan kepada pemohon."
WHY = "Terima kasih. Kalau berkenan, tulis singkat alasannya. Hanya Ketua RT dan petugas yang membacanya."


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

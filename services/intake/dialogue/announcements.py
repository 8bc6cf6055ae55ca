"""TERIMA PENGUMUMAN and BERHENTI PENGUMUMAN: the office tells what it tells many only to those who agree."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from zoneinfo import ZoneInfo

from services.intake.announcements import Announced
from services.intake.understanding.neighbourhood import read_rt
from shared.contracts.catalogue import Directory
from shared.contracts.vocabulary import Choice, Rt
from shared.dialogue import Heard, Misunderstood, Script, ask, scene
from shared.indonesian import near_date

#: Keys that are reserved words mean the same as the words.
AGREE = Choice(key="TERIMAPENGUMUMAN", label="Terima pengumuman")
STOP = Choice(key="BERHENTIPENGUMUMAN", label="Berhenti pengumuman")

OFFER = "Mau dapat pengumuman kelurahan di sini, misalnya posyandu atau kerja bakti?"
STOPPED = (
    "Baik, pengumuman tidak kami kirim lagi. Kabar tentang permohonan tetap kami kirim. "
    "Kalau berubah pikiran, ketik TERIMA PENGUMUMAN."
)
NOT_AGREED = "Baik, tidak jadi. Kalau berubah pikiran, ketik TERIMA PENGUMUMAN."
#: INFO shows so many.
_SHOWN = 2


@scene
def where_they_live(directory: Directory) -> Script[Rt]:
    """Announcements go to an RT, an RW or all."""
    text = "Pengumuman dikirim menurut tempat tinggal. RT dan RW berapa? Contoh: 005/002"
    return (yield from ask("rt", text, an_rt(directory)))


def an_rt(directory: Directory) -> Callable[[Heard], Rt | Misunderstood]:
    def understand(heard: Heard) -> Rt | Misunderstood:
        return read_rt(heard.text or "", directory) if heard.kind == "text" else Misunderstood()

    return understand


def agreed(rt: Rt) -> str:
    return (
        f"Baik, pengumuman kelurahan untuk warga {rt} kami kirim di sini. "
        "Kalau tidak mau lagi, ketik BERHENTI PENGUMUMAN."
    )


def lately(news: Iterable[Announced], zone: str) -> Iterator[str]:
    """For INFO: one paragraph for each of the newest."""
    for it in islice(news, _SHOWN):
        yield f"*Pengumuman* ({near_date(it.at.astimezone(ZoneInfo(zone)).date())}): {it.text}"

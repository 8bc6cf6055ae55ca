"""What is remembered is offered to be confirmed, and what was just confirmed to be remembered."""

from collections.abc import Callable, Mapping

from services.intake.dialogue.words import lowered, masked
from shared.contracts.vocabulary import Person
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, ask, recall
from shared.dialogue.understand import one_of
from shared.indonesian import long_date

SAME = Option(
    "same", "Masih sama", also=("sama", "masih", "ya", "benar", "betul", "tetap", "ok", "oke", "lanjut", "sesuai",
                                "tidak berubah", "tidak ada yang berubah", "belum berubah", "tidak ada perubahan"),
)  # fmt: skip
CHANGED = Option(
    "changed", "Ada yang berubah", also=("berubah", "ubah", "ganti", "tidak", "bukan", "beda", "pindah", "salah",
                                         "tidak sama", "sudah berubah", "sudah tidak sama"),
)  # fmt: skip
SAVE = Option(
    "save", "Benar, dan simpan", also=("simpan", "ya simpan", "boleh simpan", "boleh disimpan", "simpan saja")
)
#: Whether what was confirmed may be remembered, for those who were asked.
AGREED = "may_be_remembered"
MAY_WE = (
    "Supaya lain kali tidak perlu ditulis lagi, tekan *Benar, dan simpan*: data ini kami simpan sampai 2 tahun tidak "
    "dipakai, atau sampai Bapak/Ibu mengetik HAPUS DATA."
)

Understand = Callable[[Heard], str | Several | Misunderstood]


def offer(of: str, text: str, remembered: Mapping[str, object], otherwise: Understand | None = None) -> Script[None]:
    """Take what is `remembered`, by the keys of the answers, as if it had been said now, unless something changed.

    From then on the answers have it: what is remembered may change, or be erased, while the application goes on. What
    has been begun is not offered any more. `otherwise` understands whoever writes everything anew at once.
    """
    key = same_key(of)
    for known in (key, of, *remembered):
        if (yield from recall(known, object)) is not None:
            return
    choices, hint = [SAME.choice, CHANGED.choice], "Tekan *Masih sama*, atau *Ada yang berubah*."
    yield from ask(key, text, _same_or_anew(key, {of: SAME.key, **remembered}, otherwise), choices, hint=hint)


def same_key(of: str) -> str:
    """The question, and the answer, whether this is still the same."""
    return f"same.{of}"


def those_of(person: Person) -> str:
    """For whoever holds the phone by now: enough to know them again, without the number."""
    return (
        f"Data Bapak/Ibu masih sama?\n\n{person.name}\nNIK {masked(person.nik)}\n"
        f"Lahir di {person.birth_place}, {long_date(person.birth_date)}\n"
        f"{person.religion}, {person.marital_status.lower()}, {lowered(person.occupation)}\n"
        f"{person.address}, {person.rt}"
    )


def with_consent(understand: Understand) -> Understand:
    """Who confirms says by it whether it may be remembered."""

    def verdict(heard: Heard) -> str | Several | Misunderstood:
        answer = understand(heard)
        if answer == SAVE.key:
            return Several({"sure": "right", AGREED: True})
        return Several({"sure": "right", AGREED: False}) if answer == "right" else answer

    return verdict


def _same_or_anew(key: str, remembered: Mapping[str, object], otherwise: Understand | None) -> Understand:
    understand = one_of([SAME, CHANGED])

    def same(heard: Heard) -> str | Several | Misunderstood:
        answer = understand(heard)
        if answer == SAME.key:
            return Several({key: answer, **remembered})
        anew = otherwise(heard) if otherwise and isinstance(answer, Misunderstood) else None
        return Several({key: CHANGED.key, **anew.answers}) if isinstance(anew, Several) else answer

    return same

"""What can be made to go wrong, as data: for one phone or for all, once, for a while or by chance."""

import random
from collections.abc import Callable, Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Trouble(StrEnum):
    """Each is explained by its label in `LABELS`."""

    DUPLICATE = "duplicate"
    REVERSED = "reversed"
    HELD = "held"
    BATCHED = "batched"
    NO_DELIVERED = "no_delivered"
    BAD_SIGNATURE = "bad_signature"
    ANSWER_LOST = "answer_lost"
    SERVER_ERROR = "server_error"
    RATE_LIMITED = "rate_limited"
    WINDOW_CLOSED = "window_closed"
    REFUSED_LATE = "refused_late"
    UNDELIVERABLE = "undeliverable"
    MEDIA_GONE = "media_gone"


#: What the page says of each: to whom it happens, the sentence, the detail.
LABELS: dict[str, dict[Trouble, tuple[str, str]]] = {
    "Gangguan ke server": {
        Trouble.DUPLICATE: ("Webhook dikirim dua kali", ""),
        Trouble.REVERSED: ("Urutan webhook terbalik", ""),
        Trouble.HELD: ("Webhook tertahan 30 detik", ""),
        Trouble.BATCHED: ("Beberapa webhook jadi satu", ""),
        Trouble.NO_DELIVERED: ("Tanpa kabar “sampai”", "status delivered dilewati"),
        Trouble.BAD_SIGNATURE: ("Tanda tangan webhook salah", "harus ditolak: 401"),
    },
    "Gangguan dari Graph API": {
        Trouble.ANSWER_LOST: ("Waktu habis, nasib tak jelas", "pesan tetap sampai"),
        Trouble.SERVER_ERROR: ("Galat 500", "pesan tidak diterima"),
        Trouble.RATE_LIMITED: ("Terlalu cepat", "130429"),
        Trouble.WINDOW_CLOSED: ("Jendela 24 jam tutup", "131047"),
        Trouble.REFUSED_LATE: ("Penolakan lewat status", "diterima dulu, lalu gagal"),
        Trouble.UNDELIVERABLE: ("Pesan tak bisa sampai", "131026"),
        Trouble.MEDIA_GONE: ("Foto tak bisa diunduh", ""),
    },
}


class Fault(BaseModel):
    """One trouble. `phone` None means every phone; `times` None means until it is cleared.

    `seconds` is how long what is held is held, or how long an answer that gets lost is waited for.
    `chance` is drawn from a generator that is seeded, so that a run can be repeated.
    """

    model_config = ConfigDict(frozen=True)

    trouble: Trouble
    phone: str | None = None
    times: int | None = Field(default=None, ge=1)
    chance: float = Field(default=1.0, gt=0, le=1)
    seconds: float = Field(default=30.0, ge=0, le=600)


class Faults:
    """The faults that are set. `on_change` hears of every change."""

    def __init__(self, on_change: Callable[[], None], seed: int = 0) -> None:
        self._set: dict[tuple[Trouble, str | None], Fault] = {}
        self._on_change = on_change
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._set.values())

    def put(self, fault: Fault) -> None:
        self._set[fault.trouble, fault.phone] = fault
        self._on_change()

    def clear(self, trouble: Trouble | None = None, phone: str | None = None) -> None:
        """Clear one trouble of one phone (or of all); without a trouble, clear everything."""
        if trouble is None:
            self._set.clear()
        else:
            self._set.pop((trouble, phone), None)
        self._on_change()

    def has(self, trouble: Trouble, phone: str) -> Fault | None:
        """The fault that stands for this phone, if any; it is not used up."""
        return self._set.get((trouble, phone)) or self._set.get((trouble, None))

    def strikes(self, trouble: Trouble, phone: str) -> Fault | None:
        """The fault if it happens now. It is used up once."""
        fault = self.has(trouble, phone)
        if fault is None or self._random.random() >= fault.chance:
            return None
        if fault.times is not None:
            self._use_up(fault, fault.times - 1)
        return fault

    def _use_up(self, fault: Fault, left: int) -> None:
        if left:
            self._set[fault.trouble, fault.phone] = fault.model_copy(update={"times": left})
        else:
            del self._set[fault.trouble, fault.phone]
        self._on_change()

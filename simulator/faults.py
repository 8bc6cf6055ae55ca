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
    STATUS_FIRST = "status_first"
    NO_CONTACTS = "no_contacts"
    NEW_FIELDS = "new_fields"
    BAD_SIGNATURE = "bad_signature"
    SLOW = "slow"
    ANSWER_LOST = "answer_lost"
    TIMEOUT_BEFORE = "timeout_before"
    SERVER_ERROR = "server_error"
    ERROR_AFTER = "error_after"
    OVERLOADED = "overloaded"
    RATE_LIMITED = "rate_limited"
    PAIR_LIMITED = "pair_limited"
    WINDOW_CLOSED = "window_closed"
    REFUSED_LATE = "refused_late"
    UNDELIVERABLE = "undeliverable"
    WITHHELD = "withheld"
    MEDIA_GONE = "media_gone"
    MEDIA_EXPIRED = "media_expired"
    MEDIA_DAMAGED = "media_damaged"
    MEDIA_REFUSED = "media_refused"
    TOKEN_EXPIRED = "token_expired"  # noqa: S105 - the name of a trouble
    NO_PERMISSION = "no_permission"
    SPAM_LIMIT = "spam_limit"
    POLICY = "policy"
    LOCKED = "locked"
    UNPAID = "unpaid"


#: What is answered instead of accepting a message, by Meta's code.
REFUSALS: dict[Trouble, int] = {
    Trouble.SERVER_ERROR: 2,
    Trouble.OVERLOADED: 131016,
    Trouble.RATE_LIMITED: 130429,
    Trouble.PAIR_LIMITED: 131056,
    Trouble.TOKEN_EXPIRED: 190,
    Trouble.NO_PERMISSION: 10,
    Trouble.SPAM_LIMIT: 131048,
    Trouble.POLICY: 368,
    Trouble.LOCKED: 131031,
    Trouble.UNPAID: 131042,
}

#: What a later status tells of a message that was accepted.
FAILURES: dict[Trouble, int] = {Trouble.UNDELIVERABLE: 131026, Trouble.WITHHELD: 131049}

#: What the page says of each: to whom it happens, the sentence, the detail.
LABELS: dict[str, dict[Trouble, tuple[str, str]]] = {
    "Gangguan ke server": {
        Trouble.DUPLICATE: ("Webhook dikirim dua kali", ""),
        Trouble.REVERSED: ("Urutan webhook terbalik", ""),
        Trouble.HELD: ("Webhook tertahan 30 detik", ""),
        Trouble.BATCHED: ("Beberapa webhook jadi satu", ""),
        Trouble.STATUS_FIRST: ("Kabar status mendahului jawaban API", ""),
        Trouble.NO_DELIVERED: ("Tanpa kabar “sampai”", "status delivered dilewati"),
        Trouble.NO_CONTACTS: ("Tanpa data pengirim", "contacts tidak ikut"),
        Trouble.NEW_FIELDS: ("Isian baru yang belum dikenal", "dan jenis webhook baru"),
        Trouble.BAD_SIGNATURE: ("Tanda tangan webhook salah", "harus ditolak: 401"),
    },
    "Gangguan dari Graph API": {
        Trouble.SLOW: ("Jawaban lambat", "3 detik"),
        Trouble.ANSWER_LOST: ("Waktu habis, nasib tak jelas", "pesan tetap sampai"),
        Trouble.TIMEOUT_BEFORE: ("Waktu habis sebelum diterima", "pesan tidak sampai"),
        Trouble.SERVER_ERROR: ("Galat 500", "pesan tidak diterima"),
        Trouble.ERROR_AFTER: ("Galat 500 setelah diterima", "131000, pesan tetap sampai"),
        Trouble.OVERLOADED: ("Layanan terlalu sibuk", "131016"),
        Trouble.RATE_LIMITED: ("Terlalu cepat", "130429"),
        Trouble.PAIR_LIMITED: ("Terlalu sering ke satu orang", "131056"),
        Trouble.WINDOW_CLOSED: ("Jendela 24 jam tutup", "131047"),
        Trouble.REFUSED_LATE: ("Penolakan lewat status", "diterima dulu, lalu gagal"),
        Trouble.UNDELIVERABLE: ("Pesan tak bisa sampai", "131026"),
        Trouble.WITHHELD: ("Pesan ditahan WhatsApp", "131049"),
    },
    "Foto dan berkas": {
        Trouble.MEDIA_GONE: ("Foto tak bisa diunduh", "tautan dijawab 404"),
        Trouble.MEDIA_EXPIRED: ("Foto sudah kedaluwarsa", "nomor media tidak dikenal"),
        Trouble.MEDIA_DAMAGED: ("Foto terpotong saat diunduh", ""),
        Trouble.MEDIA_REFUSED: ("Lampiran kantor ditolak", "131053"),
    },
    "Akun kantor": {
        Trouble.TOKEN_EXPIRED: ("Token kedaluwarsa", "190"),
        Trouble.NO_PERMISSION: ("Token tanpa izin mengirim", "10"),
        Trouble.SPAM_LIMIT: ("Nomor ditahan karena keluhan", "131048"),
        Trouble.POLICY: ("Akun diblokir sementara", "368"),
        Trouble.LOCKED: ("Akun dikunci", "131031"),
        Trouble.UNPAID: ("Tagihan belum dibayar", "131042"),
    },
}

#: What is about no phone in particular: only troubles that stand for all of them strike.
NOBODY = ""
#: How long something takes when nothing else is said, in seconds.
TAKES: dict[Trouble, float] = {Trouble.SLOW: 3.0}
USUALLY_TAKES = 30.0


class Fault(BaseModel):
    """One trouble. `phone` None means every phone; `times` None means until it is cleared.

    `seconds` is how long what is held is held, or how long an answer that is slow or gets lost is waited for.
    `chance` is drawn from a generator that is seeded, so that a run can be repeated.
    """

    model_config = ConfigDict(frozen=True)

    trouble: Trouble
    phone: str | None = None
    times: int | None = Field(default=None, ge=1)
    chance: float = Field(default=1.0, gt=0, le=1)
    seconds: float | None = Field(default=None, ge=0, le=600)

    @property
    def takes(self) -> float:
        """In seconds."""
        return TAKES.get(self.trouble, USUALLY_TAKES) if self.seconds is None else self.seconds


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

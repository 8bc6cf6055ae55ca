"""The queue: every file in its stage, what it waits for, in words; what waits for me first."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from services.issuance.console.views.clock import Bars, bars, day_of, deadline
from services.issuance.console.views.waiting import Awaits, awaits, waits_for_hand_over
from services.issuance.console.words import Mark, masked
from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.staff import Role
from services.issuance.stage import ENDED, WAITS_FOR

When = Literal["", "late", "today", "tomorrow", "paused"]


class Row(NamedTuple):
    """One file in the queue."""

    application_id: UUID
    bars: Bars
    name: str
    reference: str
    nik: str
    service: str
    reason: str | None
    rt: str
    helped: bool
    at_counter: bool
    awaits: Awaits
    to_tell: bool
    undelivered: bool
    mine: bool
    due: Mark


class Group(NamedTuple):
    """The files of one stage of the way, and what is done with them."""

    title: str
    advice: str
    rows: tuple[Row, ...]


class Figure(NamedTuple):
    """A count that filters."""

    when: When
    number: int
    words: str
    tone: str


class Filter(NamedTuple):
    """What the person looks for."""

    q: str = ""
    service: str = ""
    when: When = ""
    mine: bool = False


MOST_ENDED = 50
_GROUPS = (
    (3, "Hari 3 · terbit", "Buat surat, minta tanda tangan, serahkan."),
    (2, "Hari 2 · verifikasi", "Kata Ketua RT ditanyakan sendiri; di sini yang butuh Anda."),
    (1, "Hari 1 · terima", "Periksa dokumen, terima dengan nomor agenda, atau kembalikan yang kurang."),
    (0, "Belum dihitung", "Menunggu surat pengantar RT atau dokumen pemohon. Waktu belum berjalan."),
    (-1, "Selesai", "Yang terakhir."),
)


def groups(files: Iterable[File], wanted: Filter, role: Role, in_force: InForce, now: datetime) -> tuple[Group, ...]:
    """The files that are wanted, the stage nearest its end on top, and in it what waits for this role first."""
    here: dict[int, list[File]] = {}
    for file in files:
        if _is_wanted(file, wanted, role, in_force, now):
            here.setdefault(_place(file), []).append(file)
    order = _order(role)
    found: list[Group] = []
    for place, title, advice in _GROUPS:
        if some := sorted(here.get(place, ()), key=order)[: MOST_ENDED if place < 0 else None]:
            found.append(Group(title, advice, tuple(_row(file, role, in_force, now) for file in some)))
    return tuple(found)


def figures(files: Sequence[File], in_force: InForce, now: datetime) -> tuple[Figure, ...]:
    """How many files are late, due today, due tomorrow, paused."""

    def count(when: When) -> int:
        return sum(_falls(file, when, in_force, now) for file in files)

    return (
        Figure("late", count("late"), "terlambat", "late"),
        Figure("today", count("today"), "jatuh tempo hari ini", "today"),
        Figure("tomorrow", count("tomorrow"), "jatuh tempo besok", ""),
        Figure("paused", count("paused"), "jeda, menunggu pemohon", ""),
    )


def waits_for(file: File, role: Role) -> bool:
    """Whether it cannot go on without this role."""
    return WAITS_FOR.get(file.stage) == role.value


def is_mine(file: File, role: Role) -> bool:
    """Whether this role has something to do about it: it waits, its print does, or somebody has to be told."""
    return waits_for(file, role) or (role is Role.CLERK and (waits_for_hand_over(file) or bool(file.to_tell)))


def _place(file: File) -> int:
    if waits_for_hand_over(file) or (file.to_tell and file.stage in ENDED):
        return 3
    return -1 if file.stage in ENDED else day_of(file)


def _order(role: Role) -> Callable[[File], tuple[bool, float, float]]:
    def order(file: File) -> tuple[bool, float, float]:
        due_at = file.due_at.timestamp() if file.due_at and not file.is_paused else float("inf")
        if file.stage in ENDED and not (waits_for_hand_over(file) or file.to_tell):
            return True, -file.since.timestamp(), 0
        return not is_mine(file, role), due_at, file.since.timestamp()

    return order


def _row(file: File, role: Role, in_force: InForce, now: datetime) -> Row:
    reason = file.service.reason(file.reason)
    rt = file.applicant.rt
    return Row(
        application_id=file.application_id,
        bars=bars(file, now),
        name=file.applicant.name,
        reference=file.reference,
        nik=masked(file.applicant.nik),
        service=file.service.short,
        reason=reason.label if reason else None,
        rt=f"{rt.rt:03}/{rt.rw:03}",
        helped=file.helped_by is not None,
        at_counter=file.opened_by is not None,
        awaits=awaits(file, now, ZoneInfo(in_force.zone)),
        to_tell=bool(file.to_tell),
        undelivered=bool(file.undelivered),
        mine=is_mine(file, role),
        due=deadline(file, in_force, now),
    )


def _is_wanted(file: File, wanted: Filter, role: Role, in_force: InForce, now: datetime) -> bool:
    return (
        _matches(file, wanted.q)
        and wanted.service in ("", file.service.key)
        and (not wanted.when or _falls(file, wanted.when, in_force, now))
        and (not wanted.mine or is_mine(file, role))
    )


def _matches(file: File, q: str) -> bool:
    """By name, reference, agenda or letter number, or the last four digits of the NIK."""
    words = q.casefold().split()
    said = (file.applicant.name, file.helped_by, file.reference, file.agenda_number, file.letter_number)
    text = " ".join(word for word in said if word).casefold()
    return all(word in text or word == file.applicant.nik[-4:] for word in words)


def _falls(file: File, when: When, in_force: InForce, now: datetime) -> bool:
    if file.is_paused or when == "paused":
        return file.is_paused and when == "paused"
    if file.due_at is None or file.stage in ENDED:
        return False
    zone = ZoneInfo(in_force.zone)
    days = (file.due_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    match when:
        case "late":
            return file.due_at < now
        case "today":
            return days == 0 and file.due_at >= now
        case _:
            return days == 1

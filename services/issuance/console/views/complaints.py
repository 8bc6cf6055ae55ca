"""Complaints on the screen: what waits for whom until when, and what has been said."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from services.issuance.complaints.complaint import LONGEST, Complaint
from services.issuance.console.words import Mark, due, near_time
from services.issuance.staff import Role
from shared.contracts.catalogue import Catalogue
from shared.contracts.vocabulary import ApplicationId

KINDS = {"complaint": "Keluhan", "suggestion": "Saran", "breach": "Terlambat"}


class Row(NamedTuple):
    """One complaint in the list."""

    complaint_id: UUID
    reference: str
    what: str
    name: str
    begins: str
    owner: str | None
    at_lurah: bool
    state: Mark


class Group(NamedTuple):
    """Those in the same state."""

    title: str
    advice: str
    rows: tuple[Row, ...]


class Line(NamedTuple):
    """Something that was said in it."""

    at: str
    by: str
    text: str
    us: bool


class Whole(NamedTuple):
    """A complaint as its own page shows it."""

    complaint_id: UUID
    reference: str
    what: str
    name: str
    about: ApplicationId | None
    made: str
    owner: str | None
    at_lurah: str | None
    state: Mark
    lines: tuple[Line, ...]
    pages: tuple[str, ...]
    may_answer: bool
    may_pass_on: bool
    is_told: bool
    longest: int = LONGEST


def groups(
    complaints: Sequence[Complaint], catalogue: Catalogue, role: Role, now: datetime, zone: ZoneInfo
) -> tuple[Group, ...]:
    """What waits for this role on top, the nearest date first."""
    is_open = [it for it in complaints if it.stage == "open"]
    urgent = sorted(is_open, key=lambda it: (it.due_at is None, it.due_at or it.made_at))
    at_lurah, at_clerk = [it for it in urgent if it.escalated_at], [it for it in urgent if not it.escalated_at]
    open_groups = [
        ("Di lurah", "Terlambat, dibuka lagi, atau diteruskan petugas.", at_lurah),
        ("Menunggu jawaban petugas", "Ambil, cari tahu, lalu jawab sebelum waktunya.", at_clerk),
    ]
    waiting = [it for it in complaints if it.stage == "answered"]
    closed = [it for it in complaints if it.stage == "closed"]
    found = [
        *(open_groups if role is Role.LURAH else reversed(open_groups)),
        ("Sudah dijawab", "Warga ditanya apakah sudah selesai. Tanpa kabar seminggu dianggap selesai.", waiting),
        ("Selesai", "Yang terakhir.", closed),
    ]
    return tuple(Group(title, advice, rows(some, catalogue, now, zone)) for title, advice, some in found if some)


def whole(complaint: Complaint, catalogue: Catalogue, role: Role, now: datetime, zone: ZoneInfo) -> Whole:
    """Everything about it, and what this role may do."""
    is_open = complaint.stage == "open" and role is not Role.ADMIN
    escalated = complaint.escalated_at
    name = complaint.name or "Warga"
    return Whole(
        complaint_id=complaint.complaint_id,
        reference=complaint.reference,
        what=what(complaint, catalogue),
        name=name,
        about=complaint.about,
        made=near_time(complaint.made_at, now, zone),
        owner=complaint.owner,
        at_lurah=near_time(escalated, now, zone) if escalated else None,
        state=state(complaint, now, zone),
        lines=tuple(
            Line(near_time(it.at, now, zone), it.by or name, it.text, it.by is not None) for it in complaint.said
        ),
        pages=tuple(f"/pengaduan/{complaint.complaint_id}/foto/{place}" for place in range(len(complaint.pages))),
        may_answer=is_open and (role is Role.LURAH or not escalated),
        may_pass_on=is_open and not escalated,
        is_told=complaint.is_answered_on_whatsapp,
    )


def what(complaint: Complaint, catalogue: Catalogue) -> str:
    """`Keluhan: surat terlambat`"""
    names = {category.key: category.name for category in catalogue.complaints}
    name = names.get(complaint.category or "")
    return f"{KINDS[complaint.kind]}: {name[:1].lower()}{name[1:]}" if name else KINDS[complaint.kind]


def state(complaint: Complaint, now: datetime, zone: ZoneInfo) -> Mark:
    match complaint.stage:
        case "open" if complaint.due_at:
            return due(complaint.due_at, now, zone)
        case "open":
            return Mark("baru")
        case "answered":
            return Mark("menunggu kata warga", note=f"sejak {near_time(complaint.since, now, zone)}")
        case "closed":
            return Mark("selesai", "fine", "check", near_time(complaint.since, now, zone))


def rows(complaints: Iterable[Complaint], catalogue: Catalogue, now: datetime, zone: ZoneInfo) -> tuple[Row, ...]:
    """One line for each, in their order."""
    return tuple(
        Row(
            complaint_id=it.complaint_id,
            reference=it.reference,
            what=what(it, catalogue),
            name=it.name or "Warga",
            begins=_shortened(it.said[-1].text if it.said else ""),
            owner=it.owner,
            at_lurah=it.escalated_at is not None,
            state=state(it, now, zone),
        )
        for it in complaints
    )


def _shortened(text: str, most: int = 120) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"

"""How a page comes to look as it does: the templates, and what every one of them is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo

import jinja2
import sqlalchemy as sa
from fastapi import Depends
from starlette.responses import HTMLResponse

from services.issuance import store as tables
from services.issuance.console.auth import Person, SignedIn
from services.issuance.console.counter import Counter, OpenCounter
from services.issuance.console.news import newest_mark
from services.issuance.console.words import in_fours, masked, register_name
from services.issuance.due_soon import urgent_for
from services.issuance.edition import InForce
from services.issuance.staff import Role, Staff
from services.issuance.stage import STAGE_NAMES, WAITS_FOR, Awaited
from services.issuance.whatsapp import WhatsAppAccount
from shared.indonesian import full_date, long_date, sex_in_words

HERE = Path(__file__).parent
STATIC = HERE / "static"
ROLE_TITLES = {Role.CLERK: "Petugas", Role.LURAH: "Lurah", Role.ADMIN: "Admin"}


class Room(NamedTuple):
    """A place in the navigation; `count` is what waits there."""

    key: str
    name: str
    href: str
    waiting: int | None


#: Changes with any static file, so that browsers may keep each for good.
_VERSION = sha256(b"".join(file.read_bytes() for file in sorted(STATIC.iterdir()))).hexdigest()[:12]


def _static(name: str) -> str:
    return f"/static/{name}?v={_VERSION}"


_pages = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.filters |= {"static": _static, "role_title": ROLE_TITLES.__getitem__, "masked": masked, "in_fours": in_fours}
_pages.filters |= {
    "register_name": register_name,
    "stage_name": STAGE_NAMES.__getitem__,
    "long_date": long_date,
    "full_date": full_date,
    "sex_in_words": sex_in_words,
}


def page(template: str, status: int = 200, **what: Any) -> HTMLResponse:
    """A page for anybody."""
    return HTMLResponse(_pages.get_template(template).render(**what), status)


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at the counter: who sits there, what counts at the office, and what time it is."""

    counter: Counter
    person: Person
    in_force: InForce
    now: datetime

    @property
    def staff(self) -> Staff:
        return self.person.staff

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.in_force.zone)

    async def show(self, template: str, here: str, status: int = 200, **what: Any) -> HTMLResponse:
        """A page with the navigation around it; `here` is the room's address."""
        account = await self.counter.find(WhatsAppAccount, self.in_force.office)
        return page(
            template,
            status,
            office=self.in_force.catalogue.office,
            person=self.staff,
            csrf=self.person.csrf,
            rooms=await rooms(self.counter, self.staff.role),
            here=here,
            demo=bool(self.counter.demo_accounts),
            mark=await newest_mark(self.counter),
            sending_stopped=account.stopped_because if account else None,
            urgent=await urgent_for(self.counter.store, self.staff.role, self.in_force, self.now),
            written_to_only=account.only_to if account else 0,
            **what,
        )


async def _take_seat(counter: OpenCounter, person: SignedIn) -> Seat:
    return Seat(counter, person, await counter.in_force(), counter.now())


TakenSeat = Annotated[Seat, Depends(_take_seat)]


async def rooms(counter: Counter, role: Role) -> tuple[Room, ...]:
    """The navigation of this role, what matters most to it first."""
    waiting, to_sign, talks, at_clerk, at_lurah = await _counts(counter)
    queue = Room("queue", "Antrian", "/", waiting)
    signing = Room("signing", "Tanda tangan", "/tanda-tangan", to_sign)
    talking = Room("talks", "Percakapan", "/percakapan", talks)
    complaining = Room("complaints", "Pengaduan", "/pengaduan", at_lurah if role is Role.LURAH else at_clerk)
    announcing = Room("announcements", "Pengumuman", "/pengumuman", None)
    register = Room("register", "Register", "/register", None)
    whatsapp = Room("whatsapp", "WhatsApp", "/whatsapp", None)
    match role:
        case Role.LURAH:
            return signing, queue, talking, complaining, announcing, register, whatsapp
        case Role.ADMIN:
            parked, setup = Room("parked", "Parkir", "/parkir", None), Room("setup", "Atur", "/atur", None)
            return queue, signing, talking, complaining, announcing, register, whatsapp, parked, setup
        case Role.CLERK:
            return queue, signing, talking, complaining, announcing, register


async def _counts(counter: Counter) -> Sequence[int]:
    """Files that wait for a clerk, letters for the lurah, open talks, complaints at a clerk and at the lurah."""
    [counts] = await counter.store.glance(_how_many())
    return counts


def _open_complaints() -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """Those that wait for a clerk, and those that wait for the lurah."""
    is_open = tables.complaints.c.stage == "open"
    is_the_clerks = tables.complaints.c.body.like('%"escalated_at":null%')
    return sa.and_(is_open, is_the_clerks), sa.and_(is_open, sa.not_(is_the_clerks))


@cache  # every page asks, and always the same
def _how_many() -> sa.SelectBase:
    def files(whom: Awaited) -> sa.ScalarSelect[int]:
        stages = [stage.value for stage, awaited in WAITS_FOR.items() if awaited == whom]
        return sa.select(sa.func.count()).where(tables.files.c.stage.in_(stages)).scalar_subquery()

    talks = sa.select(sa.func.count()).where(tables.conversations.c.open_since.is_not(None)).scalar_subquery()
    complaints = [sa.select(sa.func.count()).where(each).scalar_subquery() for each in _open_complaints()]
    counts: list[Any] = [files("clerk"), files("lurah"), talks, *complaints]
    return sa.select(*counts)

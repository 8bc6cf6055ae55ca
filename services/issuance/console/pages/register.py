"""The number registers, as the office's own books show them: every number, also the void ones."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, NamedTuple

import sqlalchemy as sa
import structlog
from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from services.issuance import store as tables
from services.issuance.bookkeeping import MAY, MOST, Deed
from services.issuance.books import book, books
from services.issuance.console.counter import Counter, shelf_of
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.attempts import NO_ATTEMPT, Attempt
from services.issuance.console.spreadsheet import BYTE_ORDER_MARK, csv_lines, workbook
from services.issuance.console.views import register as views
from services.issuance.console.words import register_name
from services.issuance.letters.book import Book, book_aside
from services.issuance.register import AGENDA, Entry, Register, Status

pages = APIRouter()
log: Any = structlog.get_logger()
HERE = "/register"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PORTION = 100  # lines on a page
MOST_IN_A_SEARCH = 300
AT_ONCE = 500  # rows read at once for a download

Key = Annotated[str, Query(max_length=40)]
Year = Annotated[int, Query(ge=0, le=9999)]
Search = Annotated[str, Query(max_length=80)]


class Wanted(NamedTuple):
    """Which numbers: of a year; perhaps of one register, and with these words."""

    year: int
    key: str = ""
    q: str = ""

    @property
    def where(self) -> list[sa.ColumnElement[bool]]:
        table = tables.entries.c
        of_register = [table.register == self.key] if self.key else []
        found = [table.words.contains(word, autoescape=True) for word in self.q.casefold().split()]
        return [table.year == self.year, *of_register, *found]


@pages.get(HERE)
async def register(
    seat: TakenSeat,
    key: Key = "",
    year: Year = 0,
    q: Search = "",
    before: Annotated[int | None, Query(ge=1, le=MOST + 1)] = None,
) -> Response:
    """All registers of a year; or the numbers of one, newest first; or those that are found."""
    return await show_register(seat, _wanted(seat, key, year, q), before)


@pages.get(f"{HERE}.csv")
async def download(seat: TakenSeat, key: Key = "", year: Year = 0, q: Search = "") -> Response:
    """The same numbers for a spreadsheet, in the order of the book."""
    wanted = _wanted(seat, key, year, q)
    log.info("register_downloaded", by=seat.staff.username, year=wanted.year)
    csv = _csv(seat.counter, wanted)
    return StreamingResponse(csv, media_type="text/csv; charset=utf-8", headers=_as_file(wanted, "csv"))


@pages.get(f"{HERE}.xlsx")
async def download_workbook(seat: TakenSeat, key: Key = "", year: Year = 0, q: Search = "") -> Response:
    """The same as a workbook."""
    wanted = _wanted(seat, key, year, q)
    log.info("register_downloaded", by=seat.staff.username, year=wanted.year)
    rows = [cells async for some in _lines(seat.counter, wanted) for cells in some]
    book = await asyncio.to_thread(workbook, f"{wanted.year}", views.COLUMNS, rows)
    return Response(book, media_type=XLSX, headers=_as_file(wanted, "xlsx"))


@pages.get(f"{HERE}.pdf")
async def bound(seat: TakenSeat, key: Annotated[str, Query(min_length=1, max_length=40)], year: Year = 0) -> Response:
    """One register of a year as the book that is bound and put on the shelf: all its numbers, void ones too."""
    wanted = _wanted(seat, key, year, "")
    entries = await seat.counter.read(Entry, *wanted.where, by=tables.entries.c.number, most=MOST)
    register = await seat.counter.find(Register, key)
    given = [(span.first, views.span_of_book(span)) for span in views.spans(register, wanted.year)]
    given += [(entry.number, views.line_of_book(entry)) for entry in entries]
    lines = [line for _, line in sorted(given, key=lambda it: it[0])]
    office = seat.in_force.catalogue.office
    title = f"{'Buku agenda' if key == AGENDA else f'Buku register {register_name(key)}'} tahun {wanted.year}"
    pdf = await book_aside(Book(f"Kelurahan {office.name}", title, lines, seat.in_force.today(seat.now)))
    log.info("register_bound", by=seat.staff.username, year=wanted.year)
    name = f"{title.lower().replace(' ', '-').replace('/', '-')}.pdf"
    return Response(
        pdf, media_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


async def show_register(
    seat: Seat, wanted: Wanted, before: int | None = None, attempt: Attempt = NO_ATTEMPT, status: int = 200
) -> Response:
    """The page; with an attempt, what was typed stays and the reason stands beside it."""
    registers = {it.key: it for it in await seat.counter.read(Register)}
    counts = await _counts(seat.counter, wanted.year)
    keys = views.keys(books(seat.in_force), {*registers, *(key for key, _ in counts)})
    lists = bool(wanted.key or wanted.q)
    found = await _entries(seat.counter, wanted, before) if lists else []
    open_register = registers.get(wanted.key) or Register(wanted.key)
    years = {wanted.year, *(year for it in registers.values() for year in it.last), seat.in_force.today(seat.now).year}
    return await seat.show(
        "register.html",
        HERE,
        status,
        wanted=wanted,
        keys=keys,
        years=sorted(years, reverse=True),
        rows=[] if lists else views.rows(keys, registers, counts, wanted.year),
        lists=lists,
        is_of_an_rt=views.is_of_an_rt,
        lines=views.lines(found),
        older=found[-1].number if wanted.key and len(found) == PORTION else None,
        most=MOST_IN_A_SEARCH,
        newest=before is None,
        spans=views.spans(open_register, wanted.year) if not wanted.q and before is None else [],
        book=book(wanted.key, seat.in_force),
        next_number=open_register.next(wanted.year),
        last=open_register.last.get(wanted.year, 0),
        may_enter=seat.staff.role in MAY[Deed.ENTER],
        may_begin=seat.staff.role in MAY[Deed.BEGIN],
        attempt=attempt,
        today=seat.in_force.today(seat.now),
    )


def _as_file(wanted: Wanted, ending: str) -> dict[str, str]:
    register = [wanted.key.replace(":", "-").replace("/", "-")] if wanted.key else []
    name = "-".join(["register", *register, str(wanted.year)])
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}


def _wanted(seat: Seat, key: str, year: int, q: str) -> Wanted:
    return Wanted(year or seat.in_force.today(seat.now).year, key, q.strip())


async def _counts(counter: Counter, year: int) -> dict[tuple[str, Status], int]:
    table = tables.entries.c
    wanted: list[Any] = [table.register, table.status, sa.func.count()]
    query = sa.select(*wanted).where(table.year == year).group_by(table.register, table.status)
    return {(key, Status(status)): count for key, status, count in await counter.store.fetch(query)}


async def _entries(counter: Counter, wanted: Wanted, before: int | None) -> list[Entry]:
    table = tables.entries.c
    if not wanted.key:
        return await counter.read(Entry, *wanted.where, by=table.entry_id.desc(), most=MOST_IN_A_SEARCH)
    older = [table.number < before] if before else []
    return await counter.read(Entry, *wanted.where, *older, by=table.number.desc(), most=PORTION)


async def _csv(counter: Counter, wanted: Wanted) -> AsyncIterator[str]:
    """Portion by portion: a year of a large office need not be in memory at once."""
    yield BYTE_ORDER_MARK + csv_lines([views.COLUMNS])
    async for cells in _lines(counter, wanted):
        yield csv_lines(cells)


async def _lines(counter: Counter, wanted: Wanted) -> AsyncIterator[Sequence[Sequence[object]]]:
    """The cells of all lines, in the order of the book, some at a time."""
    if not wanted.q:
        for it in await counter.read(Register, *([tables.registers.c.key == wanted.key] if wanted.key else [])):
            yield [views.cells_of_span(it.key, span) for span in views.spans(it, wanted.year)]
    table, shelf = tables.entries.c, shelf_of(Entry)
    query = sa.select(tables.entries).where(*wanted.where).order_by(table.register, table.number).limit(AT_ONCE)
    rows = await counter.store.fetch(query)
    while rows:
        entries = [shelf.from_row(row) for row in rows]
        yield [views.cells(entry) for entry in entries]
        last = entries[-1]
        after = sa.or_(
            table.register > last.register, sa.and_(table.register == last.register, table.number > last.number)
        )
        rows = await counter.store.fetch(query.where(after))

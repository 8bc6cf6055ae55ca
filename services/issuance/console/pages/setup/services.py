"""What people can ask the office for: the list, a service more, and the page of each."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.letter_forms import FORMS, SIGNING, read_letter, shown_letter
from services.issuance.console.pages.setup.rows import EMPTY_ROWS, row_count
from services.issuance.console.pages.setup.service_forms import BACKGROUNDS, read_service, shown_service
from services.issuance.console.pages.setup.sheets import ReasonedForm, Sheet, Shown, saved, show, tried
from services.issuance.edits import the_set_up
from services.issuance.procedure import edits
from services.issuance.procedure.conditions import written
from services.issuance.procedure.keys import key_for
from shared.contracts.catalogue import Letter, Service
from shared.contracts.vocabulary import ServiceKey

pages = APIRouter(prefix="/atur")
HERE = "/atur/layanan"
_NEW = "baru"  # stands where the key of a service would
_NOTHING_YET = Letter(kind="letter", title="", classification="", number_format="", purpose="")


@pages.get("/layanan")
async def services(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await show(
        seat, "services.html", HERE, services=seat.in_force.catalogue.services, saved=tersimpan, written=written
    )


@pages.get("/layanan/baru")
async def new_service(seat: TakenSeat) -> Response:
    return await _show_new(seat)


@pages.post("/layanan/baru")
async def add_service(request: Request, seat: TakenSeat) -> Response:
    async def add(typed: Shown) -> Response:
        edit, code = ReasonedForm.read(typed).edit(seat), seat.counter.office
        service = new_as_typed(typed, seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: edits.add_service(desk, code, service, edit))
        return RedirectResponse(f"{HERE}/{service.key}?tersimpan=1", 303)

    done = await tried(await request.form(), add)
    return await _show_new(seat, done) if isinstance(done, Sheet) else done


@pages.get("/layanan/{key}")
async def service(key: ServiceKey, seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, the_service(seat, key), kept=tersimpan)


@pages.post("/layanan/{key}")
async def save_service(key: ServiceKey, request: Request, seat: TakenSeat) -> Response:
    before = the_service(seat, key)

    async def save(typed: Shown) -> None:
        after, code, edit = read_service(typed, before), seat.counter.office, ReasonedForm.read(typed).edit(seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: edits.change_service(desk, code, after, edit))

    sheet = await tried(await request.form(), save)
    return await _show(seat, before, sheet) if sheet else saved(f"{HERE}/{key}")


@pages.post("/layanan/{key}/hapus")
async def remove_service(key: ServiceKey, request: Request, seat: TakenSeat) -> Response:
    before = the_service(seat, key)

    async def remove(typed: Shown) -> None:
        code, edit = seat.counter.office, ReasonedForm.read(typed).edit(seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: edits.remove_service(desk, code, key, edit))

    sheet = await tried(await request.form(), remove)
    return await _show(seat, before, removing=sheet) if sheet else saved(HERE)


def the_service(seat: Seat, key: ServiceKey) -> Service:
    """Raises HTTPException where the office does not have it."""
    try:
        return seat.in_force.catalogue.service(key)
    except KeyError:
        raise HTTPException(404) from None


def new_as_typed(typed: Shown, seat: Seat) -> Service:
    """A service with its only letter. Raises `Faults`."""
    taken = {_NEW, *(it.key for it in seat.in_force.catalogue.services)}
    key = key_for(typed.get("short") or "layanan", taken)
    empty = Service(key=key, name="-", short="-", documents=(), letter=_NOTHING_YET)
    service = read_service(typed, empty)
    return service.model_copy(update={"letter": read_letter(typed, empty, None, condition=False)})


async def _show(
    seat: Seat, service: Service, sheet: Sheet | None = None, removing: Sheet | None = None, *, kept: bool = False
) -> Response:
    seen = {"seen": f"{seat.in_force.catalogue.version}", "why": ""}
    sheet = sheet or Sheet(shown_service(service) | seen)
    return await show(
        seat,
        "service.html",
        HERE,
        422 if sheet.faults or removing else 200,
        service=service,
        sheet=sheet,
        removing=removing or Sheet(seen),
        **_lists(sheet),
        written=written,
        saved=kept,
    )


async def _show_new(seat: Seat, sheet: Sheet | None = None) -> Response:
    blank = shown_letter(None, Service(key="x", name="-", short="-", documents=(), letter=_NOTHING_YET))
    usual = {"cover_letter": "required", "working_days": "3", "seen": f"{seat.in_force.catalogue.version}", "why": ""}
    sheet = sheet or Sheet(blank | dict.fromkeys(("name", "short", "also", "rw_endorses", "ask_by"), "") | usual)
    return await show(
        seat,
        "service_new.html",
        HERE,
        422 if sheet.faults else 200,
        service=None,
        sheet=sheet,
        **_lists(sheet),
        forms=FORMS,
        signing=SIGNING,
        preview=f"{HERE}/baru/contoh",
    )


def _lists(sheet: Sheet) -> dict[str, object]:
    rows = {name: row_count(sheet.values, name) + EMPTY_ROWS for name in ("reasons", "documents")}
    return {"rows": rows, "backgrounds": BACKGROUNDS}

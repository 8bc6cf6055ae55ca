"""The letters that a service may end in, each with its look beside it while it is typed."""

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import PlainTextResponse, Response

from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.documents import SANDBOX
from services.issuance.console.pages.setup import services
from services.issuance.console.pages.setup.letter_forms import FORMS, SIGNING, read_letter, shown_letter
from services.issuance.console.pages.setup.services import HERE, the_service
from services.issuance.console.pages.setup.sheets import ReasonedForm, Sheet, Shown, saved, show, tried
from services.issuance.edits import the_set_up
from services.issuance.letters import CannotBePrinted, preview_aside
from services.issuance.procedure import edits
from services.issuance.procedure.mistakes import must_fit
from services.issuance.procedure.specimen import specimen
from shared.contracts.catalogue import Letter, Service
from shared.contracts.vocabulary import ServiceKey

pages = APIRouter(prefix="/atur")
LETTERS = "/layanan/{key}/surat"


@pages.post("/layanan/baru/contoh")
async def new_specimen(request: Request, seat: TakenSeat) -> Response:
    """How the letter of a service that is being typed will look."""

    def as_typed(typed: Shown) -> tuple[Service, Letter]:
        service = services.new_as_typed(typed, seat)
        return service, service.letter

    return await _specimen(seat, request, as_typed)


@pages.post(LETTERS + "/{place}/contoh")
async def letter_specimen(key: ServiceKey, place: int, request: Request, seat: TakenSeat) -> Response:
    """How this letter will look."""
    service = the_service(seat, key)

    def as_typed(typed: Shown) -> tuple[Service, Letter]:
        letter = read_letter(typed, service, _at(service, place), condition=place > 0)
        return with_letter(service, place, letter), letter

    return await _specimen(seat, request, as_typed)


@pages.get(LETTERS + "/{place}")
async def letter(key: ServiceKey, place: int, seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, the_service(seat, key), place, kept=tersimpan)


@pages.post(LETTERS + "/{place}")
async def save_letter(key: ServiceKey, place: int, request: Request, seat: TakenSeat) -> Response:
    before = the_service(seat, key)

    async def save(typed: Shown) -> None:
        edit, code = ReasonedForm.read(typed).edit(seat), seat.counter.office
        after = with_letter(before, place, read_letter(typed, before, _at(before, place), condition=place > 0))
        await seat.counter.door.run(the_set_up(code), lambda desk: edits.change_service(desk, code, after, edit))

    sheet = await tried(await request.form(), save)
    return await _show(seat, before, place, sheet) if sheet else saved(f"{HERE}/{key}/surat/{place}")


@pages.post(LETTERS + "/{place}/hapus")
async def remove_letter(key: ServiceKey, place: int, request: Request, seat: TakenSeat) -> Response:
    before = the_service(seat, key)
    if not 1 <= place < len(before.letters):
        raise HTTPException(404)
    left = tuple(it for at, it in enumerate(before.other_letters, 1) if at != place)

    async def remove(typed: Shown) -> None:
        edit, code = ReasonedForm.read(typed).edit(seat), seat.counter.office
        after = before.model_copy(update={"other_letters": left})
        await seat.counter.door.run(the_set_up(code), lambda desk: edits.change_service(desk, code, after, edit))

    sheet = await tried(await request.form(), remove)
    return await _show(seat, before, place, removing=sheet) if sheet else saved(f"{HERE}/{key}")


def with_letter(service: Service, place: int, letter: Letter) -> Service:
    """The service with this letter at the place: 0 is the usual one, one past the last is new."""
    if place == 0:
        return service.model_copy(update={"letter": letter})
    others = (*service.other_letters[: place - 1], letter, *service.other_letters[place:])
    return service.model_copy(update={"other_letters": others})


def _at(service: Service, place: int) -> Letter | None:
    """None one past the last. Raises HTTPException beyond."""
    if not 0 <= place <= len(service.letters):
        raise HTTPException(404)
    return service.letters[place] if place < len(service.letters) else None


async def _specimen(seat: Seat, request: Request, as_typed: Callable[[Shown], tuple[Service, Letter]]) -> Response:
    async def set_it(typed: Shown) -> Response:
        service, letter = as_typed(typed)
        must_fit((service,))
        wording = specimen(service, letter, seat.in_force, seat.in_force.today(seat.now))
        try:
            svg = await preview_aside(wording, arms=await seat.counter.arms())
        except CannotBePrinted as why:
            return PlainTextResponse(why.sentence, 422)
        return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": SANDBOX})

    done = await tried(await request.form(), set_it)
    return PlainTextResponse(" ".join(done.faults.values()), 422) if isinstance(done, Sheet) else done


async def _show(
    seat: Seat,
    service: Service,
    place: int,
    sheet: Sheet | None = None,
    removing: Sheet | None = None,
    *,
    kept: bool = False,
) -> Response:
    letter, seen = _at(service, place), {"seen": f"{seat.in_force.catalogue.version}", "why": ""}
    return await show(
        seat,
        "service_letter.html",
        HERE,
        422 if sheet or removing else 200,
        service=service,
        letter=letter,
        place=place,
        sheet=sheet or Sheet(shown_letter(letter, service) | seen),
        removing=removing or Sheet(seen),
        forms=FORMS,
        signing=SIGNING,
        details=[(block.detail(field), field.label, block.name) for block in service.blocks for field in block.fields],
        preview=f"{HERE}/{service.key}/surat/{place}/contoh",
        saved=kept,
    )

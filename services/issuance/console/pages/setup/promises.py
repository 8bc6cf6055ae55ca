"""What people may complain of and how soon they are answered, and how long what they have sent is kept."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BeforeValidator
from starlette.responses import Response

from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.rows import EMPTY_ROWS, read_rows, row_count, shown_rows
from services.issuance.console.pages.setup.sheets import ReasonedForm, Sheet, Shown, saved, show, tried
from services.issuance.edits import the_set_up
from services.issuance.procedure import edits
from services.issuance.procedure.keys import key_for
from services.issuance.typed import Typed, a_count, a_line
from shared.contracts.catalogue import ComplaintCategory

pages = APIRouter(prefix="/atur")
HERE = "/atur/keluhan"


class PromisesForm(ReasonedForm):
    kept_days: Annotated[int, BeforeValidator(a_count("Lama disimpan", 30, 3650))]


class CategoryRow(Typed):
    name: Annotated[str, BeforeValidator(a_line("Jenis keluhan", 24, least=3))]
    working_days: Annotated[int, BeforeValidator(a_count("Hari kerja", 1, 30))]


@pages.get("/keluhan")
async def promises(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, kept=tersimpan)


@pages.post("/keluhan")
async def save_promises(request: Request, seat: TakenSeat) -> Response:
    async def save(typed: Shown) -> None:
        form, categories, code = PromisesForm.read(typed), _categories(typed), seat.counter.office
        edit, days = form.edit(seat), form.kept_days
        await seat.counter.door.run(
            the_set_up(code), lambda desk: edits.change_promises(desk, code, categories, days, edit)
        )

    sheet = await tried(await request.form(), save)
    return await _show(seat, sheet) if sheet else saved(HERE)


def _categories(typed: Shown) -> tuple[ComplaintCategory, ...]:
    rows = read_rows(typed, "categories", CategoryRow, "name")
    taken = {row.get("key", "") for _, row in rows}
    categories: list[ComplaintCategory] = []
    for form, row in rows:
        key = row.get("key") or key_for(form.name, taken)
        taken.add(key)
        categories.append(ComplaintCategory(key=key, name=form.name, working_days=form.working_days))
    return tuple(categories)


async def _show(seat: Seat, sheet: Sheet | None = None, *, kept: bool = False) -> Response:
    catalogue = seat.in_force.catalogue
    rows = [{"key": it.key, "name": it.name, "working_days": f"{it.working_days}"} for it in catalogue.complaints]
    values = {"kept_days": f"{catalogue.documents_kept_days}", "seen": f"{catalogue.version}", "why": ""}
    sheet = sheet or Sheet(shown_rows("categories", rows) | values)
    return await show(
        seat,
        "promises.html",
        HERE,
        422 if sheet.faults else 200,
        sheet=sheet,
        rows=row_count(sheet.values, "categories") + EMPTY_ROWS,
        saved=kept,
    )

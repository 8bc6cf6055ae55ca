"""The forms of the set-up: shown with what counts now, or with what was typed and why it will not do."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from services.issuance.console.looks import Seat
from services.issuance.edits import Edit
from services.issuance.stage import Amiss
from services.issuance.typed import Faults, Typed, a_line

TABS = (
    ("/atur", "Ringkasan"),
    ("/atur/kantor", "Kop surat"),
    ("/atur/penanda-tangan", "Penanda tangan"),
    ("/atur/layanan", "Layanan"),
    ("/atur/keluhan", "Keluhan"),
    ("/atur/jam", "Jam kerja"),
    ("/atur/libur", "Hari libur"),
    ("/atur/rt", "RT dan RW"),
    ("/atur/akun", "Akun"),
    ("/atur/sertifikat", "Sertifikat"),
    ("/atur/edisi", "Edisi"),
)
Shown = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form on a page: what stands in each field, and what is wrong with it."""

    values: Shown
    faults: Shown = field(default_factory=dict[str, str])

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def left_over(self) -> list[str]:
        """What is wrong with no field of its own."""
        return [why for name, why in self.faults.items() if name not in self.values]


def _a_version(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() else 0


class SeenForm(Typed):
    """A form that knows what was in force when it was shown."""

    seen: Annotated[int, BeforeValidator(_a_version)]

    def edit(self, seat: Seat) -> Edit:
        return Edit(seat.staff, self.seen)


class ReasonedForm(SeenForm):
    """A form that wants to know why."""

    why: Annotated[str, BeforeValidator(a_line("Alasan perubahan", 200))]

    def edit(self, seat: Seat) -> Edit:
        return Edit(seat.staff, self.seen, self.why)


async def tried(sent: FormData, do: Callable[[Shown], Awaitable[T]]) -> T | Sheet:
    """What came of doing what the form asks for, or the form as it was typed, with what is wrong."""
    typed = {name: value for name, value in sent.items() if isinstance(value, str) and name != "csrf"}
    try:
        return await do(typed)
    except Faults as why:
        return Sheet(typed, why.by_field)
    except Amiss as why:
        return Sheet(typed, {why.field: str(why)})
    except ValidationError:  # keys that no page of ours sends
        return Sheet(typed, {"": "Isian ini tidak bisa disimpan. Buka lagi halamannya, lalu isi kembali."})


def saved(where: str) -> Response:
    """Back to the page, which says that it is kept."""
    return RedirectResponse(f"{where}?tersimpan=1", 303)


async def show(seat: Seat, template: str, tab: str, status: int = 200, **what: Any) -> Response:
    """A page of the set-up."""
    return await seat.show(f"setup/{template}", "/atur", status, tabs=TABS, tab=tab, **{"saved": False} | what)

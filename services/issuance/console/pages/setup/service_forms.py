"""What an admin types about a service: its names and days, why it is asked for, and the documents it needs."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from services.issuance.console.pages.setup.rows import read_rows, shown_rows
from services.issuance.console.pages.setup.sheets import ReasonedForm, Shown
from services.issuance.procedure.keys import key_for
from services.issuance.typed import Typed, a_count, a_line, optional, ticked, words
from shared.contracts.catalogue import AskBy, Background, Document, Reason, Service
from shared.contracts.vocabulary import ReasonKey

BACKGROUNDS: tuple[tuple[Background, str], ...] = (
    ("red", "merah"),
    ("blue", "biru"),
    ("by_birth_year", "menurut tahun lahir"),
)


class NamesForm(ReasonedForm):
    """A service without its lists and letters."""

    name: Annotated[str, BeforeValidator(a_line("Nama layanan", 60))]
    short: Annotated[str, BeforeValidator(a_line("Sebutan", 24))]
    also: Annotated[tuple[str, ...], BeforeValidator(words("Kata lain"))]
    cover_letter: Literal["required", "none"]
    rw_endorses: Annotated[bool, BeforeValidator(ticked)]
    ask_by: Annotated[AskBy | None, BeforeValidator(lambda typed: typed or None)] = None
    working_days: Annotated[int, BeforeValidator(a_count("Hari kerja", 1, 30))]


class ReasonRow(Typed):
    label: Annotated[str, BeforeValidator(a_line("Alasan", 24))]
    also: Annotated[tuple[str, ...], BeforeValidator(words("Kata lain"))]


class DocumentRow(Typed):
    name: Annotated[str, BeforeValidator(a_line("Nama dokumen", 60))]
    hint: Annotated[str | None, BeforeValidator(optional(a_line("Petunjuk", 160)))]
    background: Annotated[Background | None, BeforeValidator(lambda typed: typed or None)]


def read_service(typed: Shown, before: Service) -> Service:
    """The service as it was typed over what it was before. Raises `Faults`."""
    form = NamesForm.read(typed)
    names = {field: getattr(form, field) for field in NamesForm.model_fields if field not in ("seen", "why")}
    reasons = _reasons(typed)
    return before.model_copy(update={**names, "reasons": reasons, "documents": _documents(typed, reasons)})


def shown_service(service: Service) -> dict[str, str]:
    """The fields of the form, as the service has them."""
    return {
        "name": service.name,
        "short": service.short,
        "also": ", ".join(service.also),
        "cover_letter": service.cover_letter,
        "rw_endorses": "ya" if service.rw_endorses else "",
        "ask_by": service.ask_by or "",
        "working_days": f"{service.working_days}",
        **shown_rows("reasons", [_shown_reason(reason) for reason in service.reasons]),
        **shown_rows("documents", [_shown_document(document) for document in service.documents]),
    }


def _shown_reason(reason: Reason) -> dict[str, str]:
    return {"key": reason.key, "label": reason.label, "also": ", ".join(reason.also)}


def _shown_document(document: Document) -> dict[str, str]:
    ticks = {f"when.{reason}": "ya" for reason in document.when}
    row = {"key": document.key, "name": document.name, "hint": document.hint or ""}
    return {**row, "background": document.background or "", **ticks}


def _reasons(typed: Shown) -> tuple[Reason, ...]:
    rows = read_rows(typed, "reasons", ReasonRow, "label")
    keys = _keys([(row.get("key", ""), form.label) for form, row in rows])
    return tuple(Reason(key=key, label=form.label, also=form.also) for key, (form, _) in zip(keys, rows, strict=True))


def _documents(typed: Shown, reasons: tuple[Reason, ...]) -> tuple[Document, ...]:
    rows = read_rows(typed, "documents", DocumentRow, "name")
    keys = _keys([(row.get("key", ""), form.name) for form, row in rows])
    return tuple(
        Document(key=key, name=form.name, hint=form.hint, background=form.background, when=_when(row, reasons))
        for key, (form, row) in zip(keys, rows, strict=True)
    )


def _when(row: Shown, reasons: tuple[Reason, ...]) -> tuple[ReasonKey, ...]:
    """Ticked for all reasons is the same as for none: it is always needed."""
    ticks = tuple(reason.key for reason in reasons if ticked(row.get(f"when.{reason.key}", "")))
    return ticks if len(ticks) < len(reasons) else ()


def _keys(rows: list[tuple[str, str]]) -> list[str]:
    """What was there keeps its key, whatever it is called now; what is new gets one of its name."""
    taken = {key for key, _ in rows if key}
    keys: list[str] = []
    for key, name in rows:
        keys.append(key or key_for(name, taken))
        taken.add(keys[-1])
    return keys

"""Changing what people can ask the office for. Running applications keep the version they began with."""

from collections.abc import Mapping
from typing import Any

from services.issuance.changes import Area
from services.issuance.edition import InForce
from services.issuance.edits import Edit, edit_catalogue
from services.issuance.procedure.mistakes import must_fit
from services.issuance.stage import Amiss
from shared.contracts.catalogue import ComplaintCategory, Service
from shared.contracts.vocabulary import ServiceKey
from shared.messaging import Desk
from shared.messaging.message import OfficeCode

PARTS: Mapping[str, str] = {
    "name": "nama",
    "short": "sebutan",
    "also": "kata lain",
    "cover_letter": "surat pengantar RT",
    "rw_endorses": "mengetahui RW",
    "ask_by": "cara meminta data dan foto",
    "working_days": "hari kerja",
    "reasons": "alasan",
    "documents": "dokumen",
    "blocks": "data",
    "letter": "surat",
    "other_letters": "surat lain",
}
MOST_SERVICES = 40


def add_service(desk: Desk, code: OfficeCode, service: Service, edit: Edit) -> None:
    """One service more, at the end of the list. Raises `Amiss`."""
    services = _services(desk, code)
    if len(services) >= MOST_SERVICES:
        raise Amiss("", f"Paling banyak {MOST_SERVICES} layanan.")
    _keep(desk, code, (*services, service), edit, f"Layanan baru: {service.name}")


def change_service(desk: Desk, code: OfficeCode, service: Service, edit: Edit) -> None:
    """The service with this key as it is from now on. Raises `Amiss`."""
    before = service_of(desk, code, service.key)
    changed = [words for part, words in PARTS.items() if getattr(before, part) != getattr(service, part)]
    if not changed:
        return
    services = tuple(service if it.key == service.key else it for it in _services(desk, code))
    _keep(desk, code, services, edit, f"Layanan {service.short} diubah: {', '.join(changed)}")


def remove_service(desk: Desk, code: OfficeCode, key: ServiceKey, edit: Edit) -> None:
    """Nobody can ask for it any more; what has begun goes on. Raises `Amiss`."""
    gone = service_of(desk, code, key)
    left = tuple(it for it in _services(desk, code) if it.key != key)
    if not left:
        raise Amiss("", "Kantor harus punya paling sedikit satu layanan.")
    _keep(desk, code, left, edit, f"Layanan dihapus: {gone.name}")


def service_of(desk: Desk, code: OfficeCode, key: ServiceKey) -> Service:
    """Raises `Amiss` where it is gone."""
    try:
        return desk.get(InForce, code).catalogue.service(key)
    except KeyError:
        raise Amiss("", "Layanan ini sudah tidak ada.") from None


def change_promises(
    desk: Desk, code: OfficeCode, categories: tuple[ComplaintCategory, ...], kept_days: int, edit: Edit
) -> None:
    """What people complain of and how soon they are answered, and how long documents are kept. Raises `Amiss`."""
    if not categories:
        raise Amiss("", "Isi paling sedikit satu jenis keluhan.")
    if min(len({it.name.casefold() for it in categories}), len({it.key for it in categories})) < len(categories):
        raise Amiss("", "Ada dua jenis keluhan yang bernama sama.")
    before = desk.get(InForce, code).catalogue
    said = ["jenis keluhan"] if before.complaints != categories else []
    said += [f"dokumen disimpan {kept_days} hari"] if before.documents_kept_days != kept_days else []
    if not said:
        return
    what = f"Diubah: {', '.join(said)}"
    changes: dict[str, Any] = {"complaints": categories, "documents_kept_days": kept_days}
    edit_catalogue(desk, code, edit, Area.SERVICES, what, **changes)


def _services(desk: Desk, code: OfficeCode) -> tuple[Service, ...]:
    return desk.get(InForce, code).catalogue.services


def _keep(desk: Desk, code: OfficeCode, services: tuple[Service, ...], edit: Edit, what: str) -> None:
    edit.must_have_seen(desk.get(InForce, code).catalogue.version)
    must_fit(services)
    edit_catalogue(desk, code, edit, Area.SERVICES, what, services=services)

"""What the letterhead says, and who signs."""

from collections.abc import Mapping
from dataclasses import replace

from services.issuance.changes import Area
from services.issuance.edition import InForce
from services.issuance.edits import Edit, edit_catalogue, the_set_up
from services.issuance.publishing import bring_into_force
from services.issuance.staff import Role, Staff
from services.issuance.stage import Amiss
from shared.contracts.catalogue import Deputy
from shared.contracts.vocabulary import Attachment
from shared.indonesian import long_date
from shared.messaging import Desk, Want
from shared.messaging.message import OfficeCode

LABELS: Mapping[str, str] = {
    "name": "nama kelurahan",
    "short": "singkatan",
    "kecamatan": "kecamatan",
    "city": "kota",
    "province": "provinsi",
    "address": "alamat",
    "postcode": "kode pos",
    "phone": "telepon",
    "paper": "ukuran kertas",
    "lurah_name": "nama lurah",
    "lurah_nip": "NIP lurah",
}
ACTING: Mapping[str, str] = {"plt": "Plt. Lurah", "plh": "Plh. Lurah", "an": "a.n. Lurah"}


def change_office(desk: Desk, code: OfficeCode, area: Area, fields: Mapping[str, str], edit: Edit) -> None:
    """Other words on the letterhead or under the letters, by the names of `LABELS`."""
    office = desk.get(InForce, code).catalogue.office
    changed = [LABELS[field] for field, value in fields.items() if value != getattr(office, field)]
    what = f"Diubah: {', '.join(changed)}"
    edit_catalogue(desk, code, edit, area, what, office=office.model_copy(update=dict(fields)))


def change_arms(desk: Desk, code: OfficeCode, arms: Attachment | None, edit: Edit) -> None:
    """Another coat of arms on the letterhead, or the one of the settings again."""
    what = "Lambang daerah diganti" if arms else "Lambang yang diunggah dihapus"
    in_force = desk.get(InForce, code)
    bring_into_force(desk, replace(in_force, arms=arms), edit.change(desk, Area.OFFICE, what))


def the_set_up_and(code: OfficeCode, account: str) -> tuple[Want, ...]:
    """What `add_deputy` looks for."""
    return (*the_set_up(code), Want(Staff, account))


def add_deputy(desk: Desk, code: OfficeCode, deputy: Deputy, edit: Edit) -> None:
    """Somebody signs for the lurah for some days. Raises `Amiss`."""
    office = desk.get(InForce, code).catalogue.office
    account = desk.find(Staff, deputy.account)
    if account is None or account.role is not Role.LURAH or not account.active:
        raise Amiss("account", "Pilih akun aktif yang berperan lurah. Tambahkan dulu di halaman Akun.")
    if account.name == office.lurah_name:
        raise Amiss(
            "account", "Ini akun lurah sendiri. Dengan penugasan, akun ini tidak bisa lagi dipakai di luar harinya."
        )
    mine = [it for it in office.deputies if it.account == deputy.account]
    if other := next((it for it in mine if it.first <= deputy.last and deputy.first <= it.last), None):
        raise Amiss("first", f"Bertumpuk dengan penugasan {long_date(other.first)} sampai {long_date(other.last)}.")
    deputies = tuple(sorted((*office.deputies, deputy), key=lambda it: it.first))
    what = f"{ACTING[deputy.acts]}: {deputy.name}, {long_date(deputy.first)} sampai {long_date(deputy.last)}"
    edit_catalogue(desk, code, edit, Area.SIGNING, what, office=office.model_copy(update={"deputies": deputies}))


def remove_deputy(desk: Desk, code: OfficeCode, place: int, edit: Edit) -> None:
    """The deputy at this place of the list signs no more. Raises `Amiss`."""
    office = desk.get(InForce, code).catalogue.office
    edit.must_have_seen(desk.get(InForce, code).catalogue.version)
    if not 0 <= place < len(office.deputies):
        raise Amiss("", "Penugasan ini sudah tidak ada.")
    left = tuple(it for at, it in enumerate(office.deputies) if at != place)
    what = f"{ACTING[office.deputies[place].acts]} dihapus: {office.deputies[place].name}"
    edit_catalogue(desk, code, edit, Area.SIGNING, what, office=office.model_copy(update={"deputies": left}))

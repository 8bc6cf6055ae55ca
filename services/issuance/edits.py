"""Changing the office's set-up: by admins only, with a reason, and never over what somebody else has just changed."""

from dataclasses import replace
from typing import Any, NamedTuple

from services.issuance.changes import Area, Change
from services.issuance.edition import InForce
from services.issuance.publishing import bring_into_force
from services.issuance.staff import Role, Staff
from services.issuance.stage import Amiss, NotAllowed
from shared.contracts.catalogue import Catalogue, Directory
from shared.messaging import Desk, Want
from shared.messaging.message import OfficeCode


class Edit(NamedTuple):
    """Who changes something and why. `seen` is the version or revision that was before their eyes."""

    by: Staff
    seen: int
    why: str | None = None

    def change(self, desk: Desk, area: Area, what: str) -> Change:
        """Its line in the list of changes. Raises `NotAllowed` for who is no admin."""
        must_be_admin(self.by)
        return Change(area, desk.now, what, self.by.name, self.why)

    def must_have_seen(self, current: int) -> None:
        """Raises `Amiss` where somebody was faster."""
        if self.seen != current:
            raise Amiss(
                "", "Pengaturan ini baru saja diubah orang lain. Periksa yang berlaku sekarang, lalu simpan lagi."
            )


def the_set_up(office: OfficeCode) -> tuple[Want, ...]:
    """What most edits look for."""
    return (Want(InForce, office),)


def edit_catalogue(desk: Desk, code: OfficeCode, edit: Edit, area: Area, what: str, **changes: Any) -> None:
    """The next version of the catalogue, with these parts changed.

    Raises `Amiss` where somebody was faster, and pydantic's ValidationError for parts that no catalogue may hold.
    """
    before = desk.get(InForce, code)
    edit.must_have_seen(before.catalogue.version)
    catalogue = before.catalogue.model_copy(update=changes)
    Catalogue.model_validate(catalogue.model_dump())  # what cannot be read back would stop every service
    bring_into_force(desk, replace(before, catalogue=catalogue), edit.change(desk, area, what))


def edit_directory(desk: Desk, code: OfficeCode, edit: Edit, what: str, directory: Directory) -> None:
    """The next revision of the directory, in order of RW and RT."""
    before = desk.get(InForce, code)
    rts = sorted(directory.rts, key=lambda post: (post.rt.rw, post.rt.rt))
    rws = sorted(directory.rws, key=lambda post: post.rw)
    ordered = directory.model_copy(update={"rts": tuple(rts), "rws": tuple(rws)})
    bring_into_force(desk, replace(before, directory=ordered), edit.change(desk, Area.DIRECTORY, what))


def must_be_admin(by: Staff) -> None:
    """Raises `NotAllowed`."""
    if by.role is not Role.ADMIN:
        raise NotAllowed("Hanya admin yang bisa mengubah pengaturan.")

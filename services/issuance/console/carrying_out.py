"""Doing what a form asks for, on the file as the person saw it; and the pass phrase that goes with an approval."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from uuid import UUID

from fastapi import HTTPException
from pydantic import SecretStr

from services.issuance import actions, deeds
from services.issuance.console.auth import NotForYou
from services.issuance.console.forms import ActionForm
from services.issuance.console.looks import Seat
from services.issuance.file import File
from services.issuance.stage import ACTIONS, Action, Amiss, NotAllowed
from shared.messaging import Desk

#: Why a letter is not signed stands on a page of its own.
_TOLD_ON_A_PAGE = frozenset({Action.APPROVE, Action.SIGN_AGAIN})


class TooLate(Exception):
    """The file has changed since the form was made: somebody else was faster."""


class Incomplete(Exception):
    """The action is allowed, but what was typed will not do; the text says why."""


async def carry_out(form: ActionForm, application_id: UUID, seat: Seat) -> None:
    """Raises `TooLate`, `NotForYou`, `NotAllowed`; `Incomplete` where something could be typed anew."""
    by = seat.staff

    def change(desk: Desk) -> None:
        file = found(desk, application_id)
        if file.since != form.seen:
            raise TooLate
        if by.role not in ACTIONS.get(file.stage, {}).get(form.action, {by.role}):
            raise NotForYou
        try:
            form.carry_out(desk, file, by)
        except Amiss:
            raise
        except NotAllowed as why:
            if form.action not in _TOLD_ON_A_PAGE and form.action in actions.allowed_actions(file, by):
                raise Incomplete(str(why)) from why
            raise

    await seat.counter.door.run(deeds.the_file(application_id), change)


def found(desk: Desk, application_id: UUID) -> File:
    if (file := desk.find(File, application_id)) is None:
        raise HTTPException(404)
    return file


@contextmanager
def held(seat: Seat, applications: Iterable[UUID], passphrase: SecretStr | None) -> Generator[None]:
    """The pass phrase is held for the signing service from before the approval is kept: its errand may run at once.

    Raises `Amiss` where this account cannot sign. Where nothing is approved, nothing is held.
    """
    passphrases, chosen = seat.counter.passphrases, tuple(applications)
    if passphrases is None or not (passphrase and passphrase.get_secret_value()):
        yield
        return
    if not seat.staff.nik:
        raise Amiss("passphrase", "Akun Anda belum punya NIK untuk tanda tangan elektronik. Minta admin mengisinya.")
    passphrases.hold(chosen, seat.staff.nik, passphrase)
    try:
        yield
    except BaseException:
        for application_id in chosen:
            passphrases.forget(application_id)
        raise

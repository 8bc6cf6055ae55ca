"""The coat of arms on the letterhead: the one that was uploaded on the console, else the one of the settings."""

import sqlalchemy as sa

from services.issuance.edition import InForce
from services.issuance.letters import arms_from_aside
from services.issuance.store import IN_FORCE
from shared.attachments import Attachments
from shared.messaging.message import OfficeCode
from shared.messaging.store import Store


class Letterhead:
    """Read anew for every letter, so that another coat of arms counts at once; `given` is that of the settings."""

    def __init__(self, office: OfficeCode, store: Store, attachments: Attachments, given: str | None) -> None:
        self._office, self._store, self._attachments, self._given = office, store, attachments, given
        self._uploaded: tuple[str, str] | None = None

    async def arms(self) -> str | None:
        """An SVG for `render`, None where the office has no arms. Raises `AttachmentMissing`."""
        in_force = await self._in_force()
        if in_force is None or in_force.arms is None:
            return self._given
        if self._uploaded is None or self._uploaded[0] != in_force.arms.name:
            data = await self._attachments.get(in_force.arms)
            self._uploaded = in_force.arms.name, await arms_from_aside(data)
        return self._uploaded[1]

    async def _in_force(self) -> InForce | None:
        table = IN_FORCE.table
        rows = await self._store.fetch(sa.select(table).where(table.c.office == self._office))
        return IN_FORCE.from_row(rows[0]) if rows else None

"""Somebody had their data erased: the bridge keeps what it needs to reach them, and no more."""

import json

import sqlalchemy as sa

from services.notifier.store import contacts
from shared.contracts.intake import DataErased
from shared.testing.samples import OFFICE_CODE
from tests.notifier.bridge import Bridge, Person


async def test_the_profile_name_is_forgotten_and_the_number_stays(bridge: Bridge, siti: Person):
    assert await names_in(bridge) == ["Siti"]

    await bridge.hears(DataErased(office=OFFICE_CODE, at=bridge.now, contact_id=siti.contact_id))

    assert await names_in(bridge) == [None]
    await siti.is_told("intake", "Data Bapak/Ibu sudah kami hapus")
    assert bridge.texts()[-1] == "Data Bapak/Ibu sudah kami hapus"


async def names_in(bridge: Bridge) -> list[str | None]:
    rows = await bridge.store.fetch(sa.select(contacts.table.c.body))
    return [json.loads(row[0])["name"] for row in rows]

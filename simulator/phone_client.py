"""Phones for tests: what a person does and hears, over the simulator's JSON API.

async with Phones("http://127.0.0.1:8001") as phones:
    siti = phones.phone("0812-7100-1001")
    await siti.writes("mau bikin ktp")
    await siti.hears("KTP ini untuk siapa")
    await siti.taps("Saya sendiri")
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self

import httpx

from simulator.faults import Fault, Trouble
from simulator.heard import Bubble, NotHeard
from simulator.persons_phone import GLANCE, PersonsPhone

__all__ = ["Bubble", "NotHeard", "PersonsPhone", "Phones"]


class Phones:
    """All phones of a simulator.

    In seconds: `patience` is how long `hears` waits unless told otherwise, `glance` passes between two looks meanwhile.
    """

    def __init__(self, url: str, patience: float = 10.0, glance: float = GLANCE) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=30, verify=url.startswith("https"))
        self._patience, self._glance = patience, glance

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    def phone(self, number: str) -> PersonsPhone:
        """A phone that is there; `0812…` as well as `62812…`."""
        return PersonsPhone(number, self._http, self._patience, self._glance)

    async def add(self, number: str, name: str, note: str = "") -> PersonsPhone:
        """A new phone."""
        new = {"phone": number, "name": name, "note": note}
        added = (await self._http.post("/api/phones", json=new)).raise_for_status().json()
        return self.phone(added["number"])

    async def change_all(self, **change: Any) -> None:
        """What happens to every phone: `hidden`, `window_open=False`, `new_user_id`."""
        (await self._http.patch("/api/phones", json=change)).raise_for_status()

    async def reset(self) -> None:
        """As if the simulator were started for the first time."""
        (await self._http.post("/api/reset")).raise_for_status()

    async def judge_account(self, **changes: Any) -> None:
        """Meta sees the office's account so from now on; `changes` as `Account` has them."""
        (await self._http.patch("/api/account", json=changes)).raise_for_status()

    async def set_trouble(self, trouble: Trouble, **how: Any) -> None:
        """From now on this goes wrong; `how` as `Fault` has it: `phone`, `times`, `chance`, `seconds`."""
        fault = Fault(trouble=trouble, **how)
        (await self._http.put("/api/faults", json=fault.model_dump(mode="json"))).raise_for_status()

    async def clear_trouble(self, trouble: Trouble | None = None, phone: str | None = None) -> None:
        """Without a trouble, all of it."""
        given = {name: value for name, value in (("trouble", trouble), ("phone", phone)) if value}
        (await self._http.delete("/api/faults", params=given)).raise_for_status()

    @asynccontextmanager
    async def trouble(self, trouble: Trouble, **how: Any) -> AsyncGenerator[None]:
        """Inside of this block something goes wrong."""
        await self.set_trouble(trouble, **how)
        try:
            yield
        finally:
            await self.clear_trouble(trouble, how.get("phone"))

    async def quiet(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - it says what waits
        """Wait until every webhook was taken by the office. Raises `NotHeard`."""
        deadline = time.monotonic() + (timeout or self._patience)
        while (waiting := (await self._http.get("/api/webhooks")).raise_for_status().json()["waiting"]) > 0:
            if time.monotonic() > deadline:
                raise NotHeard(f"{waiting} webhooks are still on their way")
            await asyncio.sleep(GLANCE)

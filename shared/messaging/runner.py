"""Runs errands outside of any transaction, and settles them in another."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog

from shared.logging import places
from shared.messaging.errand import Errand
from shared.messaging.errands import DUE, NEXT_DUE, Done, Settling, begin, read
from shared.messaging.hear import Hear
from shared.messaging.ledger import Ledger
from shared.messaging.line import Patience
from shared.messaging.store import Away, Claimed
from shared.messaging.tables import ErrandRow

log: Any = structlog.get_logger()

AT_ONCE = 32  # errands under way in one service
PAUSE = 1.0  # seconds between two attempts while the database is away

Doing = Callable[[Any], Awaitable[Any]]


class Runner:
    """The errands of one service. One without anything to do outside is settled when its time has come."""

    def __init__(self, hear: Hear, ledger: Ledger, patience: Patience, stopping: asyncio.Event) -> None:
        self._hear, self._ledger, self._patience, self._stopping = hear, ledger, patience, stopping
        self._does: dict[str, Doing] = {}
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._done: list[Done] = []

    def does(self, errand: type[Errand], do: Doing) -> None:
        """`do` is what such an errand does outside. Raises LookupError when nobody would settle it."""
        if errand.name not in self._hear.settlers:
            raise LookupError(f"{self._hear.service} does not settle {errand.name}")
        self._does[errand.name] = do

    async def run(self) -> None:
        while not self._stopping.is_set():
            try:
                looked_at = self._ledger.clock().timestamp()
                await self.look()
                await self._sleep(looked_at)
            except Away as error:
                log.warning("database_away", error=str(error))
                await asyncio.sleep(PAUSE)

    async def look(self) -> None:
        """Settle what has been done, and begin what is due. Raises `Away`."""
        await self._settle_done()
        await self._start_due()
        await self._settle_done()

    async def stop(self, within: float) -> None:
        """Let those under way finish if they do in time; the others are seen to at the next start."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=within)
        for task in self._under_way.values():
            task.cancel()
        try:
            await self._settle_done()
        except Away as error:
            log.warning("errands_not_settled", count=len(self._done), error=str(error))

    async def _start_due(self) -> None:
        free = AT_ONCE - len(self._under_way)
        if free <= 0:
            return
        busy = {*self._under_way, *(done.row.place for done in self._done)}
        now = self._ledger.clock().timestamp()
        rows = [ErrandRow(*row) for row in await self._ledger.store.glance(DUE, now=now, most=len(busy) + free)]
        started = [read(self._hear, row) for row in rows if row.place not in busy]
        await self._begin([done for done in started if self._is_to_do(done)])
        self._done += [done for done in started if not self._is_to_do(done)]

    def _is_to_do(self, done: Done) -> bool:
        return done.error is None and done.result is None and done.row.name in self._does

    async def _begin(self, to_do: list[Done]) -> None:
        """Those that must not be done twice are noted as begun before they are."""
        once = [done.row for done in to_do if done.errand and done.errand.at_most_once]
        if once:
            outcome = await self._ledger.commit(begin(once))
            begun: dict[str, ErrandRow] = {row.place: row for row in outcome.result}
            called_off = {row.place for row in once} - begun.keys()
            to_do = [done for done in to_do if done.row.place not in called_off]
            for done in to_do:
                done.row = begun.get(done.row.place, done.row)
        for done in to_do:
            self._under_way[done.row.place] = asyncio.create_task(self._do(done))

    async def _do(self, done: Done) -> None:
        assert done.errand is not None  # noqa: S101 - only what could be read is begun
        try:
            async with asyncio.timeout(done.errand.longest_try.total_seconds()):
                done.result = await self._does[done.row.name](done.errand)
        except Exception as error:
            log.warning("errand_failed", errand=done.row.place, error=type(error).__name__, where=places(error))
            done.error = error
        self._done.append(done)
        del self._under_way[done.row.place]
        self._ledger.errands_are_due.set()

    async def _settle_done(self) -> None:
        """Settle what is done; what cannot be settled now keeps its result and its turn."""
        now = self._ledger.clock().timestamp()
        ready = [done for done in self._done if done.not_before <= now]
        while ready:
            left = await self._settle(ready)
            self._done = [done for done in self._done if done not in ready or done in left]
            ready = [done for done in left if done.not_before <= now]

    async def _settle(self, done: Sequence[Done], refused: Exception | None = None) -> list[Done]:
        settling = Settling(self._hear, self._ledger.clock(), self._patience, refused)
        try:
            await self._ledger.commit(settling.settle(done))
        except (Away, Claimed):
            raise
        except Exception as error:
            if len(done) > 1:
                return [left for each in done for left in await self._settle([each])]
            if refused:
                raise
            return await self._settle(done, error)
        return settling.unsettled

    async def _sleep(self, looked_at: float) -> None:
        """Until an errand is due or done, or has been sent; one that became due since the last look counts too."""
        now = self._ledger.clock().timestamp()
        ((soonest,),) = await self._ledger.store.glance(NEXT_DUE, now=looked_at)
        times = [done.not_before for done in self._done] + ([soonest] if soonest is not None else [])
        try:
            async with asyncio.timeout(max(0.0, min(times) - now) if times else None):
                await self._ledger.errands_are_due.wait()
        except TimeoutError:
            return
        finally:
            self._ledger.errands_are_due.clear()

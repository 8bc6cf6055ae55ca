"""A way between two processes that can be closed, or fall silent, while both go on living."""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Self


class Gate:
    """Who knocks at `port` is led to `target` on this machine; `target` may change, and counts for who comes next."""

    def __init__(self, port: int, target: int) -> None:
        self.port, self.target = port, target
        self._passing: set[asyncio.StreamWriter] = set()
        self._flows, self._is_cut = asyncio.Event(), False
        self._flows.set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._come_in, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.mend()
        if self._server:
            self._server.close()
        _abort(self._passing)

    def cut(self) -> None:
        """Every connection is lost, and no new one comes about."""
        self._is_cut = True
        _abort(self._passing)

    def fall_silent(self) -> None:
        """Connections stay, but nothing gets through."""
        self._flows.clear()

    def mend(self) -> None:
        self._is_cut = False
        self._flows.set()

    async def _come_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            if not self._is_cut:
                there, away = await asyncio.open_connection("127.0.0.1", self.target)
                await self._lead(reader, writer, there, away)
        _abort([writer])

    async def _lead(
        self,
        here: asyncio.StreamReader,
        to_here: asyncio.StreamWriter,
        there: asyncio.StreamReader,
        to_there: asyncio.StreamWriter,
    ) -> None:
        """Until one of both ends it."""
        self._passing |= {to_here, to_there}
        ways = [asyncio.create_task(self._pass_on(*way)) for way in ((here, to_there), (there, to_here))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            _abort([to_there])
            self._passing -= {to_here, to_there}

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while some := await reader.read(65536):
                await self._flows.wait()
                writer.write(some)
                await writer.drain()
            if not self._is_cut:
                writer.close()  # what was written before still arrives


def _abort(writers: Iterable[asyncio.StreamWriter]) -> None:
    for writer in tuple(writers):
        if not writer.is_closing():
            writer.transport.abort()

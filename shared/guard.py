"""Looks into strangers' files in a process of its own, which may neither take long nor much, and knows no secrets.

A file that is made to hang or to fill the memory ends that process and nothing else. It is started with the first file,
and ends by itself when none has come for a while.
"""

import asyncio
import contextlib
import json
import os
import resource
import select
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Any, BinaryIO

from shared.inspection import Fit, inspect
from shared.unfit import Unfit

#: Seconds that one file may take. A PDF of fifty scanned pages takes ten.
PATIENCE = 45.0
#: Bytes of address space: a picture of 50 million pixels is unpacked a few times over.
MEMORY = 3 * 1024**3 // 2
#: Seconds without a file until the process ends.
IDLE = 60.0

_ROOT = Path(__file__).parents[1]
_LENGTH = 8  # bytes before a file, which tell its size
_KEPT_OF_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH")


class Guard:
    """One file at a time. `patience` is in seconds."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.process: Process | None = None
        self._turn = asyncio.Lock()
        self._is_in_doubt = False

    async def inspect(self, data: bytes) -> Fit:
        """As `shared.inspection.inspect`. Raises `Unfit`, also for a file that takes too long or too much."""
        async with self._turn:
            try:
                async with asyncio.timeout(self.patience):
                    return await self._answer(data)
            except TimeoutError:
                raise Unfit("endless", "takes too long") from None
            finally:
                if self._is_in_doubt:
                    await self.end()

    async def keep_open(self) -> None:
        """Until it is cancelled; then the process is ended."""
        try:
            await asyncio.Event().wait()
        finally:
            await self.end()

    async def _answer(self, data: bytes) -> Fit:
        for _ in range(2):
            process = await self._started()
            self._is_in_doubt = True
            try:
                fit = await _ask(process, data)
            except (OSError, asyncio.IncompleteReadError):
                if await process.wait():
                    raise Unfit("endless", "takes too much") from None
                continue  # it had nothing to do for a while and has just ended
            except Unfit:
                self._is_in_doubt = False
                raise
            self._is_in_doubt = False
            return fit
        raise Unfit("endless", "nobody looks into it")

    async def _started(self) -> Process:
        if self.process is None or self.process.returncode is not None:
            environment = {name: os.environ[name] for name in _KEPT_OF_ENVIRONMENT if name in os.environ}
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "shared.guard",
                cwd=_ROOT,
                env=environment,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
            )
        return self.process

    async def end(self) -> None:
        """The next file finds a new process."""
        process, self.process, self._is_in_doubt = self.process, None, False
        if process:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _ask(process: Process, data: bytes) -> Fit:
    """Raises `Unfit` as the process found it, OSError or IncompleteReadError when the process is gone."""
    assert process.stdin and process.stdout  # noqa: S101 - both are pipes
    process.stdin.write(len(data).to_bytes(_LENGTH) + data)
    await process.stdin.drain()
    length = int.from_bytes(await process.stdout.readexactly(_LENGTH))
    match json.loads(await process.stdout.readexactly(length)):
        case {"cause": cause, "note": note}:
            raise Unfit(cause, note)
        case {"media_type": media_type, "size": int(size)}:
            return Fit(await process.stdout.readexactly(size), media_type)
        case other:
            raise OSError(f"not an answer: {other}")


def look(into: BinaryIO, answers: BinaryIO) -> None:
    """Answer for one file after the other, until none has come for a while."""
    while select.select([into], [], [], IDLE)[0] and (length := _read(into, _LENGTH)):
        said, kept = _look_into(_read(into, int.from_bytes(length)))
        head = json.dumps(said).encode()
        answers.write(len(head).to_bytes(_LENGTH) + head + kept)
        answers.flush()


def _read(into: BinaryIO, size: int) -> bytes:
    """So many bytes, or fewer at the end."""
    data = bytearray()
    while len(data) < size and (more := into.read(size - len(data))):
        data += more
    return bytes(data)


def _look_into(data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        fit = inspect(data)
    except Unfit as why:
        return {"cause": why.cause, "note": why.note}, b""
    except Exception as error:  # whatever a library makes of a hostile file; the file is refused for it
        return {"cause": "endless", "note": type(error).__name__}, b""
    return {"media_type": fit.media_type, "size": len(fit.data)}, fit.data


def _limit() -> None:
    """No more memory than that, and nothing written to disk. Not every system lets itself be told so."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    _limit()
    with os.fdopen(os.dup(1), "wb") as answers, os.fdopen(os.dup(0), "rb", buffering=0) as into:
        os.dup2(2, 1)  # what a library prints is no answer
        look(into, answers)

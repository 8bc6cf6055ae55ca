"""The operator's command, typed as an operator types it."""

import asyncio
import os
import sys
from dataclasses import dataclass

from tests.story.town import Town


@dataclass(frozen=True)
class Answer:
    """What a command said, on both outputs, and how it ended."""

    said: str
    code: int


async def pengantar(town: Town, *words: str, typed: str = "") -> Answer:
    """Run `pengantar …` beside the running town; `typed` is what is piped in."""
    environment = {**os.environ, "NATS_URL": town.nats_url, "DATA_DIR": str(town.data)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "services.cli",
        *words,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate(typed.encode())
    return Answer(said.decode(), process.returncode or 0)

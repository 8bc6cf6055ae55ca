"""`pengantar parked`: what no service could deal with, and another try."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import nats
import nats.errors
from cyclopts import App, Parameter
from nats.aio.client import Client
from rich.console import Console

from services.launcher.parts import SERVICES
from shared.messaging.parked import NotReplayed, ParkedItem, list_parked, replay_parked

parked = App(name="parked", help="Messages that could not be handled.")
Server = Annotated[str, Parameter(env_var="NATS_URL")]
out = Console(highlight=False, markup=False, soft_wrap=True)
T = TypeVar("T")


@parked.command(name="list")
def list_all(*, nats_url: Server = "nats://127.0.0.1:4222") -> None:
    """List them, oldest first, with the reason. Exit code 1 when there are any."""
    items = _with_queue(nats_url, _list)
    if items:
        for item in items:
            out.print(f"{item.service}/{item.place}  {item.at:%Y-%m-%d %H:%M}  {item.subject}\n  {item.reason}")
        sys.exit(1)
    out.print("Nothing is parked.")


@parked.command
def replay(place: str, *, nats_url: Server = "nats://127.0.0.1:4222") -> None:
    """Try one of them again, or `all`. What fails again stays parked.

    Parameters
    ----------
    place
        As `parked list` shows it: SERVICE/PLACE, or the word `all`.
    nats_url
        The message queue.
    """
    failed = _with_queue(nats_url, lambda queue: _replay(queue, place))
    for line in failed:
        out.print(line)
    sys.exit(1 if failed else 0)


async def _list(queue: Client) -> list[ParkedItem]:
    items, silent = await list_parked(queue, SERVICES)
    if silent:
        Console(stderr=True).print(f"No answer from {', '.join(silent)}: what they have parked is not shown.")
    return items


async def _replay(queue: Client, place: str) -> list[str]:
    items = [item for item in await _list(queue) if place in ("all", f"{item.service}/{item.place}")]
    if not items:
        return [f"Nothing is parked at {place}."]
    failed: list[str] = []
    for item in items:
        try:
            await replay_parked(queue, item.service, item.place)
        except NotReplayed as why:
            failed.append(f"{item.service}/{item.place}: {why}")
    return failed


def _with_queue(url: str, do: Callable[[Client], Awaitable[T]]) -> T:
    async def run() -> T:
        queue = await nats.connect(
            url, connect_timeout=3, allow_reconnect=False, max_reconnect_attempts=1, error_cb=_say_nothing
        )
        try:
            return await do(queue)
        finally:
            await queue.close()

    try:
        return asyncio.run(run())
    except (OSError, nats.errors.Error):
        sys.exit(f"pengantar: there is no message queue at {url}. Is the system running?")


async def _say_nothing(_: Exception) -> None:
    """Whatever it is comes back as an exception too, and is told in one line."""

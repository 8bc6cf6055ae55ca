"""Waiting without guessing how long."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

T = TypeVar("T")


@overload
async def eventually(look: Callable[[], Awaitable[T | None]], within: float = 30.0) -> T: ...


@overload
async def eventually(look: Callable[[], T | None], within: float = 30.0) -> T: ...


async def eventually(look: Callable[[], Any], within: float = 30.0) -> Any:
    """What `look` sees once that is true. Fails with what it saw last."""
    seen: object = None
    pause = 0.01
    try:
        async with asyncio.timeout(within):
            while True:
                seen = look()
                if inspect.isawaitable(seen):
                    seen = await seen
                if seen:
                    return seen
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, 0.3)
    except TimeoutError:
        raise AssertionError(f"not within {within:.0f} s; last seen: {seen!r}") from None

"""What has changed, told to open pages as it happens: which files, and how much waits where. The pages stay still."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse
from starlette.responses import Response

from services.issuance.console.auth import LookingOn
from services.issuance.console.counter import Counter, OpenCounter
from services.issuance.console.looks import rooms
from services.issuance.console.news import Mark, changed_files, newest_mark
from services.issuance.staff import Role

pages = APIRouter()
LOOK_EVERY = 1.0  # seconds
#: Then the browser asks again, and shows who it is again.
LASTS = 300  # looks


@pages.get("/langsung")
async def live(request: Request, person: LookingOn, counter: OpenCounter, since: Mark = "") -> Response:
    seen = request.headers.get("last-event-id", since)
    return EventSourceResponse(_news(counter, person.staff.role, seen), ping=15)


async def _news(counter: Counter, role: Role, seen: str) -> AsyncIterator[dict[str, Any]]:
    for _ in range(LASTS):
        if not counter.is_open():
            return
        if (now := await newest_mark(counter)) != seen:
            counts = {room.key: room.waiting for room in await rooms(counter, role) if room.waiting is not None}
            news = {"files": await changed_files(counter, seen), "counts": counts}
            seen = now
            yield {"id": now, "event": "news", "data": json.dumps(news), "retry": 3000}
        await asyncio.sleep(LOOK_EVERY)

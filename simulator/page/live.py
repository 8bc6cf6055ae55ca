"""Live updates: one stream of server-sent events for each page that is open."""

import json
from collections.abc import AsyncIterator
from typing import Any

from simulator.carrier import Carrier
from simulator.changes import Change
from simulator.page import scene, view
from simulator.page.render import render, render_bubble
from simulator.world import World

Event = dict[str, str]


async def events(network: Carrier) -> AsyncIterator[Event]:
    """Bubbles come drawn, phones with their new head line, the rest as a word on which the page asks again."""
    with network.world.changes.listen() as changes:
        yield event("hello", {})
        while True:
            change = await changes.get()
            if told := as_event(network.world, change):
                yield told


def as_event(world: World, change: Change) -> Event | None:
    """None when what changed is gone again."""
    if change.what in ("faults", "everything"):
        return event(change.what, {})
    phone = next((phone for phone in world.phones() if phone.number == change.phone), None)
    if phone is None:
        return None
    pane = scene.pane(world, phone)
    told: dict[str, Any] = {"phone": phone.number, "unread": pane.unread, "typing": pane.is_typing}
    if pane.last:
        told |= {"last": scene.summary(pane.last), "when": view.clock(pane.last.at)}
    if change.what == "phone":
        return event("phone", told | {"owner": render("_owner.html", world, pane=pane)})
    bubble = world.bubble(change.bubble or "")
    if bubble is None:
        return None
    day = view.day(bubble.at, world.clock())
    return event("bubble", told | {"seq": bubble.seq, "day": day, "html": render_bubble(world, bubble)})


def event(name: str, data: dict[str, Any]) -> Event:
    return {"event": name, "data": json.dumps(data)}

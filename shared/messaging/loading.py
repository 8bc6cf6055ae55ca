"""Lays out what the handlers of a transaction will look for: all of them together, in one query a table and round."""

from collections import defaultdict
from collections.abc import Generator, Hashable, Mapping
from typing import Any, TypeVar

from shared.messaging.desk import Desk, Load, Want
from shared.messaging.hear import Hear
from shared.messaging.shelf import plain
from shared.messaging.store import Find, Work

Name = TypeVar("Name", bound=Hashable)


def lay_out(hear: Hear, desk: Desk, loads: Mapping[Name, Load]) -> Work[dict[Name, Exception]]:
    """Play the loads in lock-step, and return those that stumbled with what they stumbled over."""
    stumbled: dict[Name, Exception] = {}
    playing: dict[Name, Generator[Want, Any, None]] = {}
    wants: set[Want] = set()
    for name, load in loads.items():
        try:
            if isinstance(load, Generator):
                playing[name] = load
            else:
                wants.update([_shelved(hear, want) for want in load])
        except Exception as error:
            stumbled[name] = error
    asked: dict[Name, Want] = {}
    while True:
        stumbled |= _ask(hear, desk, playing, asked)
        wants.update(asked[name] for name in playing)
        yield from _fetch(hear, desk, wants)
        if not playing:
            return stumbled
        wants.clear()


def _ask(
    hear: Hear, desk: Desk, playing: dict[Name, Generator[Want, Any, None]], asked: dict[Name, Want]
) -> dict[Name, Exception]:
    """Send each what it found, and hear its next want. Those that have ended or stumbled play no more."""
    stumbled: dict[Name, Exception] = {}
    for name, load in list(playing.items()):
        try:
            asked[name] = _shelved(hear, load.send(desk.answer(asked[name]) if name in asked else None))
        except StopIteration:
            del playing[name]
        except Exception as error:
            stumbled[name] = error
            del playing[name]
    return stumbled


def _shelved(hear: Hear, want: Want) -> Want:
    if want.kind not in hear.shelves:
        raise LookupError(f"{hear.service} has no shelf for {want.kind.__name__}")
    return want


def _fetch(hear: Hear, desk: Desk, wants: set[Want]) -> Work[None]:
    columns: dict[tuple[type, str | None], list[Want]] = defaultdict(list)
    for want in wants:
        if not desk.holds(want):
            columns[want.kind, want.by].append(want)
    for (kind, by), sought in columns.items():
        shelf = hear.shelves[kind]
        rows = yield Find(shelf.table, by or shelf.key, [plain(want.key) for want in sought])
        objects = [shelf.from_row(row) for row in rows]
        if by is None:
            desk.lay_out(kind, [want.key for want in sought], objects)
            continue
        for want in sought:
            desk.lay_out_list(want, [obj for obj in objects if getattr(obj, by) == want.key])

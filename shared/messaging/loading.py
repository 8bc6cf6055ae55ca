"""Lays out what the handlers of a transaction will look for: all of them together, in one query a table and round."""

from collections import defaultdict
from collections.abc import Generator, Hashable, Mapping
from typing import Any, TypeVar

from shared.messaging.desk import Desk, Load, Want
from shared.messaging.hear import Hear
from shared.messaging.shelf import plain
from shared.messaging.store import Find, Work

Name = TypeVar("Name", bound=Hashable)
Wants = tuple[Want, ...]


def lay_out(hear: Hear, desk: Desk, loads: Mapping[Name, Load]) -> Work[dict[Name, Exception]]:
    """Play the loads in lock-step, and return those that stumbled with what they stumbled over."""
    stumbled: dict[Name, Exception] = {}
    playing = {name: _rounds(load) for name, load in loads.items()}
    asked: dict[Name, Wants] = {}
    while playing:
        for name, rounds in list(playing.items()):
            try:
                asked[name] = _next(hear, desk, rounds, asked.get(name))
            except StopIteration:
                del playing[name]
            except Exception as error:
                stumbled[name] = error
                del playing[name]
        yield from _fetch(hear, desk, {want for name in playing for want in asked[name]})
    return stumbled


def _rounds(load: Load) -> Generator[Wants, Any, None]:
    if isinstance(load, Generator):
        answer = None
        while True:
            try:
                want = load.send(answer)
            except StopIteration:
                return
            answer = yield (want,)
    elif wants := tuple(load):
        yield wants


def _next(hear: Hear, desk: Desk, rounds: Generator[Wants, Any, None], before: Wants | None) -> Wants:
    wants = next(rounds) if before is None else rounds.send(desk.answer(before[-1]))
    for want in wants:
        if want.kind not in hear.shelves:
            raise LookupError(f"{hear.service} has no shelf for {want.kind.__name__}")
    return wants


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

"""Takes webhooks to the office: signed, in the order in which they were written, again and again until answered by 200.

Each phone has its own lane, so that one that is held up does not hold up the others. What is on its way survives a
restart. Meta keeps trying for seven days with growing pauses; here the pauses stay short unless told otherwise, so that
nobody waits for them.
"""

import asyncio
import json
from contextlib import suppress
from math import inf
from typing import Any

import httpx
import structlog

from simulator.changes import Change
from simulator.faults import Trouble
from simulator.office import Office
from simulator.webhooks import dress, payload
from simulator.webhooks.letters import Lane, Letter, Pace, Sealed, signature
from simulator.world import World

log = structlog.get_logger()


class Postman:
    """`start` in a running loop, `stop` before it ends. Letters wait until `subscribed` is called."""

    def __init__(self, world: World, office: Office, http: httpx.AsyncClient, url: str | None, pace: Pace) -> None:
        self._world = world
        self._office = office
        self._http = http
        self._url = url
        self._pace = pace
        self._lanes: dict[str, Lane] = {}
        self._walks: list[asyncio.Task[None]] = []
        self._may_go = False

    # --- writing

    def start(self) -> None:
        for number, phone, body in self._world.store.letters():
            self._put(phone, number, Letter.model_validate_json(body))
        self._walks.append(asyncio.create_task(self._heed_faults()))

    async def stop(self) -> None:
        for walk in self._walks:
            walk.cancel()
        await asyncio.gather(*self._walks, return_exceptions=True)

    def subscribed(self) -> None:
        """The office proved that the address is its own."""
        self._may_go = True
        self._wake()

    def write(
        self, phone: str, value: dict[str, Any], bubble: str | None = None, field: str = payload.MESSAGES
    ) -> None:
        """Without an address or a subscription nothing is written. What is about no phone is written for `NOBODY`."""
        if self._url is None or not self._world.account.is_subscribed:
            return
        letter = Letter(value=value, field=field, bubble=bubble)
        self._put(phone, self._world.store.keep_letter(phone, letter.model_dump_json()), letter)

    def waiting(self, phone: str | None = None) -> int:
        """How many are on their way."""
        return sum(len(lane.letters) for lane in self._lanes.values() if phone in (None, lane.phone))

    def next_in(self, phone: str | None = None) -> float | None:
        """Seconds until the next one goes, if any waits."""
        waits = [self._seconds_to_go(lane) for lane in self._lanes.values() if phone in (None, lane.phone)]
        soonest = min(waits, default=inf)
        return None if soonest == inf else max(soonest, 0.0)

    async def quiet(self, phone: str, patience: float = 2.0) -> None:
        """Wait until what is on its way from this phone has arrived, but no longer than `patience`, in seconds."""
        lane = self._lanes.get(phone)
        if lane and lane.letters:
            lane.emptied.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(lane.emptied.wait(), patience)

    def forget(self) -> None:
        """After a reset there is nothing left to bring."""
        for lane in self._lanes.values():
            lane.letters.clear()

    def _put(self, phone: str, number: int, letter: Letter) -> None:
        lane = self._lanes.get(phone)
        if lane is None:
            lane = self._lanes[phone] = Lane(phone)
            self._walks.append(asyncio.create_task(self._walk(lane)))
        lane.letters.append(Sealed(number, letter, asyncio.get_running_loop().time()))
        lane.woken.set()
        self._tell_of_held(lane)

    def _tell_of_held(self, lane: Lane) -> None:
        """Whoever looks at the held webhooks sees their number change."""
        if self._world.faults.has(Trouble.HELD, lane.phone):
            self._world.changes.tell(Change("faults"))

    # --- walking

    async def _heed_faults(self) -> None:
        with self._world.changes.listen() as changes:
            while True:
                if (await changes.get()).what in ("faults", "everything"):
                    self._wake()

    def _wake(self) -> None:
        for lane in self._lanes.values():
            lane.woken.set()

    async def _walk(self, lane: Lane) -> None:
        while True:
            carried = await self._next(lane)
            try:
                await self._bring(lane, carried)
            except httpx.HTTPError as error:
                self._not_taken(lane, carried, type(error).__name__)
            self._tell_of_held(lane)

    async def _next(self, lane: Lane) -> list[Sealed]:
        """What goes next, when it is time."""
        while True:
            lane.woken.clear()
            wait = self._seconds_to_go(lane)
            if wait <= 0:
                return self._pick(lane)
            with suppress(TimeoutError):
                await asyncio.wait_for(lane.woken.wait(), None if wait == inf else wait)

    def _seconds_to_go(self, lane: Lane) -> float:
        if not lane.letters or not self._may_go:
            return inf
        oldest = lane.letters[0].written
        due = max(lane.not_before, oldest)
        if held := self._world.faults.has(Trouble.HELD, lane.phone):
            due = max(due, oldest + held.takes)
        if any(self._world.faults.has(trouble, lane.phone) for trouble in (Trouble.REVERSED, Trouble.BATCHED)):
            due = max(due, oldest + self._pace.gather)
        return due - asyncio.get_running_loop().time()

    def _pick(self, lane: Lane) -> list[Sealed]:
        letters = lane.letters
        if len(letters) > 1 and self._world.faults.strikes(Trouble.REVERSED, lane.phone):
            letters = letters[::-1]
        if len(letters) > 1 and self._world.faults.strikes(Trouble.BATCHED, lane.phone):
            return list(letters)
        return letters[:1]

    async def _bring(self, lane: Lane, carried: list[Sealed]) -> None:
        """One POST. Raises httpx.HTTPError when it is not answered by 200."""
        body = json.dumps(self._envelope(lane, [sealed.letter for sealed in carried])).encode()
        await self._post(lane, body)
        self._taken(lane, carried)
        if self._world.faults.strikes(Trouble.DUPLICATE, lane.phone):
            with suppress(httpx.HTTPError):
                await self._post(lane, body)

    def _envelope(self, lane: Lane, letters: list[Letter]) -> dict[str, Any]:
        strikes = self._world.faults.strikes
        if strikes(Trouble.NO_CONTACTS, lane.phone):
            letters = [dress.without_contacts(letter) for letter in letters]
        if strikes(Trouble.NEW_FIELDS, lane.phone):
            letters = dress.with_news(letters)
        return dress.envelope(self._office.waba_id, letters)

    async def _post(self, lane: Lane, body: bytes) -> None:
        secret = self._office.app_secret
        if self._world.faults.strikes(Trouble.BAD_SIGNATURE, lane.phone):
            secret = f"not {secret}"
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": signature(secret, body),
        }
        answer = await self._http.post(self._url or "", content=body, headers=headers, timeout=self._pace.timeout)
        if answer.status_code != 200:
            raise httpx.HTTPStatusError(f"{answer.status_code}", request=answer.request, response=answer)

    def _taken(self, lane: Lane, carried: list[Sealed]) -> None:
        lane.tries, lane.not_before = 0, 0.0
        self._drop(lane, carried)
        for sealed in carried:
            if sealed.letter.bubble:
                self._world.advance(sealed.letter.bubble, "delivered", waits_because=None)

    def _not_taken(self, lane: Lane, carried: list[Sealed], why: str) -> None:
        lane.tries += 1
        if asyncio.get_running_loop().time() - carried[0].written > self._pace.lives:
            self._give_up(lane, carried)
            return
        pause = min(self._pace.first_retry * 2 ** min(lane.tries - 1, 16), self._pace.longest_retry)
        lane.not_before = asyncio.get_running_loop().time() + pause
        log.warning("webhook_not_taken", letter=carried[0].number, tries=lane.tries, why=why, again_in=pause)
        self._explain(carried, "belum sampai, dicoba lagi")

    def _give_up(self, lane: Lane, carried: list[Sealed]) -> None:
        log.error("webhook_given_up", letter=carried[0].number, tries=lane.tries)
        self._explain(carried, "tidak pernah sampai ke kantor")
        lane.tries, lane.not_before = 0, 0.0
        self._drop(lane, carried)

    def _explain(self, carried: list[Sealed], why: str) -> None:
        """On the phone, beside the message that is not taken."""
        for sealed in carried:
            bubble = self._world.bubble(sealed.letter.bubble) if sealed.letter.bubble else None
            if bubble and bubble.is_before("delivered") and bubble.waits_because != why:
                self._world.keep(bubble.model_copy(update={"waits_because": why}))

    def _drop(self, lane: Lane, carried: list[Sealed]) -> None:
        for sealed in carried:
            if sealed in lane.letters:
                lane.letters.remove(sealed)
            self._world.store.drop_letter(sealed.number)
        if not lane.letters:
            lane.emptied.set()

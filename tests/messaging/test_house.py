"""A whole house on a real message queue."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from fastapi import APIRouter
from nats.aio.client import Client

from shared import database
from shared.messaging import Desk, Hear, uuid7
from shared.messaging.house import House, running
from shared.messaging.parked import NotReplayed, ParkedItem, list_parked, replay_parked
from shared.messaging.publishing import TRACE, thread_of
from shared.messaging.server import NatsServer, free_port
from shared.messaging.store import Away
from shared.messaging.web import CannotListen
from shared.testing.broker import connected, natsd
from tests.messaging.eventually import eventually
from tests.messaging.street import Cellar, opened, ring
from tests.messaging.toys import HallSettings, Opened, Paint, Rang, hall, plan, rang, said, tables


@pytest_asyncio.fixture
async def settings(nats_url: str, tmp_path: Path) -> HallSettings:
    return await hall_settings(nats_url, tmp_path)


async def hall_settings(nats_url: str, folder: Path) -> HallSettings:
    settings = HallSettings(nats_url=nats_url, data_dir=folder)
    await database.create_tables(settings.database, tables)
    return settings


@pytest_asyncio.fixture
async def nc(nats_url: str) -> AsyncGenerator[Client]:
    async with connected(nats_url) as nc:
        yield nc


@pytest_asyncio.fixture
async def cellar(settings: HallSettings) -> AsyncGenerator[Cellar]:
    async with contextlib.aclosing(Cellar(settings.database)) as cellar:
        yield cellar


async def test_a_message_is_answered_and_the_answer_tells_where_it_belongs(settings: HallSettings, nc: Client):
    async with running(plan(), settings) as house:
        facts = await nc.subscribe(f"{Opened.subject}.>")
        first = rang()

        await house.publish(first)

        msg = await facts.next_msg(timeout=10)
        fact = Opened.model_validate_json(msg.data)
        assert (fact.door_id, fact.times) == (first.door_id, 1)
        assert msg.headers
        assert msg.headers["Nats-Msg-Id"] == fact.id.hex
        assert thread_of(msg.headers) == first.id
        assert msg.headers[TRACE].split("-")[2] == first.id.hex[16:]


async def test_a_message_published_again_after_the_duplicate_window_is_answered_once(
    settings: HallSettings, nc: Client, cellar: Cellar
):
    async with running(plan(), settings) as house:
        again, last = rang(), rang()
        await house.publish(again)
        await nc.jetstream().publish(again.wire_subject, again.model_dump_json().encode(), stream="FACTS")
        await house.publish(last)

        await eventually(cellar_has(cellar, 2))

        assert (await opened(nc))[again.door_id] == 1


async def test_a_poisoned_message_is_parked_and_the_good_ones_around_it_go_on(
    settings: HallSettings, nc: Client, cellar: Cellar
):
    async with running(plan(), settings) as house:
        before, after = rang(), rang()
        await house.publish(before)
        await nc.jetstream().publish(before.wire_subject, b'{"door_id": ', stream="FACTS")
        await house.publish(after)

        await eventually(cellar_has(cellar, 2))

        items, silent = await eventually(lambda: list_if_any(nc))
        assert [item.subject for item in items] == [before.wire_subject]
        assert silent == []


async def test_what_is_parked_is_replayed_from_another_process_and_stays_if_it_fails_again(
    settings: HallSettings, nc: Client, cellar: Cellar
):
    hear = hall()
    async with running(plan(hear), settings) as house:
        broken = rang(trouble="always")
        await house.publish(broken)
        items, _ = await eventually(lambda: list_if_any(nc))

        with pytest.raises(NotReplayed, match="the bell is broken"):
            await replay_parked(nc, "hall", items[0].place)
        assert len((await list_parked(nc, ["hall"]))[0]) == 1
        mend(hear)
        await replay_parked(nc, "hall", items[0].place)

        assert broken.door_id in await cellar.bells()
        await eventually(lambda: has_opened(nc, 1))
        with pytest.raises(NotReplayed, match="not parked any more"):
            await replay_parked(nc, "hall", items[0].place)


async def test_a_service_that_is_not_there_is_named(nc: Client):
    assert await list_parked(nc, ["nobody"]) == ([], ["nobody"])
    with pytest.raises(NotReplayed, match="nobody does not answer"):
        await replay_parked(nc, "nobody", "FACTS:1")


async def test_health_pages_and_metrics(settings: HallSettings):
    pages = APIRouter()

    @pages.get("/hello")
    async def hello() -> str:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return "hello"

    async def furnish(house: House[HallSettings]) -> None:
        house.serves(pages, at="/hall")

    async with running(plan(furnish=furnish), settings) as house, browser(house) as page:
        await house.publish(rang())

        assert (await page.get("/health/live")).json() == {"alive": True}
        ready = await page.get("/health/ready")
        assert (ready.status_code, ready.json()["state"]) == (200, "active")
        assert (await page.get("/hall/hello")).json() == "hello"
        only_its_head = await page.head("/hall/hello")
        assert (only_its_head.status_code, only_its_head.content) == (200, b"")
        handled = 'pengantar_handled_total{service="hall",of="fact.street.rang.v1"} 1'
        await eventually(lambda: seen_at(page, "/metrics", handled))


async def test_a_second_house_stands_by_and_turns_visitors_away(settings: HallSettings):
    second_house = running(plan(), settings, standing_by=True)
    async with running(plan(), settings), second_house as second, browser(second) as page:
        answer = await eventually(lambda: state_of(page, "standing by"))

        assert answer.status_code == 503
        assert (await page.get("/anything")).status_code == 503
        assert (await page.get("/health/live")).status_code == 200


async def test_one_that_stands_by_opens_when_the_first_closes(settings: HallSettings, nc: Client, cellar: Cellar):
    async with contextlib.AsyncExitStack() as waiting:
        async with running(plan(), settings):
            second = await waiting.enter_async_context(running(plan(), settings, standing_by=True))
            await ring(nc, [rang()])
            await eventually(cellar_has(cellar, 1))
            assert not second.active.is_set()

        await eventually(second.active.is_set)
        await ring(nc, [rang()])
        await eventually(cellar_has(cellar, 2))


async def test_a_consumer_that_was_deleted_is_made_again_and_nothing_is_heard_twice(
    settings: HallSettings, nc: Client, cellar: Cellar
):
    async with running(plan(), settings) as house:
        first, second = rang(), rang()
        await house.publish(first)
        await eventually(cellar_has(cellar, 1))

        await nc.jetstream().delete_consumer("FACTS", "hall")
        await house.publish(second)
        await eventually(cellar_has(cellar, 2))

        assert await opened(nc) == {first.door_id: 1, second.door_id: 1}


async def test_streams_that_were_deleted_are_made_again(settings: HallSettings, nc: Client, cellar: Cellar):
    async with running(plan(), settings):
        for stream in ("FACTS", "REQUESTS"):
            await nc.jetstream().delete_stream(stream)

        await ring(nc, [rang()])

        await eventually(cellar_has(cellar, 1))


async def test_a_queue_restarted_under_load_loses_nothing_and_keeps_the_order(tmp_path: Path):
    with natsd() as server:
        settings = await hall_settings(server.url, tmp_path)
        async with running(plan(), settings), connected(server.url) as nc:
            door, others = uuid7(), [uuid7() for _ in range(100)]
            numbered = [rang(door, number) for number in range(200)]
            feeding = asyncio.create_task(ring(nc, numbered))
            await eventually(lambda: has_opened(nc, 20))

            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
            await ring(nc, [rang(other) for other in others])
            await feeding

            async with contextlib.aclosing(Cellar(settings.database)) as cellar:
                await eventually(cellar_has(cellar, 300))
                assert (await cellar.bells())[door].heard == tuple(range(200))
            await eventually(lambda: has_opened(nc, 300))


async def test_a_queue_that_comes_later_is_waited_for(tmp_path: Path):
    port = free_port()
    settings = await hall_settings(f"nats://127.0.0.1:{port}", tmp_path)
    async with running(plan(), settings, standing_by=True) as house, browser(house) as page:
        await eventually(lambda: state_of(page, "starting"))

        with NatsServer(tmp_path, port):
            await eventually(house.active.is_set)
            assert (await page.get("/health/ready")).status_code == 200


async def test_a_graceful_stop_under_load_leaves_nothing_half_done(settings: HallSettings, nc: Client, cellar: Cellar):
    door = uuid7()
    feeding = asyncio.create_task(ring(nc, [rang(door, number) for number in range(400)]))
    async with running(plan(), settings):
        await eventually(lambda: has_opened(nc, 50))
    counts = await cellar.counts()
    assert counts["outbox"] == 0
    assert counts["inbox"] == await cellar.heard() == (await opened(nc))[door]

    async with running(plan(), settings):
        await feeding
        await eventually(cellar_has(cellar, 400))

    assert (await cellar.bells())[door].heard == tuple(range(400))
    assert (await opened(nc))[door] == 400


async def test_a_database_that_is_away_keeps_the_batch_in_hand(
    settings: HallSettings, nc: Client, cellar: Cellar, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("shared.messaging.answering.PAUSE", 0.05)
    async with running(plan(), settings) as house, browser(house) as page:
        is_away, run, attempts = asyncio.Event(), house.store.run, list[int]()

        async def away_for_a_while(work: object) -> object:
            attempts.append(1)
            if is_away.is_set():
                raise Away("unplugged")
            return await run(work)  # pyright: ignore[reportArgumentType] - passed on as it came

        monkeypatch.setattr(house.store, "run", away_for_a_while)
        is_away.set()
        door = uuid7()
        await ring(nc, (rang(door, number) for number in range(50)))
        await eventually(lambda: len(attempts) > 3)
        assert (await page.get("/health/live")).status_code == 200
        is_away.clear()

        await eventually(cellar_has(cellar, 50))

        assert (await cellar.bells())[door].heard == tuple(range(50))


async def test_a_request_that_came_before_what_it_speaks_of_is_done_after_it(
    settings: HallSettings, nc: Client, cellar: Cellar
):
    async with running(plan(), settings) as house:
        door = uuid7()
        await house.publish(said(Paint, door, colour="red"))
        await eventually(lambda: table_has(cellar, "waiting", 1))

        await house.publish(rang(door))

        await eventually(lambda: table_has(cellar, "waiting", 0))
        assert (await cellar.bells())[door].colour == "red"


async def test_a_companion_that_fails_ends_the_house(settings: HallSettings):
    async def fail() -> None:
        raise RuntimeError("out of tea")

    async def furnish(house: House[HallSettings]) -> None:
        house.accompanies(fail)

    with pytest.raises(RuntimeError, match="out of tea"):
        async with running(plan(furnish=furnish), settings) as house:
            await eventually(lambda: house.state == "stopping")


async def test_a_port_in_use_is_said(settings: HallSettings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=f"Port {port}"):
            async with running(plan(), settings.model_copy(update={"port": port})):
                pass


def mend(hear: Hear) -> None:
    """Let no ring be any trouble."""
    listener = hear.listeners[Rang.subject]

    def answer(ring: Rang, desk: Desk) -> None:
        listener.handle(ring.model_copy(update={"trouble": ""}), desk)

    hear.listeners[Rang.subject] = listener._replace(handle=answer)


@contextlib.asynccontextmanager
async def browser(house: House[HallSettings]) -> AsyncGenerator[httpx.AsyncClient]:
    await eventually(lambda: house.port)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{house.port}") as page:
        yield page


async def state_of(page: httpx.AsyncClient, state: str) -> httpx.Response | None:
    answer = await page.get("/health/ready")
    return answer if answer.json()["state"] == state else None


async def seen_at(page: httpx.AsyncClient, path: str, text: str) -> bool:
    return text in (await page.get(path)).text


async def list_if_any(nc: Client) -> tuple[list[ParkedItem], list[str]] | None:
    found = await list_parked(nc, ["hall"])
    return found if found[0] else None


async def has_opened(nc: Client, times: int) -> bool:
    return (await opened(nc)).total() >= times


def cellar_has(cellar: Cellar, heard: int) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return await cellar.heard() == heard

    return look


async def table_has(cellar: Cellar, table: str, rows: int) -> bool:
    return (await cellar.counts())[table] == rows

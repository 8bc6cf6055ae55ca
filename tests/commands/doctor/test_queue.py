"""The message queue, and the services' health."""

import importlib
from datetime import timedelta

import pytest

from services.commands.doctor import health
from services.commands.doctor.queue import look
from services.commands.doctor.surroundings import Answer
from services.launcher.parts import SERVICES
from shared.messaging.topology import Keeping, provision
from shared.testing.broker import connected
from tests.commands.doctor.scene import ALL_READY, Scene, the_one_wrong, wrong
from tests.commands.relay_race import runners, start

EARS = [importlib.import_module(f"services.{name}.incoming").hear for name in SERVICES]


async def test_a_queue_in_order_is_well(scene: Scene, nats_url: str):
    async with connected(nats_url) as nc:
        await provision(nc, EARS)

        assert await wrong(look, scene.around(queue=nc)) == []


async def test_what_is_missing_is_named(scene: Scene, nats_url: str):
    async with connected(nats_url) as nc:
        await provision(nc, EARS)
        await nc.jetstream().delete_stream("OBJ_letters")
        await nc.jetstream().delete_consumer("FACTS", "intake")

        assert await wrong(look, scene.around(queue=nc)) == [
            "error: The stream OBJ_letters is missing.",
            "error: intake has no consumer of FACTS.",
        ]


async def test_a_stream_that_is_kept_otherwise_than_told_is_a_warning(
    scene: Scene, nats_url: str, told: pytest.MonkeyPatch
):
    told.setenv("FACTS_DAYS", "90")
    async with connected(nats_url) as nc:
        await provision(nc, EARS, Keeping(facts=timedelta(days=30)))

        said = await the_one_wrong(look, scene.around(queue=nc))

    assert said == "warning: The stream FACTS has max_age 2592000.0, not 7776000.0."


async def test_a_consumer_of_another_version_is_a_warning(scene: Scene, nats_url: str):
    async with connected(nats_url) as nc:
        await provision(nc, EARS)
        js = nc.jetstream()
        config = (await js.consumer_info("FACTS", "intake")).config
        config.filter_subjects = ["fact.of.yesterday.>"]
        await js.add_consumer("FACTS", config)

        said = await the_one_wrong(look, scene.around(queue=nc))

    assert said == "warning: intake's consumer of FACTS is of another version of the system."


async def test_a_service_that_hears_nothing_falls_behind(scene: Scene, nats_url: str):
    async with connected(nats_url) as nc:
        await provision(nc, EARS)
        config = (await nc.jetstream().consumer_info("FACTS", "intake")).config
        config.filter_subjects = [*(config.filter_subjects or []), "fact.race.>"]
        await nc.jetstream().add_consumer("FACTS", config)
        await start(nc, runners(520))

        assert "warning: intake has 520 messages of FACTS still to hear." in await wrong(look, scene.around(queue=nc))


async def test_without_a_queue_nothing_can_work(scene: Scene):
    assert await the_one_wrong(look, scene.around()) == "error: The message queue does not answer."


async def test_that_nothing_runs_yet_is_no_error(scene: Scene):
    around = scene.around(answers={}, should_run=False)

    assert await the_one_wrong(look, around) == "warning: Nothing runs here."
    assert await wrong(health.look, around) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "error: intake does not answer at http://127.0.0.1:8003."),
        (Answer(503, {"state": "standing by"}), "warning: intake stands by for another process."),
        (
            Answer(503, {"state": "active", "queue": False, "database": True}),
            "error: intake is not ready (active), without the message queue.",
        ),
        (Answer(502), "error: intake is not ready (HTTP 502)."),
    ],
)
async def test_a_service_that_is_not_ready_is_told_with_what_it_lacks(scene: Scene, answer: Answer | None, said: str):
    answers = {name: each for name, each in {**ALL_READY, "intake": answer}.items() if each}

    assert await the_one_wrong(health.look, scene.around(answers=answers)) == said


async def test_a_service_elsewhere_is_named_by_its_address(scene: Scene, told: pytest.MonkeyPatch):
    told.setenv("INTAKE_URL", "http://intake:8000/")
    answers = {name: each for name, each in ALL_READY.items() if name != "intake"}

    said = await the_one_wrong(health.look, scene.around(answers=answers))

    assert said == "error: intake does not answer at http://intake:8000."

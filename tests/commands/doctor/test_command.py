"""`pengantar doctor` as an operator types it and a script reads it."""

import json
from pathlib import Path

from services.launcher.demo import Demo
from shared.messaging.server import free_port
from tests.commands.doctor.scene import TOLD
from tests.commands.machine import Answer, pengantar
from tests.story.town import PORTS


def doctor(data: Path, *options: str, **settings: str) -> Answer:
    """On a machine whose ports are free."""
    ports = {f"{name}_port": str(free_port()) for name in PORTS}
    untold = dict.fromkeys((name.lower() for name in TOLD), "")
    return pengantar("doctor", *options, **{**untold, **ports, "data_dir": str(data), **settings})


def test_before_anything_runs_it_says_what_to_do_and_leaves_no_trace(tmp_path: Path):
    answer = doctor(tmp_path / "data")

    assert answer.code == 1, answer.said
    assert "→ Start the system: `pengantar up`" in answer.said
    assert answer.said.endswith("1 warning\n")
    assert not list(tmp_path.iterdir())


def test_a_script_reads_the_same_as_json(tmp_path: Path):
    answer = doctor(tmp_path / "data", "--json")

    told = json.loads(answer.said)
    assert told["level"] == "warning"
    assert ("queue", "warning", "Nothing runs here.") in [
        (finding["area"], finding["level"], finding["what"]) for finding in told["findings"]
    ]


def test_a_deployment_that_does_not_run_is_an_error_and_no_secret_is_shown(tmp_path: Path):
    settings = {name.lower(): value for name, value in TOLD.items()}
    addresses = {
        "nats_url": "nats://operator:queue-secret@127.0.0.1:1",
        "database_url": "postgresql://{service}:database-secret@127.0.0.1:1/{service}",
        "whatsapp_api_url": "http://127.0.0.1:1/v26.0",
    }

    answer = doctor(tmp_path, **settings, **addresses)

    assert answer.code == 2
    secrets = [value for name, value in TOLD.items() if name not in ("PUBLIC_URL", "CERTIFICATE")]
    for secret in (*secrets, "queue-secret", "database-secret"):
        assert secret not in answer.said


def test_a_demo_is_looked_at_with_its_own_secrets(tmp_path: Path):
    demo = Demo.of(tmp_path)

    answer = doctor(tmp_path)

    assert answer.code == 1
    assert "Every service has what it needs to be told." in answer.said
    assert demo.access_token not in answer.said


def test_a_setting_that_makes_looking_impossible_is_told_alone(tmp_path: Path):
    answer = doctor(tmp_path, nats_port="many")

    assert answer.code == 2
    assert "NATS_PORT must be a number from 1 to 65535" in answer.said


def test_one_area_is_looked_at_by_its_name(tmp_path: Path):
    Demo.of(tmp_path)

    answer = doctor(tmp_path, "whatsapp", "certificate", "--json")

    found = json.loads(answer.said)["findings"]
    assert {finding["area"] for finding in found} <= {"whatsapp", "certificate"}
    assert found[0]["what"] == "WhatsApp's stand-in starts with the demo."


def test_an_area_that_is_not_there_is_refused(tmp_path: Path):
    answer = doctor(tmp_path, "weather")

    assert answer.code != 0
    assert "weathe" in answer.said

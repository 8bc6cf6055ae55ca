"""A kelurahan of usual size: as the demo's, with a chair on WhatsApp in every RT."""

import shutil
from pathlib import Path

import yaml

from bench.application.people import CHAIRS, Chair
from bench.town import ROOT


def kelurahan(folder: Path) -> Path:
    """Its configuration, written to this folder."""
    there = folder / "config"
    shutil.copytree(ROOT / "config", there)
    file = there / "kelurahan.yaml"
    config = yaml.safe_load(file.read_text())
    config["rts"] = [_rt(Chair(number)) for number in range(1, CHAIRS + 1)]
    file.write_text(yaml.safe_dump(config, allow_unicode=True))
    return file


def _rt(chair: Chair) -> dict[str, object]:
    who = {"name": chair.name, "honorific": "Bapak", "phone": chair.phone}
    return {"rt": chair.rt, "rw": chair.rw, "chair": who}

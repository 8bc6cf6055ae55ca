"""The page's templates and what they may call."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from simulator.bubble import Bubble
from simulator.page import scene, view
from simulator.samples import SAMPLES
from simulator.world import World

environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.filters.update(
    formatted=view.formatted,
    clock=view.clock,
    moment=view.moment,
    masked=view.masked,
    dialled=view.dialled,
    size=view.size,
    document=view.kind_of_document,
    summary=scene.summary,
)


def render(template: str, world: World, **values: Any) -> str:
    return environment.get_template(template).render(message=world.bubble, samples=SAMPLES, **values)


def render_bubble(world: World, bubble: Bubble) -> str:
    return render("_one_bubble.html", world, bubble=bubble)

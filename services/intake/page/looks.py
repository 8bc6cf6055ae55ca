"""How a page comes to look as it does."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from starlette.responses import HTMLResponse

HERE = Path(__file__).parent
STATIC = HERE / "static"
#: Changes with any static file, so that browsers may keep each for good.
_VERSION = sha256(b"".join(file.read_bytes() for file in sorted(STATIC.iterdir()))).hexdigest()[:12]
_pages = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.filters["static"] = lambda name: f"/isi/static/{name}?v={_VERSION}"


def show(template: str, status: int = 200, **what: Any) -> HTMLResponse:
    return HTMLResponse(_pages.get_template(template).render(**what), status)

"""The coat of arms that an office may bring for its letterhead."""

import asyncio
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

from services.issuance.letters.press import no_panic
from shared.inspection import MOST_PIXELS

_PIXELS = 600  # 2.5 cm in print at 600 dpi
_LARGEST_FILE = 10_000_000  # bytes
_TOO_MANY = f"gambar lebih dari {MOST_PIXELS // 1_000_000} juta piksel"
_TRIAL = b'#image(bytes(sys.inputs.arms), format: "svg")'


class ArmsUnreadable(Exception):
    """The coat of arms is missing or no picture; `sentence` is for the operator."""

    def __init__(self, reason: str, path: Path | None = None) -> None:
        self.sentence = f"Lambang daerah{f' {path}' if path else ''} tidak bisa dipakai: {reason}."
        super().__init__(self.sentence)
        self.reason = reason


def coat_of_arms(path: Path) -> str:
    """The picture at `path` (PNG, JPEG, WebP or SVG) as an SVG for `render`. Raises `ArmsUnreadable`."""
    try:
        return arms_from(path.read_bytes())
    except FileNotFoundError:
        raise ArmsUnreadable("berkas tidak ada", path) from None
    except OSError as why:
        raise ArmsUnreadable(f"berkas tidak bisa dibaca ({why.strerror})", path) from None
    except ArmsUnreadable as why:
        raise ArmsUnreadable(why.reason, path) from None


def arms_from(picture: bytes) -> str:
    """The same for the bytes of a picture. Raises `ArmsUnreadable`."""
    if len(picture) > _LARGEST_FILE:
        raise ArmsUnreadable(f"berkas lebih dari {_LARGEST_FILE // 1_000_000} MB")
    try:
        is_svg = picture.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        svg = picture.decode("utf-8-sig") if is_svg else _as_svg(Image.open(BytesIO(picture)))
        with no_panic():
            typst.compile(_TRIAL, sys_inputs={"arms": svg}, format="svg", ignore_system_fonts=True)
    except ArmsUnreadable:
        raise
    except Image.DecompressionBombError:
        raise ArmsUnreadable(_TOO_MANY) from None
    except Exception:  # Pillow and Typst raise many kinds for broken pictures
        raise ArmsUnreadable("berkas bukan gambar PNG, JPG, WebP, atau SVG") from None
    return svg


async def arms_from_aside(picture: bytes) -> str:
    """`arms_from` in a thread."""
    return await asyncio.to_thread(arms_from, picture)


def _as_svg(picture: Image.Image) -> str:
    if picture.width * picture.height > MOST_PIXELS:
        raise ArmsUnreadable(_TOO_MANY)
    picture = picture.convert("RGBA")
    picture.thumbnail((_PIXELS, _PIXELS))
    png = BytesIO()
    picture.save(png, "PNG")
    width, height = picture.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/png;base64,{b64encode(png.getvalue()).decode()}"/></svg>'
    )

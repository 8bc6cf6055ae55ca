"""The coat of arms that an office may bring for its letterhead."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

_PIXELS = 600  # 2.5 cm in print at 600 dpi
_LARGEST_FILE = 10_000_000  # bytes
_TRIAL = b'#image(bytes(sys.inputs.arms), format: "svg")'


class ArmsUnreadable(Exception):
    """The file with the coat of arms is missing or no picture; `sentence` is for the operator."""

    def __init__(self, path: Path, reason: str) -> None:
        self.sentence = f"Lambang daerah {path} tidak bisa dipakai: {reason}."
        super().__init__(self.sentence)


def coat_of_arms(path: Path) -> str:
    """The picture at `path` (PNG, JPEG, WebP or SVG) as an SVG for `render`. Raises `ArmsUnreadable`."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ArmsUnreadable(path, "berkas lebih dari 10 MB")
        svg = path.read_text("utf-8") if path.suffix.lower() == ".svg" else _as_svg(Image.open(path))
        typst.compile(_TRIAL, sys_inputs={"arms": svg}, format="svg", ignore_system_fonts=True)
    except FileNotFoundError:
        raise ArmsUnreadable(path, "berkas tidak ada") from None
    except (OSError, UnicodeDecodeError, Image.DecompressionBombError, typst.TypstError):
        raise ArmsUnreadable(path, "berkas bukan gambar") from None
    return svg


def _as_svg(picture: Image.Image) -> str:
    picture = picture.convert("RGBA")
    picture.thumbnail((_PIXELS, _PIXELS))
    png = BytesIO()
    picture.save(png, "PNG")
    width, height = picture.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/png;base64,{b64encode(png.getvalue()).decode()}"/></svg>'
    )

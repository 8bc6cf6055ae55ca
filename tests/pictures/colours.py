"""A picture in few colours, so that it is small: those of the office's look as they are, photographs by the others."""

import re
from pathlib import Path

from PIL import Image, ImageColor

LOOK = Path("services/issuance/console/static")
#: With as many as this, photographs on a screen still look like photographs.
COLOURS = 160
#: How often colours are moved to where they are needed.
ROUNDS = 4
#: In pixels, of each colour of the look: laid under the picture, so that even one of which little is seen is kept.
BAND = 8


def in_few_colours(picture: Image.Image) -> Image.Image:
    """The same picture with a palette."""
    ours = [ImageColor.getrgb(colour) for colour in sorted(_of_the_look())]
    width, height = picture.size
    banded = Image.new("RGB", (width, height + BAND * len(ours)))
    banded.paste(picture)
    for place, colour in enumerate(ours):
        banded.paste(colour, (0, height + BAND * place, width, height + BAND * (place + 1)))
    few = banded.quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=ROUNDS, dither=Image.Dither.NONE)
    return few.crop((0, 0, width, height))


def _of_the_look() -> set[str]:
    return {colour for sheet in LOOK.glob("*.css") for colour in re.findall(r"#[0-9a-f]{6}\b", sheet.read_text())}

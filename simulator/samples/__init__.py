"""Photos at hand to try things with: drawn on first use, plainly marked CONTOH, of people who do not exist."""

import io
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from PIL import Image

from simulator.samples.cards import identity_card, portrait
from simulator.samples.drawing import blurred, jpeg
from simulator.samples.papers import family_card, police_report

BLUE, RED = "#2c5aa0", "#b3262e"


class Sample(NamedTuple):
    """A photo as it would lie on a person's phone; `draw` makes it."""

    label: str
    filename: str
    draw: Callable[[], Image.Image]


SAMPLES = {
    "kk": Sample("Kartu Keluarga", "kartu-keluarga.jpg", family_card),
    "ktp": Sample("KTP lama", "ktp-lama.jpg", identity_card),
    "pas_foto_biru": Sample("Pas foto biru", "pas-foto-biru.jpg", lambda: portrait(BLUE)),
    "pas_foto_merah": Sample("Pas foto merah", "pas-foto-merah.jpg", lambda: portrait(RED)),
    "kk_buram": Sample("KK buram", "kartu-keluarga-buram.jpg", lambda: blurred(family_card())),
    "surat_kehilangan": Sample("Surat kehilangan", "surat-kehilangan.jpg", police_report),
}


@cache
def photo(key: str) -> bytes:
    """The sample as JPEG. Raises KeyError."""
    return jpeg(SAMPLES[key].draw())


@cache
def thumbnail(key: str) -> bytes:
    """Small, for the menu. Raises KeyError."""
    image = Image.open(io.BytesIO(photo(key)))
    image.thumbnail((240, 240))
    return jpeg(image)

"""Pages of a PDF as a picture, so that a document can be seen where the decision about it is made."""

import asyncio
from io import BytesIO

import pypdfium2
from PIL import Image

MOST_PAGES = 12
WIDTH = 1240  # pixels: an A4 page at 150 dpi
LONGEST = 30_000  # pixels of the whole picture

#: PDFium is not safe to use in several threads at once.
ONE_AT_A_TIME = asyncio.Lock()


class NoPicture(Exception):
    """The PDF cannot be shown: it is damaged, locked or empty."""


async def picture_of(pdf: bytes) -> bytes:
    """The pages below each other, as PNG. Raises `NoPicture`."""
    async with ONE_AT_A_TIME:
        return await asyncio.to_thread(_draw, pdf)


def _draw(pdf: bytes) -> bytes:
    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = [_page(document[number]) for number in range(min(len(document), MOST_PAGES))]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise NoPicture from error
    if not pages:
        raise NoPicture
    whole = Image.new("RGB", (WIDTH, min(sum(page.height for page in pages), LONGEST)), "white")
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    kept = BytesIO()
    whole.save(kept, "PNG")
    return kept.getvalue()


def _page(page: pypdfium2.PdfPage) -> Image.Image:
    scale = min(WIDTH / max(page.get_width(), 1), LONGEST / max(page.get_height(), 1))
    return page.render(scale=scale).to_pil().convert("RGB")

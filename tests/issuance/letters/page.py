"""Reads a letter back from its PDF: words, places, ink."""

from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from PIL import Image

_MM = 25.4 / 72  # of a PDF point


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet in millimetres from its left and upper edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Page:
    """The only page of a letter."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        assert len(self._document) == 1, "a letter has one page"
        self._page = self._document[0]
        self._characters = self._page.get_textpage()
        width, height = self._page.get_size()
        self._height = height
        self.width, self.height = width * _MM, height * _MM

    @property
    def metadata(self) -> dict[str, str]:
        return self._document.get_metadata_dict()

    @cached_property
    def text(self) -> str:
        """The words as someone reads them aloud: one space between two, line ends kept only in `lines`."""
        return " ".join(" ".join(self.lines).split())

    @cached_property
    def lines(self) -> list[str]:
        raw = self._characters.get_text_range().replace("\u200b", "")
        raw = raw.replace("\ufffe", "-\r\n")  # how PDFium tells a hyphen at the end of a line
        return [" ".join(line.split()) for line in raw.splitlines()]

    def where(self, words: str) -> Box:
        """Where words of one line stand that the letter holds once."""
        found = self._characters.search(words, match_case=True).get_next()
        assert found is not None, f"{words!r} is not on the page"
        start, count = found
        return self._around([self._characters.get_charbox(index) for index in range(start, start + count)])

    @cached_property
    def ink(self) -> Box:
        """The rectangle around every character that can be seen."""
        drawn = [
            self._characters.get_charbox(index)
            for index in range(self._characters.count_chars())
            if self._characters.get_text_range(index, 1).strip("\u200b \r\n\u00a0")
        ]
        return self._around(drawn)

    def picture(self, box: Box) -> Image.Image:
        """What is printed inside the box, in shades of grey, 4 pixels a point."""
        whole = self._page.render(scale=4).to_pil().convert("L")
        left, top, right, bottom = (round(edge / _MM * 4) for edge in (box.left, box.top, box.right, box.bottom))
        return whole.crop((left, top, right, bottom))

    def _around(self, boxes: list[tuple[float, float, float, float]]) -> Box:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return Box(
            min(lefts) * _MM,
            (self._height - max(tops)) * _MM,
            max(rights) * _MM,
            (self._height - min(bottoms)) * _MM,
        )

"""Draws the pictures in `docs/letters/`, one of every page: `python -m tests.issuance.letters.pictures`."""

from pathlib import Path

import pypdfium2

from services.issuance.letters import render
from tests.issuance.letters.examples import EVERY_KIND

FOLDER = Path("docs/letters")


def main() -> None:
    """Letters about nobody, 144 dots an inch."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, letter in EVERY_KIND.items():
        page = pypdfium2.PdfDocument(render(letter))[0]
        page.render(scale=2).to_pil().quantize(32).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

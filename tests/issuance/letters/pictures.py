"""Seals and draws what is in `docs/letters/`, one of every page: `python -m tests.issuance.letters.pictures`."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from services.issuance.letters import render
from services.issuance.signing import Seal, make_demo_certificate
from shared.testing.samples import OFFICE
from tests.issuance.letters.examples import EVERY_KIND

FOLDER = Path("docs/letters")


def main() -> None:
    """Letters about nobody with a seal that nobody vouches for; pictures of 144 dots an inch."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    seal = _seal()
    for name, letter in EVERY_KIND.items():
        pdf = seal.seal(render(letter), reason="Contoh surat")
        (FOLDER / f"{name}.pdf").write_bytes(pdf)
        page = pypdfium2.PdfDocument(pdf)[0]
        page.render(scale=2).to_pil().quantize(32).save(FOLDER / f"{name}.png", optimize=True)


def _seal() -> Seal:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seal.p12"
        make_demo_certificate(path, "contoh", OFFICE)
        return Seal.load(path, "contoh")


if __name__ == "__main__":
    main()

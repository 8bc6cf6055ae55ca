"""Letters as independent tools see them: qpdf (whose library pikepdf is), pdfsig of poppler-utils, and pyHanko."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from services.issuance.letters import Letter, render
from services.issuance.signing import Seal, make_demo_certificate
from shared.testing.samples import OFFICE
from tests.issuance.letters.examples import EVERY_KIND

KINDS = pytest.mark.parametrize("letter", EVERY_KIND.values(), ids=EVERY_KIND.keys())


@pytest.fixture(scope="module")
def seal(tmp_path_factory: pytest.TempPathFactory) -> Seal:
    path = tmp_path_factory.mktemp("seal") / "seal.p12"
    make_demo_certificate(path, "rahasia", OFFICE)
    return Seal.load(path, "rahasia")


@KINDS
def test_qpdf_finds_nothing_wrong_and_the_file_says_pdf_a_2b(letter: Letter, seal: Seal):
    sealed = seal.seal(render(letter), reason="Surat")
    with pikepdf.open(BytesIO(sealed)) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
        assert pdf.pdf_version == "1.7"
        [page] = pdf.pages
        fonts = list(page.resources.get("/Font", {}).values())
        assert fonts
        assert all(is_embedded(font) for font in fonts)


def is_embedded(font: pikepdf.Object) -> bool:
    described = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
    return any(file in described for file in ("/FontFile", "/FontFile2", "/FontFile3"))


@KINDS
async def test_pyhanko_itself_finds_the_whole_file_signed_and_nothing_changed(letter: Letter, seal: Seal):
    sealed = await seal.seal_aside(render(letter), reason="Surat")
    reader = PdfFileReader(BytesIO(sealed))
    [signature] = reader.embedded_signatures
    status = await async_validate_pdf_signature(
        signature, ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    )
    assert status.bottom_line
    assert status.intact
    assert status.valid
    assert status.docmdp_ok
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE


@KINDS
def test_poppler_finds_the_signature_valid_and_a_changed_byte_not(letter: Letter, seal: Seal, tmp_path: Path):
    """Where pdfsig is not installed, what Debian calls poppler-utils, pyHanko above is the second pair of eyes."""
    sealed = seal.seal(render(letter), reason="Surat")
    place = sealed.index(b"stream") + 80
    changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    if pdfsig := shutil.which("pdfsig"):
        assert said_by(pdfsig, sealed, tmp_path) == ["Signature is Valid."]
        assert said_by(pdfsig, changed, tmp_path) == ["Digest Mismatch."]


def said_by(pdfsig: str, pdf: bytes, folder: Path) -> list[str]:
    (folder / "letter.pdf").write_bytes(pdf)
    told = subprocess.run([pdfsig, folder / "letter.pdf"], capture_output=True, text=True, check=False).stdout
    return re.findall(r"Signature Validation: (.*)", told)

"""The QR code of a letter, as an SVG picture."""

from io import BytesIO

import segno


def qr_code(url: str) -> str:
    """An SVG one unit per module, without a quiet zone: the white of the sheet is one.

    The mask is fixed: choosing the best of eight takes longer than the rest of the page.
    """
    picture = BytesIO()
    code = segno.make_qr(url, error="m", mask=3)
    code.save(picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return picture.getvalue().decode()

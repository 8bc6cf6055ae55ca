"""What has been added to a letter: whoever signs it elsewhere gives it back as it was, with a signature and no more."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from services.issuance.signing.lock import TAKING_TURNS
from services.issuance.signing.verify import has_blank_room

#: What a signature may write into the catalogue of a PDF: the form it lies in, what it forbids, what proves it later.
_OF_A_SIGNATURE = frozenset({"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Metadata", "/Version"})
_NOTHING_SEEN = ModificationLevel.LTA_UPDATES


def is_signed_as_it_was(draft: bytes, pdf: bytes) -> bool:
    """Whether `pdf` is `draft` byte by byte, and behind it a valid signature over all that is shown.

    What proves a signature for years (revocation data, a time stamp of the document) may stand behind it. Who has
    signed is another question.
    """
    is_whole = pdf.startswith(draft) and pdf.rstrip().endswith(b"%%EOF")
    return is_whole and _shows_the_same(draft, pdf) and _is_valid(pdf)


def _is_valid(pdf: bytes) -> bool:
    with TAKING_TURNS:
        try:
            signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
            return bool(signatures) and all(_stands(each) for each in signatures)
        except Exception:  # pyHanko and asn1crypto raise many kinds for a damaged file
            return False


def _stands(signature: EmbeddedPdfSignature) -> bool:
    unchanged, signed = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    signature.compute_integrity_info()
    since = signature.diff_result
    is_last = isinstance(since, DiffResult) and since.modification_level <= _NOTHING_SEEN
    return unchanged and signed and is_last and has_blank_room(signature)


def _shows_the_same(draft: bytes, pdf: bytes) -> bool:
    """Whether nothing of the draft has another meaning now: an update behind it may replace any of its objects."""
    try:
        with pikepdf.open(BytesIO(draft)) as before, pikepdf.open(BytesIO(pdf)) as after:
            may_differ = {before.Root.objgen, *(page.obj.objgen for page in before.pages)}
            may_differ |= {it.objgen for it in (before.Root.get("/Metadata"), before.trailer.get("/Info")) if it}
            same = all(_same(each, after.get_object(each.objgen)) for each in _objects(before, may_differ))
            return same and _same_catalogue(before, after) and _same_pages(before, after)
    except Exception:  # and so does pikepdf
        return False


def _objects(pdf: pikepdf.Pdf, but: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    return (each for each in pdf.objects if each.objgen not in but)


def _same(before: pikepdf.Object, after: pikepdf.Object) -> bool:
    if isinstance(before, pikepdf.Stream) != isinstance(after, pikepdf.Stream):
        return False
    if isinstance(before, pikepdf.Stream) and before.read_raw_bytes() != after.read_raw_bytes():
        return False
    return _written(before) == _written(after)


def _written(thing: pikepdf.Object) -> bytes:
    return thing.stream_dict.unparse() if isinstance(thing, pikepdf.Stream) else thing.unparse()


def _same_catalogue(before: pikepdf.Pdf, after: pikepdf.Pdf) -> bool:
    return _entries(before.Root, _OF_A_SIGNATURE) == _entries(after.Root, _OF_A_SIGNATURE)


def _same_pages(before: pikepdf.Pdf, after: pikepdf.Pdf) -> bool:
    if len(before.pages) != len(after.pages):
        return False
    pages = zip(before.pages, after.pages, strict=True)
    return all(_same_page(old.obj, new.obj) for old, new in pages)


def _same_page(before: pikepdf.Object, after: pikepdf.Object) -> bool:
    but = frozenset({"/Annots"})
    if _entries(before, but) != _entries(after, but):
        return False
    known = {each.unparse(resolved=True) for each in before.get("/Annots", ())}
    added = [each for each in after.get("/Annots", ()) if each.unparse(resolved=True) not in known]
    return len(after.get("/Annots", ())) - len(added) == len(known) and all(_is_unseen(each) for each in added)


def _entries(thing: pikepdf.Object, but: frozenset[str]) -> dict[str, bytes]:
    return {key: _as_bytes(value) for key, value in thing.items() if key not in but}


def _as_bytes(value: object) -> bytes:
    return value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()


def _is_unseen(added: pikepdf.Object) -> bool:
    """Whether it is the place of a signature without a picture."""
    left, bottom, right, top = (float(edge) for edge in added.get("/Rect", (0, 0, 1, 1)))
    return added.get("/FT") == "/Sig" and (left == right or bottom == top)

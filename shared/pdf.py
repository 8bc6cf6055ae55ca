"""Looks into a PDF for what does more than be read: scripts, programs to start, forms that send, files inside files."""

import io
import zipfile
from typing import Any, Literal

import pikepdf

from shared.unfit import Unfit

MEDIA_TYPE: Literal["application/pdf"] = "application/pdf"

#: Keys of a dictionary under which something acts or hides.
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/AF"})
#: What an action (`/S`) or an annotation (`/Subtype`) may not be. A link to a page or address only waits for a click.
_ACTIVE_KINDS = frozenset(
    """
    /JavaScript /Launch /SubmitForm /ImportData /GoToR /GoToE /Rendition /Movie /Sound /RichMediaExecute /GoTo3DView
    /FileAttachment /RichMedia /Screen /3D
    """.split()  # noqa: SIM905 - a page of words reads better than a page of quotes
)
#: A document of fifty pages has some thousands of objects; more than this is made to be slow.
MOST_THINGS = 300_000
_END = b"%%EOF"


def must_be_harmless(data: bytes) -> None:
    """Raises `Unfit`: `active`, or `disguised` when it is something else as well, or `broken_pdf`."""
    _must_be_nothing_else(data)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            _must_not_act(document)
    except pikepdf.PasswordError as error:
        raise Unfit("locked") from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, RuntimeError, RecursionError) as error:
        raise Unfit("broken_pdf", type(error).__name__) from error


def _must_be_nothing_else(data: bytes) -> None:
    """The file begins with its header and ends with its end: nothing stands before or behind, for other programs."""
    _, end, behind = data.rpartition(_END)
    if not data.startswith(b"%PDF-") or (end and behind.strip(b"\x00\x1a \t\r\n\x0c")):
        raise Unfit("disguised", "more than a PDF")
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Unfit("disguised", "a ZIP as well")


def _must_not_act(document: pikepdf.Pdf) -> None:
    """Every object, reached or not, with whatever lies in it."""
    to_see: list[Any] = list(document.objects)
    seen = 0
    while to_see:
        thing = to_see.pop()
        seen += 1
        if seen > MOST_THINGS:
            raise Unfit("endless", "objects")
        if isinstance(thing, pikepdf.Array):
            to_see += [part for part in thing if not _is_elsewhere(part)]  # pyright: ignore[reportGeneralTypeIssues]
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            to_see += _parts_of(thing)


def _parts_of(thing: Any) -> list[Any]:
    """What lies in a dictionary itself. Raises `Unfit`."""
    parts = dict(thing.items())
    found = _ACTIVE_KEYS & parts.keys()
    kinds = {str(parts[key]) for key in ("/S", "/Subtype") if isinstance(parts.get(key), pikepdf.Name)}
    if found or kinds & _ACTIVE_KINDS:
        raise Unfit("active", " ".join(sorted(found | kinds & _ACTIVE_KINDS)))
    return [part for part in parts.values() if not _is_elsewhere(part)]


def _is_elsewhere(part: Any) -> bool:
    """An object of its own, which is looked at in its turn; or too plain to hold anything."""
    return not isinstance(part, pikepdf.Object) or part.is_indirect

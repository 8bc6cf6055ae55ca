"""A PDF that does more than be read is refused; one that a signature or a form field makes unusual is not."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from shared import pdf
from shared.inspection import inspect
from shared.unfit import Unfit
from tests.shared.test_inspection import picture


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('halo')"))


def made(change: Callable[[Pdf], None] = lambda _: None, **save: object) -> bytes:
    """A page, changed."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 100))
        change(document)
        document.save(out, **save)  # pyright: ignore[reportArgumentType]
    return out.getvalue()


def opens_with_a_script(document: Pdf) -> None:
    document.Root.OpenAction = script()


def has_a_script_by_name(document: Pdf) -> None:
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))


def runs_a_script_when_the_page_opens(document: Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=document.make_indirect(script()))


def starts_a_program(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def hides_a_program_deep_in_a_list(document: Pdf) -> None:
    nested = Array([Dictionary(S=Name.Launch, F=String("cmd.exe"))])
    for _ in range(50):
        nested = Array([nested])
    document.Root.Extra = nested


def sends_a_form(document: Pdf) -> None:
    button = document.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, A=Dictionary(S=Name.SubmitForm, F=String("http://x")))
    )
    document.Root.AcroForm = Dictionary(Fields=Array([button]))
    document.pages[0].obj.Annots = Array([button])


def carries_a_file(document: Pdf) -> None:
    document.attachments["virus.exe"] = b"MZ"


def has_a_form_in_xml(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))


def plays_a_film(document: Pdf) -> None:
    film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, RichMediaContent=Dictionary())
    document.pages[0].obj.Annots = Array([film])


def holds_a_script_nobody_leads_to(document: Pdf) -> None:
    document.make_indirect(script())
    document.Root.Loose = document.make_indirect(Dictionary(Way=document.make_indirect(script())))


ACTIVE = [
    opens_with_a_script,
    has_a_script_by_name,
    runs_a_script_when_the_page_opens,
    starts_a_program,
    hides_a_program_deep_in_a_list,
    sends_a_form,
    carries_a_file,
    has_a_form_in_xml,
    plays_a_film,
    holds_a_script_nobody_leads_to,
]


@pytest.mark.parametrize("change", ACTIVE, ids=lambda change: change.__name__)
@pytest.mark.parametrize("packed", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_a_pdf_that_acts_is_refused(change: Callable[[Pdf], None], packed: pikepdf.ObjectStreamMode):
    with pytest.raises(Unfit) as refused:
        inspect(made(change, object_stream_mode=packed))
    assert (refused.value.cause, refused.value.trouble) == ("active", "active")


def has_links_and_a_first_page(document: Pdf) -> None:
    to_a_page = Dictionary(S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]))
    to_the_web = Dictionary(S=Name.URI, URI=String("https://dukcapil.kemendagri.go.id"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=to_the_web)
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])
    document.pages[0].obj.Annots = Array([link, Dictionary(Type=Name.Annot, Subtype=Name.Link, A=to_a_page)])


def is_signed(document: Pdf) -> None:
    signature = Dictionary(
        FT=Name.Sig, V=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x"))
    )
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(signature)]), SigFlags=3)


@pytest.mark.parametrize("change", [has_links_and_a_first_page, is_signed])
def test_a_pdf_that_is_only_read_is_kept_to_the_byte(change: Callable[[Pdf], None]):
    data = made(change)

    assert inspect(data).data == data


def test_spaces_behind_the_end_do_no_harm():
    pdf.must_be_harmless(made() + b"\r\n \x00\n")


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "1")
    return out.getvalue()


def _zip_around(document: bytes) -> bytes:
    """A PDF that is a ZIP as well, whose comment holds the PDF's end."""
    archive = _zip()
    behind = b"\n%%EOF"
    return document + archive[:-2] + len(behind).to_bytes(2, "little") + behind


@pytest.mark.parametrize(
    "data",
    [made() + _zip(), made() + b"<script>alert(1)</script>", made() + picture(), _zip_around(made())],
    ids=["a zip behind it", "a page behind it", "a photo behind it", "a zip around its end"],
)
def test_a_pdf_that_is_something_else_as_well_is_refused(data: bytes):
    with pytest.raises(Unfit) as refused:
        inspect(data)
    assert refused.value.trouble == "active"


@pytest.mark.parametrize("before", [b"<html>", b"PK\x03\x04", b"GIF89a", b"\n"])
def test_a_pdf_does_not_begin_as_something_else(before: bytes):
    with pytest.raises(Unfit):
        inspect(before + made())


def test_a_pdf_of_too_many_things_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "MOST_THINGS", 1000)

    def is_endless(document: Pdf) -> None:
        document.Root.Extra = Array([Array([]) for _ in range(2000)])

    with pytest.raises(Unfit) as refused:
        inspect(made(is_endless))
    assert refused.value.cause == "endless"


def test_a_page_in_a_circle_is_no_reason_to_hang():
    def goes_round(document: Pdf) -> None:
        one, other = document.make_indirect(Dictionary()), document.make_indirect(Dictionary())
        one.Next, other.Next = other, one
        document.Root.Round = one

    assert inspect(made(goes_round)).media_type == pdf.MEDIA_TYPE


def test_a_stream_that_says_it_is_packed_and_is_not_is_not_kept_from_being_shown():
    def has_a_bad_stream(document: Pdf) -> None:
        document.pages[0].obj.Contents = pikepdf.Stream(document, zlib.compress(b"0 0 m")[:-3], Filter=Name.FlateDecode)

    assert inspect(made(has_a_bad_stream, compress_streams=False)).media_type == pdf.MEDIA_TYPE

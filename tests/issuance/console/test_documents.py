"""The bytes behind the pages."""

from io import BytesIO

from PIL import Image

from tests.issuance.console.office import Office
from tests.issuance.console.scene import photo, scan
from tests.issuance.files import APPLICATION, a_file

PAGE = f"/berkas/{APPLICATION}/dokumen"


async def an_office_with_papers(office: Office) -> None:
    put = office.house.attachments.put
    papers = {
        "kk": (await put("inbound", scan("KK", pages=2), "application/pdf"),),
        "old_ktp": (await put("inbound", photo("KTP", "#cfe0ea", (800, 500)), "image/jpeg"),),
        "photo": (await put("inbound", b"<script>alert(1)</script>", "text/html"),),
    }
    gone = papers["old_ktp"][0].model_copy(update={"name": "gone"})
    await office.keep(a_file(documents={**papers, "cover_letter": (gone,)}))


async def test_a_photo_is_shown_as_it_is_and_can_do_nothing(office: Office):
    await an_office_with_papers(office)
    answer = await (await office.signed_in("rahma")).get(f"{PAGE}/old_ktp/0")
    assert answer.content == photo("KTP", "#cfe0ea", (800, 500))
    headers = answer.headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"] == "inline; filename*=UTF-8''old_ktp-1.jpg"
    assert "sandbox" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


async def test_a_pdf_is_drawn_with_all_its_pages(office: Office):
    await an_office_with_papers(office)
    screen = await office.signed_in("rahma")
    page = (await screen.get(f"/berkas/{APPLICATION}")).text
    assert f'src="{PAGE}/kk/0/gambar"' in page
    picture = await screen.get(f"{PAGE}/kk/0/gambar")
    assert picture.headers["content-type"] == "image/png"
    width, height = Image.open(BytesIO(picture.content)).size
    assert width == 1240
    assert height > 1600
    assert (await screen.get(f"{PAGE}/kk/0")).headers["content-type"] == "application/pdf"


async def test_what_a_browser_might_run_is_only_kept_as_a_file(office: Office):
    await an_office_with_papers(office)
    answer = await (await office.signed_in("rahma")).get(f"{PAGE}/photo/0")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_what_is_not_there_is_told(office: Office):
    await an_office_with_papers(office)
    screen = await office.signed_in("rahma")
    for path in ("old_ktp/1", "old_ktp/-1", "lain/0", "old_ktp/0/gambar", "cover_letter/0", "old_ktp/x"):
        answer = await screen.get(f"{PAGE}/{path}")
        assert answer.status_code == 404, path
        assert "Tidak ditemukan" in answer.text


async def test_nobody_sees_papers_without_signing_in(office: Office):
    await an_office_with_papers(office)
    for path in (f"{PAGE}/old_ktp/0", f"{PAGE}/kk/0/gambar", "/surat/0193f000-0000-7000-8000-000000000001.pdf"):
        assert (await office.screen().get(path)).status_code == 303

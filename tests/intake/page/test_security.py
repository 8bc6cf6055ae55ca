"""What the page lets in, and what it tells a browser."""

import pytest

from tests.intake.page.test_page import asked_for_data, asked_for_photos
from tests.intake.page.visitor import HOME, a_photo


def test_every_answer_keeps_the_address_to_itself():
    _, phone, visitor = asked_for_data()
    for path in (visitor.open(phone).address, "/isi/tebak", "/isi/static/page.css"):
        headers = visitor.visit(path).answer.headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "same-origin"
        assert "noindex" in headers["x-robots-tag"]
        assert "set-cookie" not in headers
    assert visitor.open(phone).answer.headers["cache-control"] == "no-store"
    assert "style=" not in visitor.html
    assert "<script>" not in visitor.html


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_form_from_elsewhere_is_turned_away(headers: dict[str, str]):
    _, phone, visitor = asked_for_data()
    visitor.open(phone)

    assert visitor.ask("POST", f"{visitor.address}/data", data={"name": "Siti"}, headers=headers).status == 403
    same = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}
    assert visitor.ask("POST", f"{visitor.address}/data", data={"name": "Siti"}, headers=same).status == 422


def test_a_form_without_an_end_is_not_read():
    _, phone, visitor = asked_for_photos()
    visitor.open(phone)

    too_long = visitor.ask("POST", f"{visitor.address}/data", data={"name": "S" * 200_000})
    assert too_long.status == 413
    assert "terlalu besar" in too_long.html


def test_a_document_that_is_not_asked_for_is_not_taken():
    _, phone, visitor = asked_for_photos()

    visitor.open(phone).upload("marriage_book", a_photo(1))

    assert visitor.status == 200
    assert visitor.cupboard.kept == []


def test_an_address_that_nobody_gave_is_told_kindly():
    _, phone, visitor = asked_for_photos()
    visitor.open(phone)

    for method, path in (("POST", "/Nama Saya/ulang"), ("DELETE", ""), ("GET", "/kk/unggah/lagi")):
        assert visitor.ask(method, f"{visitor.address}{path}").status == 404
        assert "Tautan ini tidak berlaku" in visitor.html


def test_photos_are_not_taken_where_data_is_asked_for():
    _, phone, visitor = asked_for_data()

    visitor.open(phone).upload("kk", a_photo(1))

    assert visitor.cupboard.kept == []


def test_trouble_behind_the_page_is_told_kindly_and_nothing_of_it_is_shown(monkeypatch: pytest.MonkeyPatch):
    room, phone, visitor = asked_for_data()
    visitor.open(phone)

    async def is_away(*_: object) -> None:
        raise ConnectionError("postgresql://intake:secret@postgres")

    monkeypatch.setattr(room, "run", is_away)

    assert visitor.visit(visitor.address).status == 503
    assert "sedang ada gangguan" in visitor.html
    assert "secret" not in visitor.html

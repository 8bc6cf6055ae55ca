"""The registers on the screen: looked through, taken home, begun, filled in from paper, and numbers made void."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import httpx
import pypdfium2
import pytest

from services.issuance.letter import Letter
from services.issuance.register import AGENDA, Entry, OnPaper, Register, Standing, Status
from services.issuance.stage import Stage
from services.issuance.store import entries
from shared.messaging import Want, uuid7
from tests.issuance.console.office import Office, Screen
from tests.issuance.console.scene import a_tuesday, application
from tests.issuance.console.test_check import LETTER
from tests.issuance.files import APPLICATION, a_file

BOOK = "/register?key=470&year=2026"
ENTRY = Entry(
    entry_id=LETTER.letter_id,
    register="470",
    year=2026,
    number=123,
    formatted=LETTER.number,
    dated=LETTER.dated,
    subject=LETTER.title,
    holder="Siti Aminah",
    status=Status.ISSUED,
    application_id=APPLICATION,
    reference="BKS-7Q4K",
)
NUMBER = f"/register/nomor/{ENTRY.entry_id}"
ON_PAPER = {
    "kind": "0",
    "number": "124",
    "dated": "2026-11-23",
    "holder": "Hasan Basri",
    "subject": "Surat Keterangan Domisili",
}


async def kept_entries(office: Office) -> list[Entry]:
    shelf = office.house.plan.hear.shelves[Entry]
    return [shelf.from_row(row) for row in await office.house.store.fetch(entries.select().order_by(entries.c.number))]


async def the_letter(office: Office) -> Letter:
    return await office.house.door.run(
        [Want(Letter, LETTER.letter_id)], lambda desk: desk.get(Letter, LETTER.letter_id)
    )


def sheet(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


# Looking.


async def test_the_same_numbers_are_there_as_a_workbook_in_which_everything_is_text(office: Office):
    await office.keep(ENTRY, replace(ENTRY, entry_id=uuid7(), number=124, holder="=HYPERLINK(1)"))
    screen = await office.signed_in("rahma")

    answer = await screen.get("/register.xlsx?year=2026")

    assert 'filename="register-2026.xlsx"' in answer.headers["content-disposition"]
    with ZipFile(BytesIO(answer.content)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
    assert "=HYPERLINK(1)" in page and "Siti Aminah" in page
    assert "<f>" not in page


async def test_all_registers_of_the_office_are_there_also_those_without_a_number(office: Office):
    await office.keep(ENTRY, Register("470", {2026: 123}))
    page = (await (await office.signed_in("rahma")).get("/register?year=2026")).text
    for name in ("Agenda surat masuk", "Klasifikasi 470", "RT 005/RW 002", "RT 052/RW 010"):
        assert name in page
    assert ">123<" in page


async def test_numbers_are_found_by_number_name_and_reference_in_all_registers(office: Office):
    await office.keep(ENTRY, replace(ENTRY, entry_id=uuid7(), register="474", number=7, formatted="474/0007/BKS"))
    screen = await office.signed_in("lurah")
    for words, found in (("siti 0123", True), ("bks-7q4k", True), ("AMINAH", True), ("budi", False), ("100%", False)):
        page = (await screen.http.get("/register", params={"q": words, "year": 2026})).text
        assert (LETTER.number in page) is found, words
    assert "Tidak ada nomor yang cocok" in page
    assert 'value="100%"' in page


async def test_a_long_register_is_read_in_portions(office: Office):
    many = [replace(ENTRY, entry_id=application(n), number=n, formatted=f"470/{n:04}/BKS") for n in range(1, 131)]
    await office.keep(*many)
    screen = await office.signed_in("rahma")
    first = (await screen.get(BOOK)).text
    assert "470/0130/BKS" in first
    assert "470/0030/BKS" not in first
    older = (await screen.get(f"{BOOK}&before=31")).text
    assert "before=31" in first.replace("&amp;", "&")
    assert "470/0030/BKS" in older
    assert "Nomor yang lebih lama" not in older


async def test_a_received_file_has_its_line_in_the_agenda(office: Office):
    await office.keep(a_file())
    screen = await office.signed_in("rahma")
    await screen.send(f"/berkas/{APPLICATION}/terima", page=f"/berkas/{APPLICATION}")
    page = (await screen.get("/register?key=agenda&year=2026")).text
    for words in ("0001/2026", "Siti Aminah", "BKS-7Q4K", "diterima"):
        assert words in page


async def test_a_register_goes_home_as_a_spreadsheet_in_its_order(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("services.issuance.console.pages.register.AT_ONCE", 2)
    rt = [replace(ENTRY, entry_id=uuid7(), register="rt:005/002", number=n, formatted=f"RT {n}") for n in (3, 1, 2)]
    register = Register("470").goes_on_after(122, 2026, "Agus Salim", date(2026, 1, 5))
    await office.keep(ENTRY.void("Alamat salah; tulis", date(2026, 11, 25), "Agus Salim"), *rt, register)
    screen = await office.signed_in("rahma")
    answer = await screen.get("/register.csv?year=2026")
    rows = sheet(answer)
    assert 'filename="register-2026.csv"' in answer.headers["content-disposition"]
    assert [row["Nomor urut"] for row in rows] == ["1 sampai 122", "123", "1", "2", "3"]
    assert rows[0]["Keadaan"] == "di buku kertas"
    assert (rows[1]["Keadaan"], rows[1]["Alasan batal"], rows[1]["Tanggal"]) == (
        "batal",
        "Alamat salah; tulis",
        "2026-11-24",
    )
    only = sheet(await screen.get("/register.csv?year=2026&key=rt:005/002&q=siti"))
    assert {row["Register"] for row in only} == {"RT 005/RW 002"}


async def test_a_name_that_is_a_formula_stays_a_name(office: Office):
    names = ['=HYPERLINK("http://jahat.example")', "+1", "-1", "@SUM(A1)", " \t=1", "＝1", "Ny. O'Brien-Sari"]
    await office.keep(*(replace(ENTRY, entry_id=uuid7(), number=n, holder=name) for n, name in enumerate(names, 1)))
    rows = sheet(await (await office.signed_in("rahma")).get("/register.csv?year=2026"))
    assert [row["Atas nama"] for row in rows] == [*(f"'{name}" for name in names[:-1]), names[-1]]


async def test_nobody_takes_a_register_home_without_signing_in(office: Office):
    assert (await office.screen().get("/register.csv?year=2026")).headers["location"].startswith("/masuk")


# The paper book.


async def test_numbers_go_on_behind_the_paper_book(office: Office):
    screen = await office.signed_in("agus")
    answer = await screen.send("/register/terakhir", page=BOOK, key="470", year="2026", last="122")
    assert answer.headers["location"] == "/register?key=470&year=2026"
    page = (await screen.get(BOOK)).text
    assert 'sampai <b class="num">122</b> ada di buku kertas. Dicatat Agus Salim, 24 November 2026' in page
    await office.keep(a_file(Stage.DRAFTED))
    assert "470/0123/BKS/XI/2026" in (await (await office.signed_in("lurah")).get("/tanda-tangan")).text


@pytest.mark.parametrize(
    ("last", "year", "why"),
    [
        ("", "2026", "Nomor terakhir berupa angka dari 0 sampai 99999."),
        ("seratus", "2026", "berupa angka"),
        ("-5", "2026", "berupa angka"),
        ("9" * 5000, "2026", "berupa angka"),
        ("٣", "2026", "memang sudah"),
        ("2", "2026", "Nomor sampai 3 tahun 2026 sudah diberikan di sini, jadi tidak bisa mundur ke 2."),
        ("3", "2026", "Nomor terakhir tahun 2026 memang sudah 3."),
        ("5", "2019", "untuk tahun 2026 atau 2025"),
    ],
)
async def test_a_last_number_that_cannot_be_is_told_and_changes_nothing(office: Office, last: str, year: str, why: str):
    await office.keep(Register("470", {2026: 3}))
    screen = await office.signed_in("agus")
    answer = await screen.send("/register/terakhir", page=BOOK, key="470", year=year, last=last)
    assert answer.status_code == 422
    assert why in answer.text
    assert f'value="{last}"' in answer.text
    assert 'aria-invalid="true" aria-describedby="terakhir-last-salah"' in answer.text
    assert await _register(office) == Register("470", {2026: 3})


async def _register(office: Office) -> Register:
    return await office.house.door.run([Want(Register, "470")], lambda desk: desk.get(Register, "470"))


# Letters given on paper.


async def test_a_letter_given_on_paper_takes_the_number_next_in_line(office: Office):
    await office.keep(Register("470", {2026: 123}))
    screen = await office.signed_in("rahma")
    assert 'value="124"' in (await screen.get(BOOK)).text
    answer = await screen.send("/register/kertas", page=BOOK, key="470", year="2026", **ON_PAPER)
    assert answer.status_code == 303
    [entry] = await kept_entries(office)
    assert (entry.formatted, entry.holder, entry.subject) == (
        "470/0124/BKS/XI/2026",
        "Hasan Basri",
        "Surat Keterangan Domisili",
    )
    assert (entry.status, entry.noted_by, entry.application_id) == (Status.ISSUED, "Rahmawati", None)
    assert (await _register(office)).next(2026) == 125
    page = (await screen.get(BOOK)).text
    assert "terbit di kertas" in page
    assert "Dicatat Rahmawati" in page


async def test_also_rts_and_the_agenda_have_paper(office: Office):
    screen = await office.signed_in("agus")
    for key, formatted in (("rt:005/002", "001/RT.005/RW.002/XI/2026"), (AGENDA, "0001/2026")):
        typed = {**ON_PAPER, "number": "1"}
        await screen.send("/register/kertas", page=f"/register?key={key}&year=2026", key=key, year="2026", **typed)
        assert formatted in [entry.formatted for entry in await kept_entries(office)]


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"number": "123"}, "number", "Nomor 123 tahun 2026 sudah dipakai. Nomor berikutnya 124."),
        ({"number": "125"}, "number", "Catat dulu nomor 124."),
        ({"number": "127"}, "number", "Catat dulu nomor 124 sampai 126."),
        ({"number": "dua"}, "number", "Nomor urut berupa angka dari 1 sampai 99999."),
        ({"dated": "2026-11-25"}, "dated", "paling lambat hari ini"),
        ({"dated": "kemarin"}, "dated", "Isi tanggal suratnya."),
        ({"dated": "0026-11-20"}, "dated", "Isi tanggal suratnya."),
        ({"dated": "2024-12-30"}, "dated", "untuk tahun 2026 atau 2025"),
        ({"dated": "2025-12-30"}, "number", "Nomor berikutnya tahun 2025 adalah 1"),
        ({"holder": " \n "}, "holder", "Isi nama pemegang surat."),
        ({"holder": "A" * 121}, "holder", "Nama pemegang surat paling panjang 120 huruf."),
        ({"subject": ""}, "subject", "Isi perihal surat."),
        ({"subject": "Domisili\u202e"}, "subject", "tidak terlihat (U+202E)"),
        ({"holder": "Sumarni\x1b"}, "holder", "tidak terlihat (U+001B)"),
    ],
)
async def test_what_cannot_be_on_paper_is_told_beside_its_field(
    office: Office, typed: dict[str, str], field: str, why: str
):
    await office.keep(Register("470", {2026: 123}))
    screen = await office.signed_in("rahma")
    form = {**ON_PAPER, **typed}
    answer = await screen.send("/register/kertas", page=BOOK, key="470", year="2026", **form)
    assert answer.status_code == 422
    assert why in answer.text.split(f'id="kertas-{field}-salah"')[1].split("</p>")[0]
    for name in ("number", "dated", "holder", "subject"):
        if form[name].strip():
            assert f'value="{form[name]}"' in answer.text
    assert await kept_entries(office) == []
    assert (await _register(office)).next(2026) == 124


async def test_a_register_that_nobody_keeps_takes_nothing(office: Office):
    screen = await office.signed_in("agus")
    for path, form in (("/register/kertas", {**ON_PAPER, "number": "1"}), ("/register/terakhir", {"last": "5"})):
        answer = await screen.send(path, page=BOOK, key="999", year="2026", **form)
        assert answer.status_code == 409
        assert "tidak dipakai lagi" in answer.text
    for form in ({"key": "470", "year": "tahun ini"}, {"year": "2026"}, {"key": "4" * 41, "year": "2026"}):
        assert (await screen.send("/register/kertas", page=BOOK, **form, **ON_PAPER)).status_code == 422
    assert await kept_entries(office) == []


async def test_who_may_write_in_the_registers(office: Office):
    await office.keep(ENTRY, LETTER, Register("470", {2026: 123}))
    forms: dict[str, dict[str, Any]] = {
        "/register/kertas": {"key": "470", "year": "2026", **ON_PAPER},
        "/register/terakhir": {"key": "470", "year": "2026", "last": "200"},
        f"{NUMBER}/batal": {"reason": "Alamat salah tulis"},
    }
    refused = {"rahma": ["/register/terakhir", f"{NUMBER}/batal"], "lurah": ["/register/kertas", "/register/terakhir"]}
    for username, paths in refused.items():
        screen = await office.signed_in(username)
        shown = (await screen.get(BOOK)).text + (await screen.get(NUMBER)).text
        for path in paths:
            assert f'action="{path}"' not in shown
            answer = await screen.send(path, page=BOOK, **forms[path])
            assert answer.status_code == 409
            assert "Hanya " in answer.text
    assert await kept_entries(office) == [ENTRY]


# Void numbers.


async def void(screen: Screen, **typed: str) -> httpx.Response:
    return await screen.send(f"{NUMBER}/batal", page=NUMBER, **typed)


async def test_a_void_letter_is_void_everywhere_and_its_file_ends(office: Office):
    await office.keep(ENTRY, LETTER, a_file(Stage.ISSUED))
    lurah = await office.signed_in("lurah")
    answer = await void(lurah, reason="Alamat salah tulis", replaced="no")
    assert (answer.status_code, answer.headers["location"]) == (303, NUMBER)
    page = (await lurah.get(NUMBER)).text
    assert "Dibatalkan 24 Nov 2026, Hj. Nurhayati, S.Sos., M.Si.: Alamat salah tulis" in page
    assert "Batalkan nomor ini" not in page
    assert (await office.file(a_file())).stage is Stage.VOID
    file = (await (await office.signed_in("rahma")).get(f"/berkas/{APPLICATION}")).text
    assert "Surat 470/0123/BKS/XI/2026 dibatalkan" in file
    assert "/serahkan" not in file
    checked = (await office.screen().get(f"/cek/{LETTER.code}")).text
    assert "Surat ini batal" in checked
    assert "Alamat salah tulis" in checked


async def test_in_place_of_a_void_letter_another_is_made_under_the_next_number(office: Office):
    await office.keep(ENTRY, LETTER, a_file(Stage.HANDED_OVER), Register("470", {2026: 123}))
    lurah, clerk = await office.signed_in("lurah"), await office.signed_in("rahma")
    await void(lurah, reason="Alamat salah tulis", replaced="yes")
    file = f"/berkas/{APPLICATION}"
    assert "Perbaiki konsep: Alamat salah tulis" in (await clerk.get(file)).text
    await clerk.send(f"{file}/konsep", page=file, address="Jl. Sapta Marga No. 21")
    await lurah.send(f"{file}/setujui", page=f"/tanda-tangan/{APPLICATION}")
    assert [(entry.number, entry.status is Status.VOID) for entry in await kept_entries(office)] == [
        (123, True),
        (124, False),
    ]


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"reason": "  ", "replaced": "no"}, "reason", "Isi alasan pembatalannya."),
        ({"reason": "A" * 301, "replaced": "no"}, "reason", "paling panjang 300 huruf"),
        ({"reason": "Alamat salah tulis"}, "replaced", "Pilih apakah akan dibuat surat pengganti."),
        ({"reason": "Alamat salah tulis", "replaced": "mungkin"}, "replaced", "Pilih apakah"),
    ],
)
async def test_a_number_is_not_made_void_without_saying_why_and_what_then(
    office: Office, typed: dict[str, str], field: str, why: str
):
    await office.keep(ENTRY, LETTER, a_file(Stage.ISSUED))
    answer = await void(await office.signed_in("agus"), **typed)
    assert answer.status_code == 422
    assert why in answer.text.split(f'id="batal-{field}-salah"')[1].split("</p>")[0]
    assert f">{typed['reason']}</textarea>" in answer.text
    assert (await office.file(a_file())).stage is Stage.ISSUED
    assert (await the_letter(office)).standing is Standing.GENUINE


async def test_of_two_who_make_a_number_void_the_first_is_right(office: Office):
    await office.keep(ENTRY, LETTER, a_file(Stage.ISSUED))
    lurah, admin = await office.signed_in("lurah"), await office.signed_in("agus")
    await void(lurah, reason="Alamat salah tulis", replaced="no")
    answer = await admin.send(f"{NUMBER}/batal", page=BOOK, reason="Nama salah", replaced="no")
    assert answer.status_code == 409
    assert "sudah batal" in answer.text
    assert "Nama salah" in answer.text
    assert [entry.reason for entry in await kept_entries(office)] == ["Alamat salah tulis"]


async def test_a_paper_letter_and_one_of_an_rt_can_be_void_too(office: Office):
    paper = replace(ENTRY, entry_id=application(1), number=5, application_id=None, noted_by="Rahmawati")
    rt = replace(LETTER, kind="surat_pengantar", number="012/RT.005/RW.002/XI/2026", valid_until=None, document=None)
    await office.keep(paper, replace(ENTRY, formatted=rt.number), rt, a_file(Stage.RECEIVED))
    admin = await office.signed_in("agus")
    assert (await admin.send(f"/register/nomor/{paper.entry_id}/batal", page=BOOK, reason="Ganda")).status_code == 303
    assert (await void(admin, reason="Ketua RT salah orang")).status_code == 303
    assert {entry.status for entry in await kept_entries(office)} == {Status.VOID}
    assert (await office.file(a_file())).stage is Stage.RECEIVED
    assert "Ketua RT salah orang" in (await admin.get(f"/berkas/{APPLICATION}")).text


async def test_an_agenda_number_stays(office: Office):
    await office.keep(replace(ENTRY, register=AGENDA, formatted="0123/2026"), a_file(Stage.RECEIVED))
    admin = await office.signed_in("agus")
    assert "Batalkan nomor ini" not in (await admin.get(NUMBER)).text
    assert "tidak bisa dibatalkan" in (await void(admin, reason="Salah")).text


async def test_a_number_that_is_not_there_is_told(office: Office):
    screen = await office.signed_in("agus")
    assert (await screen.get(f"/register/nomor/{uuid7()}")).status_code == 404
    assert (await screen.send(f"{NUMBER}/batal", page=BOOK, reason="Salah")).status_code == 404


async def test_the_registers_hold_together_on_a_busy_day(office: Office):
    await a_tuesday(office)
    screen = await office.signed_in("agus")
    page = (await screen.get("/register?key=rt:005/002&year=2026")).text
    assert "012/RT.005/RW.002/XI/2026" in page
    assert "Surat Pengantar RT 005" in page


async def test_where_letters_are_numbered_alike_nobody_is_asked_which_it_was(office: Office):
    page = (await (await office.signed_in("rahma")).get(BOOK)).text
    assert 'name="kind"' not in page
    assert '<option value="Surat Pengantar KK"><option value="Surat Pengantar KTP">' in page


async def test_a_year_is_bound_as_a_book_with_every_number_and_why_one_is_void(office: Office):
    void = replace(ENTRY, number=2, entry_id=uuid7(), formatted="470/0002/BKS/XI/2026", holder="Wati 李 Ñandú").void(
        "Alamat salah tulis", date(2026, 11, 24), "Agus Salim"
    )
    await office.keep(ENTRY, void, replace(ENTRY, register="RT", entry_id=uuid7(), formatted="bukan di sini"))
    await office.keep(Register("470", {2026: 123}, (OnPaper(2026, 1, 1, "Agus Salim", date(2026, 1, 2)),)))
    screen = await office.signed_in("rahma")
    assert "/register.pdf?" in (await screen.get(BOOK)).text
    assert "/register.pdf?" not in (await screen.get("/register?year=2026")).text

    answer = await screen.get("/register.pdf?key=470&year=2026")

    assert 'filename="buku-register-klasifikasi-470-tahun-2026.pdf"' in answer.headers["content-disposition"]
    with pypdfium2.PdfDocument(answer.content) as document:
        said = document[0].get_textpage().get_text_range().replace("\u200b", "")
    words = " ".join(said.split())
    for one in ("BUKU REGISTER KLASIFIKASI 470 TAHUN 2026", "di buku kertas", "Alamat salah tulis", ENTRY.holder):
        assert one in words
    assert "Wati ? Ñandú" in words
    assert "bukan di sini" not in words
    assert words.index("di buku kertas") < words.index("0002/BKS") < words.index("0123/BKS")
    assert "2 baris" not in words
    assert "3 baris, di antaranya 1 batal." in words


async def test_the_book_of_a_busy_year_has_all_its_pages(office: Office):
    many = [replace(ENTRY, entry_id=uuid7(), number=at, holder="W" * 120, register=AGENDA) for at in range(1, 301)]
    await office.keep(*many)
    answer = await (await office.signed_in("rahma")).get(f"/register.pdf?key={AGENDA}&year=2026")
    with pypdfium2.PdfDocument(answer.content) as document:
        assert len(document) > 5
        assert document.get_metadata_dict()["Title"] == "Buku agenda tahun 2026"
    assert b"<pdfaid:part>2</pdfaid:part>" in answer.content
    assert (await office.screen().get(f"/register.pdf?key={AGENDA}")).headers["location"].startswith("/masuk")

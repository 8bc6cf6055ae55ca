"""Letterhead, who signs, hours and days off, on the console."""

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from services.issuance.archive import Archive
from services.issuance.changes import Change
from services.issuance.edition import Edition, InForce
from services.issuance.errands import SweepOrphans
from services.issuance.file import File
from services.issuance.staff import Role, Staff
from services.issuance.stage import Stage
from shared.contracts.catalogue import Hours
from shared.messaging import uuid7
from tests.issuance.console.office import Office
from tests.issuance.files import THURSDAY_CLOSING, a_file
from tests.issuance.setup.console.desk import Desk, fields_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="red"/></svg>'
WHY = "Pindah gedung"


async def in_force(office: Office) -> InForce:
    found = await office.counter.find(InForce, office.counter.office)
    assert found is not None
    return found


def a_png() -> bytes:
    kept = BytesIO()
    Image.new("RGBA", (40, 50), "green").save(kept, "PNG")
    return kept.getvalue()


def a_black_square(side: int) -> bytes:
    """Some kilobytes that unfold to as many pixels as that."""
    kept = BytesIO()
    Image.new("1", (side, side)).save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.parametrize("username", ["rahma", "lurah"])
async def test_the_set_up_is_the_admins_alone(office: Office, username: str):
    screen = await office.signed_in(username)
    assert "/atur" not in (await screen.get("/")).text
    for path in ("/atur", "/atur/kantor", "/atur/rt/daftar.csv", "/atur/akun/agus", "/atur/sertifikat"):
        assert (await screen.get(path)).status_code == 403
    for path in ("/atur/kantor", "/atur/libur/tutup/ya", "/atur/akun", "/atur/rt/2/5/hapus", "/atur/sertifikat"):
        assert (await screen.send(path)).status_code == 403


async def test_a_form_without_its_token_changes_nothing(office: Office, admin: Desk):
    fields = fields_of(await admin.reads("/atur/kantor"), "/atur/kantor") | {
        "csrf": "x",
        "phone": "(0711) 1",
        "why": WHY,
    }
    assert (await admin.screen.http.post("/atur/kantor", data=fields)).status_code == 403
    assert (await in_force(office)).catalogue.version == 1


async def test_every_page_of_the_set_up_is_within_the_policy(office: Office, admin: Desk):
    for path in ("", "/kantor", "/penanda-tangan", "/jam", "/libur", "/rt", "/rt/2/5", "/rt/2", "/rt/impor", "/akun"):
        page = await admin.reads(f"/atur{path}")
        assert "<style" not in page
        assert " style=" not in page
    for path in ("/rt/2/99", "/rt/99", "/akun/siapa", "/kantor/lambang.svg"):
        assert (await admin.screen.get(f"/atur{path}")).status_code == 404


async def test_the_letterhead_is_changed_with_author_and_reason(office: Office, admin: Desk):
    answer = await admin.sends("/atur/kantor", "/atur/kantor", address="Jalan Baru No. 2", postcode="30115", why=WHY)

    assert (answer.status_code, answer.headers["location"]) == (303, "/atur/kantor?tersimpan=1")
    assert "Tersimpan" in await admin.reads("/atur/kantor?tersimpan=1")
    catalogue = (await in_force(office)).catalogue
    assert (catalogue.version, catalogue.office.address, catalogue.office.postcode) == (2, "Jalan Baru No. 2", "30115")
    assert (await office.counter.find(Edition, 1)) is not None
    overview = await admin.reads("/atur")
    for words in ("Diubah: alamat, kode pos", WHY, "Agus Salim", "edisi 2"):
        assert words in overview


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "", "Nama kelurahan belum diisi."),
        ("name", "x" * 61, "paling panjang 60 huruf"),
        ("address", "Улица", "tidak bisa dicetak"),
        ("short", "bks!", "2 sampai 8 huruf besar"),
        ("city", "Palembang", "Mulailah dengan Kota atau Kabupaten."),
        ("postcode", "3011", "Kode pos terdiri dari 5 angka."),
        ("phone", "nol tujuh", "Telepon berisi angka"),
        ("why", " ", "Alasan perubahan belum diisi."),
    ],
)
async def test_a_mistake_on_the_letterhead_is_told_at_its_field_and_what_was_typed_stays(
    office: Office, admin: Desk, field: str, typed: str, why: str
):
    filled: dict[str, Any] = {"why": WHY, "kecamatan": "Kalidoni Baru", field: typed}
    answer = await admin.sends("/atur/kantor", "/atur/kantor", **filled)

    assert answer.status_code == 422
    assert f'id="kop-{field}-salah"' in answer.text
    assert why in answer.text
    shown = fields_of(answer.text, "/atur/kantor")
    assert (shown["kecamatan"], shown[field]) == ("Kalidoni Baru", typed)
    assert (await in_force(office)).catalogue.version == 1


async def test_who_was_slower_is_told_and_keeps_what_was_typed(office: Office, admin: Desk):
    page = await admin.reads("/atur/kantor")
    await admin.answers(page, "/atur/kantor", phone="(0711) 111", why=WHY)

    answer = await admin.answers(page, "/atur/kantor", phone="(0711) 222", why=WHY)

    assert answer.status_code == 422
    assert "baru saja diubah orang lain" in answer.text
    assert fields_of(answer.text, "/atur/kantor")["phone"] == "(0711) 222"
    assert (await in_force(office)).catalogue.office.phone == "(0711) 111"


@pytest.mark.parametrize("picture", [a_png(), SVG], ids=["png", "svg"])
async def test_a_coat_of_arms_is_uploaded_shown_printed_and_removed(office: Office, admin: Desk, picture: bytes):
    upload, remove = "/atur/kantor/lambang", "/atur/kantor/lambang/hapus"
    assert (await admin.sends("/atur/kantor", upload, {"arms": ("lambang", picture)})).status_code == 303

    shown = await admin.screen.get("/atur/kantor/lambang.svg")
    assert shown.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert await office.counter.arms() == shown.text

    house = office.house
    archive = Archive(house.attachments, house.nats.jetstream(), house.store)
    assert await archive.sweep(SweepOrphans(office_id=uuid7())) == ()

    assert (await admin.sends("/atur/kantor", remove)).status_code == 303
    assert await office.counter.arms() is None
    whats = [change.what for change in await office.counter.read(Change)]
    assert whats[1:] == ["Lambang daerah diganti", "Lambang yang diunggah dihapus"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Pilih dulu berkas"),
        (b"%PDF-1.7", "bukan gambar"),
        (b"<svg>", "bukan gambar"),
        (b"x" * 10_000_001, "10 MB"),
        (a_black_square(8_000), "50 juta piksel"),
        (a_black_square(14_000), "50 juta piksel"),
    ],
)
async def test_what_is_no_picture_is_no_coat_of_arms(office: Office, admin: Desk, data: bytes, why: str):
    answer = await admin.sends("/atur/kantor", "/atur/kantor/lambang", {"arms": ("lambang.png", data)})
    assert answer.status_code == 422
    assert why in answer.text
    assert (await in_force(office)).arms is None


async def test_the_lurah_and_a_deputy_are_named(office: Office, admin: Desk):
    await office.keep(Staff("sekre", "Ahmad Fauzi", Role.LURAH, ""))
    here = "/atur/penanda-tangan"
    lurah: dict[str, Any] = {"lurah_name": "Drs. Hasan", "lurah_nip": "197203141998032004", "why": WHY}
    assert (await admin.sends(here, here, **lurah)).status_code == 303
    deputy: dict[str, Any] = {
        "account": "sekre",
        "acts": "plh",
        "name": "Ahmad Fauzi, S.IP.",
        "nip": "198001012005011001",
    }
    term: dict[str, Any] = {"first": "2026-11-23", "last": "2026-11-27", "why": "SP 800/12"}
    assert (await admin.sends(here, f"{here}/tugas", **deputy, **term)).status_code == 303

    named = (await in_force(office)).catalogue.office
    assert (named.lurah_name, named.lurah_nip) == ("Drs. Hasan", "19720314 199803 2 004")
    assert [(it.name, it.nip) for it in named.deputies] == [("Ahmad Fauzi, S.IP.", "19800101 200501 1 001")]
    assert "Plh. Lurah: Ahmad Fauzi, S.IP., sampai 27 November 2026" in await admin.reads("/atur")

    answer = await admin.sends(here, f"{here}/hapus/0", why="")
    assert answer.status_code == 422
    assert "<details" in answer.text
    assert " open" in answer.text
    assert (await admin.sends(here, f"{here}/hapus/0", why="Lurah kembali")).status_code == 303
    assert (await in_force(office)).catalogue.office.deputies == ()


async def test_a_deputy_that_cannot_be_is_refused_field_by_field(office: Office, admin: Desk):
    here = "/atur/penanda-tangan"
    typed: dict[str, Any] = {
        "account": "lurah",
        "acts": "an",
        "name": "",
        "nip": "123",
        "first": "2026-11-27",
        "last": "2026-11-23",
    }
    answer = await admin.sends(here, f"{here}/tugas", **typed, why=WHY)
    assert answer.status_code == 422
    for why in ("Nama belum diisi.", "18 angka", "Jabatan belum diisi.", "lebih awal daripada tanggal mulai"):
        assert why in answer.text
    assert fields_of(answer.text, f"{here}/tugas")["account"] == "lurah"


async def test_hours_are_changed_and_wrong_ones_told_beside_their_day(office: Office, admin: Desk):
    wrong: dict[str, Any] = {
        "mon_closes": "06.00",
        "tue_closes": "",
        "wed_opens": "pagi",
        "thu_opens": "000073",
        "cut_off": "",
    }
    answer = await admin.sends("/atur/jam", "/atur/jam", **wrong, why=WHY)
    assert answer.status_code == 422
    told = ("setelah jam buka", "Isi jam buka dan jam tutup", "seperti 07.30", "Batas jam pengajuan belum diisi")
    assert all(why in answer.text for why in told)
    assert fields_of(answer.text, "/atur/jam")["wed_opens"] == "pagi"
    assert answer.text.count("seperti 07.30.</") == 2

    nothing: dict[str, Any] = dict.fromkeys(
        (f"{day}_{side}" for day in ("mon", "tue", "wed", "thu", "fri") for side in ("opens", "closes")), ""
    )
    assert "paling sedikit satu hari" in (await admin.sends("/atur/jam", "/atur/jam", **nothing, why=WHY)).text

    right: dict[str, Any] = {
        "fri_opens": "8.00",
        "fri_closes": "11:30",
        "sat_opens": "08.00",
        "sat_closes": "10.00",
        "cut_off": "11.00",
    }
    assert (await admin.sends("/atur/jam", "/atur/jam", **right, why=WHY)).status_code == 303
    calendar = (await in_force(office)).catalogue.calendar
    assert calendar.hours["fri"] == Hours(opens=time(8), closes=time(11, 30))
    assert list(calendar.hours) == ["mon", "tue", "wed", "thu", "fri", "sat"]
    assert calendar.cut_off == time(11)


async def test_ramadan_has_hours_of_its_own(office: Office, admin: Desk):
    ramadan: dict[str, Any] = {
        "name": "Ramadan 1448 H",
        "first": "2027-02-08",
        "last": "2027-03-09",
        "mon_closes": "14.00",
        "why": "SE 12",
    }
    wrong: dict[str, Any] = {**ramadan, "last": "2027-02-01", "name": ""}
    answer = await admin.sends("/atur/jam", "/atur/jam/khusus", **wrong)
    assert answer.status_code == 422
    assert "lebih awal" in answer.text
    assert fields_of(answer.text, "/atur/jam/khusus")["mon_closes"] == "14.00"

    assert (await admin.sends("/atur/jam", "/atur/jam/khusus", **ramadan)).status_code == 303
    monday = (await in_force(office)).calendar.hours(date(2027, 2, 15))
    assert monday == Hours(opens=time(7, 30), closes=time(14))
    assert "Ramadan 1448 H" in await admin.reads("/atur")
    assert (await admin.sends("/atur/jam", "/atur/jam/khusus/hapus")).status_code == 303
    assert (await in_force(office)).catalogue.calendar.seasons == ()


async def test_before_the_office_closes_the_admin_sees_which_files_move(office: Office, admin: Desk):
    await office.keep(a_file(Stage.CONFIRMED))
    closing: dict[str, Any] = {"first": "2026-11-25", "why": "Banjir di sekitar kantor"}

    asked = await admin.sends("/atur/libur", "/atur/libur/tutup", **closing)
    assert asked.status_code == 200
    for words in ("1 berkas mundur", "1 pemohon diberi tahu lewat WhatsApp", "BKS-7Q4K", "Jum 27 Nov 15.30"):
        assert words in asked.text
    assert (await office.file(a_file())).due_at == THURSDAY_CLOSING

    assert (await admin.answers(asked.text, "/atur/libur/tutup/ya")).status_code == 303
    moved: File = await office.file(a_file())
    assert moved.due_at is not None
    assert moved.due_at.day == 27
    history = (await admin.screen.get(f"/berkas/{moved.application_id}")).text
    assert "Kantor tutup (Banjir di sekitar kantor). Tenggat mundur ke Jumat, 27 November 2026." in history
    assert "Banjir di sekitar kantor" in await admin.reads("/atur/libur")


async def test_files_that_came_in_meanwhile_are_shown_before_anything_is_closed(office: Office, admin: Desk):
    asked = await admin.sends("/atur/libur", "/atur/libur/tutup", first="2026-11-25", why="Banjir")
    assert "Tidak ada berkas yang mundur" in asked.text
    await office.keep(a_file(Stage.CONFIRMED))

    answer = await admin.answers(asked.text, "/atur/libur/tutup/ya")

    assert answer.status_code == 422
    assert "berubah menjadi 1" in answer.text
    assert (await office.file(a_file())).due_at == THURSDAY_CLOSING


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"first": "", "why": "Banjir"}, "Tanggal belum diisi."),
        ({"first": "2026-11-25", "why": ""}, "Alasan penutupan belum diisi."),
        ({"first": "2026-11-25", "last": "2026-11-24", "why": "Banjir"}, "lebih awal"),
        ({"first": "2026-11-23", "why": "Banjir"}, "sudah lewat"),
        ({"first": "2026-11-28", "why": "Banjir"}, "memang tutup"),
        ({"first": "2029-01-02", "why": "Banjir"}, "Tahun 2029 masih terlalu jauh"),
        ({"first": "0026-11-25", "why": "Banjir"}, "bukan tanggal"),
    ],
)
async def test_a_closure_that_cannot_be_is_refused(office: Office, admin: Desk, typed: dict[str, Any], why: str):
    answer = await admin.sends("/atur/libur", "/atur/libur/tutup", **typed)
    assert answer.status_code == 422
    assert why in answer.text
    assert fields_of(answer.text, "/atur/libur/tutup")["first"] == typed["first"]


async def test_the_years_days_off_are_listed_with_estimates_marked_and_can_be_undone(office: Office, admin: Desk):
    page = await admin.reads("/atur/libur?tahun=2027")
    fitri = page.split("Rabu, 10 Maret 2027")[1].split("</tr>")[0]
    assert "Hari Raya Idul Fitri" in fitri
    assert "perkiraan" in fitri
    assert "perkiraan" not in page.split("Jumat, 1 Januari 2027")[1].split("</tr>")[0]

    assert (await admin.sends("/atur/libur", "/atur/libur/buka", day="2026-12-24")).status_code == 303
    assert (await in_force(office)).calendar.is_working_day(date(2026, 12, 24))
    assert "kantor buka" in (await admin.reads("/atur/libur")).split("Kamis, 24 Desember 2026")[1].split("</tr>")[0]
    refused = await admin.sends("/atur/libur", "/atur/libur/buka", day="2026-11-25")
    assert refused.status_code == 422
    assert "memang buka" in refused.text

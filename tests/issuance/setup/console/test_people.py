"""RTs and RWs, and the staff's accounts, on the console."""

from typing import Any

import pytest

from services.issuance.changes import Change
from services.issuance.edition import InForce
from services.issuance.staff import Role, Session, Staff
from shared.contracts.catalogue import Chair, Directory
from shared.contracts.issuance import DirectoryPublished
from shared.contracts.vocabulary import Rt
from shared.testing.broker import connected
from tests.issuance.console.office import PASSWORD, Office
from tests.issuance.setup.console.desk import Desk, fields_of

HEAD = "RT;RW;Nama ketua;Sapaan;Nomor HP\r\n"
BUDI: dict[str, Any] = {"name": "Budi Santoso", "honorific": "Bapak", "phone": "0813 7100 2005"}


async def directory(office: Office) -> Directory:
    in_force = await office.counter.find(InForce, office.counter.office)
    assert in_force is not None
    return in_force.directory


async def chair(office: Office, rt: int, rw: int) -> Chair | None:
    post = (await directory(office)).post(Rt(rt=rt, rw=rw))
    assert post is not None
    return post.chair


async def test_phones_are_masked_in_the_list_and_whole_where_they_are_changed(office: Office, admin: Desk):
    listed = await admin.reads("/atur/rt")
    assert "0812-••••-2005" in listed
    assert "2005" in listed
    assert "7100" not in listed
    assert fields_of(await admin.reads("/atur/rt/2/5"), "/atur/rt/2/5/simpan")["phone"] == "0812-7100-2005"


async def test_another_chair_is_told_to_all_services_at_once(office: Office, admin: Desk):
    async with connected(office.house.settings.nats_url) as nc:
        heard = await nc.subscribe(f"{DirectoryPublished.subject}.>")
        await nc.flush()
        assert (await admin.sends("/atur/rt/2/5", "/atur/rt/2/5/simpan", **BUDI)).status_code == 303
        told = DirectoryPublished.model_validate_json((await heard.next_msg(timeout=10)).data)

    post = told.directory.post(Rt(rt=5, rw=2))
    assert post is not None
    assert post.chair == Chair(name="Budi Santoso", phone="+6281371002005")
    assert "Ketua RT 005/RW 002: Budi Santoso" in await admin.reads("/atur")


async def test_a_post_falls_vacant_and_an_rw_gets_a_phone(office: Office, admin: Desk):
    await admin.sends("/atur/rt/2/5", "/atur/rt/2/5/simpan", name="", phone="", honorific="")
    assert await chair(office, 5, 2) is None
    assert (await admin.sends("/atur/rt/2", "/atur/rt/2/simpan", phone="081371002002")).status_code == 303
    assert (await directory(office)).rw_chair(2) == Chair(name="Dewi Sartika", honorific="Ibu", phone="+6281371002002")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({**BUDI, "phone": "0813"}, "Bukan nomor yang bisa ditelepon"),
        ({**BUDI, "name": ""}, "namanya kosong"),
        ({**BUDI, "honorific": ""}, "Bapak atau Ibu"),
    ],
)
async def test_a_chair_that_cannot_be_is_told_at_the_field(
    office: Office, admin: Desk, typed: dict[str, Any], why: str
):
    answer = await admin.sends("/atur/rt/2/5", "/atur/rt/2/5/simpan", **typed)
    assert answer.status_code == 422
    assert why in answer.text
    shown = fields_of(answer.text, "/atur/rt/2/5/simpan")
    assert {name: shown[name] for name in typed} == typed
    assert (await directory(office)).revision == 1


async def test_posts_are_added_and_removed(office: Office, admin: Desk):
    assert (await admin.sends("/atur/rt", "/atur/rt", rt="7", rw="2", **BUDI)).status_code == 303
    assert (await admin.sends("/atur/rt", "/atur/rt", rw="10", honorific="")).status_code == 303
    kept = await directory(office)
    assert [f"{post.rt}" for post in kept.rts][1:4] == ["RT 005/RW 002", "RT 006/RW 002", "RT 007/RW 002"]
    assert kept.rws[-1].rw == 10

    twice = await admin.sends("/atur/rt", "/atur/rt", rt="007", rw="02", honorific="")
    assert twice.status_code == 422
    assert "RT 007/RW 002 sudah ada" in twice.text

    assert (await admin.sends("/atur/rt/2/7", "/atur/rt/2/7/hapus")).status_code == 303
    assert (await admin.sends("/atur/rt/10", "/atur/rt/10/hapus")).status_code == 303
    assert (await directory(office)).post(Rt(rt=7, rw=2)) is None


async def test_a_list_is_looked_through_first_and_imported_then(office: Office, admin: Desk):
    rows = HEAD + "5;2;Budi Santoso;Bapak;0813-7100-2005\r\n7;2;;;\r\n18;5;Hasan Basri;Bapak;081271005018\r\n"
    here = "/atur/rt/impor"
    looked = await admin.sends(here, here, {"list": ("rt.csv", rows.encode("utf-8-sig"))})

    assert looked.status_code == 200
    assert "3 baris benar" in looked.text
    assert "Bapak Rahmat Hidayat, 0812-7100-2005" in looked.text
    assert (await directory(office)).revision == 1

    answer = await admin.answers(looked.text, here, sure="all")
    assert (answer.status_code, answer.headers["location"]) == (303, "/atur/rt?tersimpan=1")
    assert await chair(office, 5, 2) == Chair(name="Budi Santoso", phone="+6281371002005")
    assert await chair(office, 7, 2) is None
    assert await chair(office, 6, 2) == Chair(name="Yuliana", honorific="Ibu")


async def test_a_list_with_bad_rows_imports_nothing_until_the_admin_takes_the_good_ones(office: Office, admin: Desk):
    rows = HEAD + "5;2;Budi Santoso;Bapak;0813-7100-2005\r\nlima;2;Ani;Tuan;08\r\n"
    here = "/atur/rt/impor"
    looked = await admin.sends(here, here, text=rows)
    assert looked.status_code == 422
    for words in ("1 baris belum benar", "baris 3", "Nomor RT adalah angka", "Bapak atau Ibu", "ditelepon"):
        assert words in looked.text
    assert fields_of(looked.text, here)["text"].splitlines() == rows.splitlines()

    assert (await admin.answers(looked.text, here, sure="all")).status_code == 422
    assert (await directory(office)).revision == 1
    assert (await admin.answers(looked.text, here, sure="good")).status_code == 303
    assert await chair(office, 5, 2) == Chair(name="Budi Santoso", phone="+6281371002005")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Pilih dulu berkas CSV-nya, atau tempel isinya."),
        (b"\xef\xbb\xbf", "Baris pertama"),
        (b"PK\x03\x04", "berkas Excel"),
        (HEAD.encode(), "satu baris pun"),
        (b"x" * 200_001, "200 kB"),
    ],
)
async def test_a_file_that_is_no_list_is_refused(office: Office, admin: Desk, data: bytes, why: str):
    answer = await admin.sends("/atur/rt/impor", "/atur/rt/impor", {"list": ("rt.xlsx", data)})
    assert answer.status_code == 422
    assert why in answer.text


async def test_the_template_and_the_directory_can_be_downloaded_and_imported_as_they_are(office: Office, admin: Desk):
    for name, rows in (("contoh", 3), ("daftar", 8)):
        file = await admin.screen.get(f"/atur/rt/{name}.csv")
        assert file.headers["content-type"].startswith("text/csv")
        assert "attachment" in file.headers["content-disposition"]
        looked = await admin.sends("/atur/rt/impor", "/atur/rt/impor", {"list": ("rt.csv", file.content)})
        assert f"{rows} baris benar" in looked.text
    assert "0 di antaranya mengubah daftar" in looked.text


async def test_an_account_is_added_and_its_owner_signs_in(office: Office, admin: Desk):
    new: dict[str, Any] = {
        "username": "budi",
        "name": "Budi Santoso",
        "role": "clerk",
        "password": "sandi yang panjang",
    }
    assert (await admin.sends("/atur/akun", "/atur/akun", **new)).status_code == 303

    answer = await office.screen().http.post("/masuk", data={"username": "budi", "password": new["password"]})
    assert answer.status_code == 303
    page = await admin.reads("/atur")
    assert "Akun budi ditambah: Budi Santoso, petugas" in page
    assert new["password"] not in page


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("username", "Budi Santoso", "tanpa spasi"),
        ("username", "rahma", "sudah dipakai"),
        ("name", "", "Nama belum diisi"),
        ("role", "kepala", "tidak bisa dibaca"),
        ("password", "pendek", "paling sedikit 10"),
    ],
)
async def test_an_account_that_cannot_be_is_told_and_the_password_is_not_shown_again(
    office: Office, admin: Desk, field: str, typed: str, why: str
):
    new: dict[str, Any] = {
        "username": "budi",
        "name": "Budi",
        "role": "clerk",
        "password": "sandi yang panjang",
        field: typed,
    }
    answer = await admin.sends("/atur/akun", "/atur/akun", **new)
    assert answer.status_code == 422
    assert why in answer.text
    shown = fields_of(answer.text, "/atur/akun")
    assert (shown["username"], shown["password"]) == (new["username"], "")
    assert new["password"] not in answer.text
    assert await office.counter.find(Staff, "budi") is None


async def test_who_is_deactivated_is_out_and_cannot_come_back(office: Office, admin: Desk):
    rahma = await office.signed_in("rahma")
    assert (await admin.sends("/atur/akun/rahma", "/atur/akun/rahma", active="tidak")).status_code == 303

    assert (await rahma.get("/")).headers["location"] == "/masuk"
    answer = await office.screen().http.post("/masuk", data={"username": "rahma", "password": PASSWORD})
    assert answer.status_code == 401
    assert [session.username for session in await office.counter.read(Session)] == ["agus"]


async def test_a_password_set_anew_ends_the_old_sessions(office: Office, admin: Desk):
    rahma, here = await office.signed_in("rahma"), "/atur/akun/rahma"
    short = await admin.sends(here, f"{here}/sandi", password="pendek")
    assert short.status_code == 422
    assert (await rahma.get("/")).status_code == 200

    assert (await admin.sends(here, f"{here}/sandi", password="sandi yang baru")).status_code == 303
    assert (await rahma.get("/")).headers["location"] == "/masuk"
    answer = await office.screen().http.post("/masuk", data={"username": "rahma", "password": "sandi yang baru"})
    assert answer.status_code == 303


async def test_the_last_admin_cannot_lock_everybody_out(office: Office, admin: Desk):
    here = "/atur/akun/agus"
    changes: list[dict[str, Any]] = [{"active": "tidak"}, {"role": "clerk"}]
    for change in changes:
        answer = await admin.sends(here, here, **change)
        assert answer.status_code == 422
        assert "satu-satunya admin" in answer.text
    assert (await admin.sends("/atur/akun/fitri", "/atur/akun/fitri", role="admin")).status_code == 303
    assert (await admin.sends(here, here, active="tidak")).status_code == 303
    assert (await admin.screen.get("/atur")).headers["location"] == "/masuk?next=%2Fatur"
    fitri = await office.counter.find(Staff, "fitri")
    assert fitri is not None
    assert fitri.role is Role.ADMIN
    assert [change.by for change in await office.counter.read(Change)][1:] == ["Agus Salim", "Agus Salim"]


async def test_the_nik_by_which_a_signing_service_knows_the_lurah_is_kept_with_the_account(office: Office, admin: Desk):
    here = "/atur/akun/lurah"
    wrong = await admin.sends(here, here, nik="1671")
    assert wrong.status_code == 422
    assert "NIK terdiri dari 16 angka." in wrong.text

    assert (await admin.sends(here, here, nik="1671 0745 0870 0001")).status_code == 303

    lurah = await office.counter.find(Staff, "lurah")
    assert lurah
    assert lurah.nik == "1671074508700001"
    changes = await office.counter.read(Change)
    assert changes[-1].what == "Akun lurah: NIK penanda tangan diganti"
    assert fields_of(await admin.reads(here), here)["nik"] == "1671074508700001"
    assert "NIK penanda tangan" not in await admin.reads("/atur/akun/rahma")

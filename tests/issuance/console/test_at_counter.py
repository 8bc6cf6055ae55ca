"""Opening a file at the counter, scanning the papers, and telling who cannot read it on WhatsApp."""

import random
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from services.issuance.stage import Stage
from shared.messaging import uuid7
from tests.issuance.console.office import Office, Screen, hidden_field
from tests.issuance.console.scene import photo
from tests.issuance.files import TUESDAY, a_file

FORM = "/berkas/baru?service=ktp&reason=changed"
TYPED = {
    "service": "ktp",
    "reason": "changed",
    "name": "siti aminah",
    "nik": "1671 0745 0890 0000",
    "birth_place": "palembang",
    "occupation": "wiraswasta",
    "religion": "Islam",
    "marital_status": "Belum kawin",
    "address": "Jl. Sapta Marga No. 12",
    "rt": "005/002",
    "letter": "ask",
    "consent": "yes",
}
BUSINESS = {
    "detail.business_name": "Warung Sederhana",
    "detail.business_kind": "warung makan",
    "detail.business_address": "Jl. Sapta Marga No. 12",
}


@pytest.fixture
async def clerk(office: Office) -> Screen:
    return await office.signed_in("rahma")


async def opens(clerk: Screen, form: str = FORM, **other: Any) -> Any:
    number = hidden_field((await clerk.get(form)).text, "application_id")
    return await clerk.send("/berkas/baru", form, **TYPED | {"application_id": number} | other)


async def opened(office: Office, clerk: Screen, **other: Any) -> File:
    answer = await opens(clerk, **other)
    assert answer.status_code == 303, answer.text
    [file] = [it for it in await office.counter.read(File) if it.opened_by]
    return file


def faults(page: str) -> set[str]:
    return {re.sub(r"<[^>]+>", "", found) for found in re.findall(r'<small class="fault"[^>]*>(.*?)</small>', page)}


async def test_what_they_need_is_chosen_first(clerk: Screen):
    page = (await clerk.get("/berkas/baru")).text
    assert "service=ktp&amp;reason=lost" in page or "service=ktp&reason=lost" in page
    assert "Nama lengkap" not in page
    unknown = (await clerk.get("/berkas/baru?service=ktp&reason=nonsense")).text
    assert "Nama lengkap" not in unknown


async def test_a_file_is_opened_with_what_was_told(office: Office, clerk: Screen):
    file = await opened(office, clerk, helped_by="yuliana", phone="0711 812345")

    assert (file.applicant.name, file.applicant.birth_place, file.applicant.sex) == (
        "Siti Aminah",
        "Palembang",
        "female",
    )
    assert (file.helped_by, file.phone, file.is_told_by_hand) == ("Yuliana", "+62711812345", True)
    assert (file.stage, file.opened_by) == (Stage.COVER_LETTER, "Rahmawati")
    page = (await clerk.get(f"/berkas/{file.application_id}")).text
    assert "Rahmawati membuka permohonan di loket; pemohon setuju datanya dipakai" in page
    assert "Percakapan dengan" not in page
    assert "loket" in (await clerk.get("/")).text


async def test_every_mistake_is_named_at_its_field_and_what_was_typed_stays(office: Office, clerk: Screen):
    wrong = {"nik": "1671", "religion": "", "rt": "", "name": "Siti 2", "consent": "", "phone": "12"}
    answer = await opens(clerk, **wrong)

    assert answer.status_code == 422
    assert faults(answer.text) == {
        "NIK terdiri dari 16 angka. NIK ada di baris atas KTP, juga di Kartu Keluarga. Contoh: 1671074508900000.",
        "Pilih satu dari daftar, contoh: Islam.",
        "Pilih RT dan RW dari daftar.",
        "Tulis nama lengkap seperti di Kartu Keluarga, tanpa angka. Contoh: Siti Aminah.",
        "Bacakan dulu untuk apa datanya dipakai. Kalau pemohon setuju, centang.",
        "Bukan nomor yang bisa ditelepon. Contoh: 0812-7100-2005.",
    }
    assert 'value="Siti 2"' in answer.text
    assert '<option value="Belum kawin" selected>' in answer.text
    assert await office.counter.read(File) == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"on_whatsapp": "yes"}, "Tulis dulu nomor WhatsApp-nya, atau hapus centang ini."),
        ({"rt": "999/999"}, "RT 999/RW 999 tidak ada di kelurahan ini. Pilih dari daftar."),
        ({"letter": "paper"}, "Tulis nomor suratnya, paling panjang 120 huruf."),
        ({"letter": "paper", "letter_number": "7"}, "Tulis tanggal suratnya, paling lambat hari ini."),
        (
            {"letter": "paper", "letter_number": "7", "letter_dated": "2026-11-25"},
            "Tulis tanggal suratnya, paling lambat hari ini.",
        ),
        ({"letter_dated": "kemarin"}, "Tanggal surat bukan tanggal."),
    ],
)
async def test_what_belongs_together_is_checked_together(clerk: Screen, typed: dict[str, str], why: str):
    answer = await opens(clerk, **typed)
    assert (answer.status_code, faults(answer.text)) == (422, {why})


async def test_what_only_this_service_asks_for_is_asked_here_too(office: Office, clerk: Screen):
    form = "/berkas/baru?service=situ"
    page = (await clerk.get(form)).text
    assert 'name="detail.business_name"' in page

    refused = await opens(clerk, form, service="situ", reason="", **BUSINESS | {"detail.business_name": ""})
    assert (refused.status_code, len(faults(refused.text))) == (422, 1)
    assert 'value="warung makan"' in refused.text
    answer = await opens(clerk, form, service="situ", reason="", **BUSINESS)
    assert answer.status_code == 303, faults(answer.text)

    [file] = await office.counter.read(File)
    assert file.details["business_name"] == "Warung Sederhana"


async def test_a_second_one_for_the_same_person_is_asked_about(office: Office, clerk: Screen):
    await office.keep(a_file(Stage.RECEIVED))

    answer = await opens(clerk)
    assert faults(answer.text) == {"Untuk NIK ini sudah ada permohonan KTP yang berjalan: BKS-7Q4K."}

    assert (await opens(clerk, again="yes")).status_code == 303


async def test_sent_twice_it_is_opened_once(office: Office, clerk: Screen):
    number = f"{uuid7()}"
    first = await opens(clerk, application_id=number)
    second = await opens(clerk, application_id=number)
    assert first.headers["location"] == second.headers["location"] == f"/berkas/{number}"
    assert len(await office.counter.read(File)) == 1


@pytest.mark.parametrize("who", ["lurah", "agus"])
async def test_only_clerks_open_files(office: Office, who: str):
    screen = await office.signed_in(who)
    assert (await screen.get(FORM)).status_code == 403
    assert "/berkas/baru" not in (await screen.get("/")).text


async def test_papers_are_scanned_into_the_file_and_bad_ones_change_nothing(office: Office, clerk: Screen):
    file = await opened(office, clerk, letter="paper", letter_number="7/RT.005/2026", letter_dated="2026-11-20")
    here = f"/berkas/{file.application_id}"

    refused = await uploads(
        clerk, here, ("paper.kk", "kk.jpg", photo("KK", "#fff", (600, 400))), ("paper.photo", "x.txt", b"no")
    )
    assert refused.status_code == 422
    assert "x.txt: Harus berupa gambar (JPG, PNG) atau PDF." in refused.text
    assert (await office.file(file)).documents == {}

    papers = [
        (f"paper.{key}", f"{key}.jpg", photo(key, "#fff", (600, 400)))
        for key in ("cover_letter", "kk", "kk", "old_ktp", "photo")
    ]
    assert (await uploads(clerk, here, *papers)).status_code == 303
    full = await office.file(file)
    assert full.stage is Stage.SUBMITTED
    assert {key: len(pages) for key, pages in full.documents.items()} == {
        "cover_letter": 1,
        "kk": 2,
        "old_ktp": 1,
        "photo": 1,
    }
    assert (await clerk.get(f"{here}/dokumen/kk/1")).status_code == 200


async def test_a_large_scan_gets_in(office: Office, clerk: Screen):
    file = await opened(office, clerk)
    noise = Image.frombytes("RGB", (900, 900), random.Random(1).randbytes(900 * 900 * 3))  # noqa: S311 - a picture
    large = BytesIO()
    noise.save(large, "PNG")
    assert large.tell() > 2_000_000
    answer = await uploads(clerk, f"/berkas/{file.application_id}", ("paper.kk", "kk.png", large.getvalue()))
    assert answer.status_code == 303


async def test_nothing_chosen_is_told(office: Office, clerk: Screen):
    file = await opened(office, clerk)
    answer = await clerk.send(f"/berkas/{file.application_id}/unggah", f"/berkas/{file.application_id}")
    assert answer.status_code == 422
    assert "Pilih berkas yang diunggah." in answer.text


async def test_news_stands_in_queue_and_file_until_it_is_ticked_off(office: Office, clerk: Screen):
    file = a_file(Stage.DECLINED, opened_by="Rahmawati", on_whatsapp=False, contact_id=None, phone="+62711812345")
    line = HistoryEntry(file.application_id, TUESDAY, What.LETTER_DECLINED, "Rahmat", "Bukan warga RT ini.")
    await office.keep(line, replace(file, to_tell=(line.id,)))

    assert "beri tahu pemohon" in (await clerk.get("/")).text
    page = (await clerk.get(f"/berkas/{file.application_id}")).text
    assert "Ibu Siti Aminah, Ketua RT belum bisa membuat surat pengantar: Bukan warga RT ini." in page
    assert "+62711812345" in page
    told = {"news": f"{line.id}", "how": "phone"}
    for _ in range(2):
        await clerk.send(f"/berkas/{file.application_id}/beri-tahu", f"/berkas/{file.application_id}", **told)

    page = (await clerk.get(f"/berkas/{file.application_id}")).text
    assert page.count("Rahmawati memberi tahu pemohon, lewat telepon") == 1
    assert "beri tahu pemohon" not in (await clerk.get("/")).text


async def test_an_admin_tells_nobody(office: Office):
    file = a_file(Stage.DECLINED, opened_by="Rahmawati", on_whatsapp=False)
    await office.keep(file)
    admin = await office.signed_in("agus")
    answer = await admin.send(f"/berkas/{file.application_id}/beri-tahu", news=f"{uuid7()}")
    assert answer.status_code == 403


async def uploads(screen: Screen, here: str, *files: tuple[str, str, bytes]) -> Any:
    shown = (await screen.get(here)).text
    hidden = {name: hidden_field(shown, name) for name in ("csrf", "seen")}
    return await screen.http.post(
        f"{here}/unggah", data=hidden, files=[(field, (name, data)) for field, name, data in files]
    )

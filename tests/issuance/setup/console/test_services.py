"""Services, their letters and data, kinds of complaints, and what an edition changed, on the console."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.issuance.changes import Area, Change
from services.issuance.edition import InForce
from services.issuance.edits import Edit, edit_catalogue, the_set_up
from shared.contracts.catalogue import Catalogue
from tests.issuance.console.office import Office
from tests.issuance.files import AGUS
from tests.issuance.setup.console.desk import Desk, fields_of

WHY = "Perda baru"
Filled = dict[str, Any]
NEW = "/atur/layanan/baru"
A_DOMICILE: Filled = {
    "name": "Surat keterangan domisili",
    "short": "domisili",
    "also": "surat domisili, keterangan tinggal",
    "cover_letter": "none",
    "working_days": "1",
    "reasons.0.label": "Daftar sekolah",
    "reasons.1.label": "Buka rekening",
    "documents.0.name": "KTP",
    "documents.0.hint": "Seluruh kartu masuk dalam foto",
    "title": "Surat Keterangan Domisili",
    "form": "statement",
    "purpose": "keperluan administrasi",
    "classification": "475",
    "why": WHY,
}


def emptied(field: str) -> Filled:
    return {field: ""}


async def catalogue(office: Office) -> Catalogue:
    found = await office.counter.find(InForce, office.counter.office)
    assert found is not None
    return found.catalogue


async def test_every_page_of_the_procedure_is_within_the_policy_and_the_admins_alone(office: Office, admin: Desk):
    clerk = await office.signed_in("rahma")
    services = ("/layanan", "/layanan/baru", "/layanan/ktp", "/layanan/nikah/surat/1", "/layanan/situ/surat/1")
    for path in (*services, "/layanan/nikah/data/0", "/layanan/ktp/data/0", "/keluhan", "/edisi", "/edisi/1"):
        page = await admin.reads(f"/atur{path}")
        assert "<style" not in page and " style=" not in page
        assert (await clerk.get(f"/atur{path}")).status_code == 403
    for path in ("/layanan/tidak_ada", "/layanan/ktp/surat/2", "/layanan/ktp/data/1", "/edisi/9"):
        assert (await admin.screen.get(f"/atur{path}")).status_code == 404


@pytest.mark.parametrize("key", ["kk", "ktp", "nikah", "situ"])
async def test_a_service_saved_as_it_is_stays_as_it_was(office: Office, admin: Desk, key: str):
    before = await catalogue(office)
    for page in (f"/atur/layanan/{key}", f"/atur/layanan/{key}/surat/0"):
        assert (await admin.sends(page, page, why=WHY)).status_code == 303
    service = before.service(key)
    for place, _ in enumerate(service.blocks):
        page = f"/atur/layanan/{key}/data/{place}"
        assert (await admin.sends(page, page, why=WHY)).status_code == 303
    for place in range(1, len(service.letters)):
        page = f"/atur/layanan/{key}/surat/{place}"
        assert (await admin.sends(page, page, why=WHY)).status_code == 303

    assert await catalogue(office) == before


async def test_a_fifth_service_is_added_with_its_documents_and_its_letter(office: Office, admin: Desk):
    answer = await admin.sends(NEW, NEW, **A_DOMICILE)

    assert (answer.status_code, answer.headers["location"]) == (303, "/atur/layanan/domisili?tersimpan=1")
    service = (await catalogue(office)).service("domisili")
    assert [reason.key for reason in service.reasons] == ["daftar_sekolah", "buka_rekening"]
    assert [(it.key, it.name, it.hint) for it in service.documents] == [
        ("ktp", "KTP", "Seluruh kartu masuk dalam foto")
    ]
    assert (service.cover_letter, service.working_days, service.letter.title) == (
        "none",
        1,
        "Surat Keterangan Domisili",
    )
    [change] = [it for it in await office.counter.read(Change) if it.version == 2]
    assert (change.what, change.why, change.by) == ("Layanan baru: Surat keterangan domisili", WHY, "Agus Salim")


async def test_a_service_can_ask_by_a_link_or_leave_it_to_the_office(office: Office, admin: Desk):
    page = "/atur/layanan/ktp"
    for chosen, kept in (("link", "link"), ("", None)):
        await admin.sends(page, page, ask_by=chosen, why=WHY)

        assert (await catalogue(office)).service("ktp").ask_by == kept


async def test_a_document_can_be_for_one_reason_only(office: Office, admin: Desk):
    page = "/atur/layanan/ktp"
    ticked: Filled = {"documents.4.name": "Surat dari sekolah", "documents.4.when.first": "ya"}
    shown = await admin.reads(page)

    await admin.answers(shown, page, why=WHY, **ticked)

    assert (await catalogue(office)).service("ktp").documents[-1].when == ("first",)


async def test_data_is_asked_for_and_stands_in_the_letter(office: Office, admin: Desk):
    page, letter = "/atur/layanan/ktp/data/0", "/atur/layanan/ktp/surat/0"
    fields: Filled = {
        "fields.0.label": "Status rumah",
        "fields.0.kind": "choice",
        "fields.0.options": "Milik sendiri, Sewa",
    }
    await admin.sends(page, page, name="rumah", on_letter="Tinggal di:", why=WHY, **fields)
    answer = await admin.sends(letter, letter, purpose="pengurusan KTP, {rumah_status_rumah}", why=WHY)

    assert answer.status_code == 303
    service = (await catalogue(office)).service("ktp")
    [block] = service.blocks
    assert [option.label for option in block.fields[0].options] == ["Milik sendiri", "Sewa"]
    assert service.letter.purpose.endswith("{rumah_status_rumah}")


async def test_what_is_not_known_is_refused_with_its_place(office: Office, admin: Desk):
    letter, data = "/atur/layanan/situ/surat/0", "/atur/layanan/nikah/data/1"
    answer = await admin.sends(letter, letter, purpose="usaha {business_nam}", why=WHY)
    assert answer.status_code == 422
    assert "{business_name}" in answer.text and 'id="s-purpose-salah"' in answer.text

    answer = await admin.sends(data, data, when="zodiak: Leo", why=WHY)
    assert answer.status_code == 422
    assert "zodiak tidak dikenal" in answer.text

    same_numbers: Filled = {"classification": "470", "number_register": "lain"}
    answer = await admin.sends(NEW, NEW, **A_DOMICILE | same_numbers)
    assert answer.status_code == 422
    assert "Nomornya akan sama" in answer.text
    assert (await catalogue(office)).version == 1


async def test_a_reason_goes_with_its_documents_but_not_while_data_depends_on_it(office: Office, admin: Desk):
    ktp, kk = "/atur/layanan/ktp", "/atur/layanan/kk"
    assert (await admin.sends(ktp, ktp, why=WHY, **emptied("reasons.2.label"))).status_code == 303
    service = (await catalogue(office)).service("ktp")
    assert [it.key for it in service.reasons] == ["first", "changed"]
    assert "lost" not in {key for document in service.documents for key in document.when}

    answer = await admin.sends(kk, kk, why=WHY, **emptied("reasons.4.label"))
    assert (answer.status_code, "di data perubahan" in answer.text) == (422, True)


async def test_a_letter_is_seen_while_it_is_typed(admin: Desk):
    page = "/atur/layanan/situ/surat/0"
    typed = fields_of(await admin.reads(page), page)

    answer = await admin.screen.http.post(f"{page}/contoh", data=typed | {"title": "Surat Percobaan"})
    assert answer.headers["content-type"].startswith("image/svg+xml")

    answer = await admin.screen.http.post(f"{page}/contoh", data=typed | {"purpose": "{apa}"})
    assert (answer.status_code, "{business_name}" in answer.text) == (422, True)


async def test_a_letter_of_every_service_can_be_seen(office: Office, admin: Desk):
    for service in (await catalogue(office)).services:
        for place, _ in enumerate(service.letters):
            page = f"/atur/layanan/{service.key}/surat/{place}"
            answer = await admin.screen.http.post(f"{page}/contoh", data=fields_of(await admin.reads(page), page))
            assert answer.status_code == 200, answer.text


async def test_who_was_slower_looks_again(office: Office, admin: Desk):
    page = "/atur/layanan/ktp"
    early = await admin.reads(page)
    await admin.sends(page, page, working_days="2", why=WHY)

    answer = await admin.answers(early, page, working_days="5", why=WHY)

    assert (answer.status_code, "baru saja diubah orang lain" in answer.text) == (422, True)
    assert (await catalogue(office)).service("ktp").working_days == 2


async def test_a_service_goes_but_never_the_last(office: Office, admin: Desk):
    for key in ("kk", "nikah", "situ"):
        assert (await admin.sends(f"/atur/layanan/{key}", f"/atur/layanan/{key}/hapus", why=WHY)).status_code == 303

    answer = await admin.sends("/atur/layanan/ktp", "/atur/layanan/ktp/hapus", why=WHY)

    assert (answer.status_code, "paling sedikit satu layanan" in answer.text) == (422, True)
    assert [it.key for it in (await catalogue(office)).services] == ["ktp"]


async def test_kinds_of_complaints_and_days_kept_are_the_offices(office: Office, admin: Desk):
    page = "/atur/keluhan"
    mine: Filled = {
        "categories.0.name": "",
        "categories.6.name": "Parkir",
        "categories.6.working_days": "3",
        "kept_days": "90",
    }
    assert (await admin.sends(page, page, why=WHY, **mine)).status_code == 303

    now = await catalogue(office)
    assert [it.key for it in now.complaints] == ["wrong", "manners", "money", "chair", "other", "parkir"]
    assert now.documents_kept_days == 90
    mine = {"categories.0.working_days": "0"}
    answer = await admin.sends(page, page, why=WHY, **mine)
    assert (answer.status_code, "1 sampai 30" in answer.text) == (422, True)


async def test_an_edition_tells_what_it_changed(admin: Desk):
    page = "/atur/layanan/ktp"
    renamed: Filled = {"documents.0.name": "Kartu Keluarga terbaru"}
    await admin.sends(page, page, why=WHY, working_days="2", **renamed)

    shown = await admin.reads("/atur/edisi/2")

    assert "layanan › KTP › hari kerja" in shown
    assert "<del>Kartu Keluarga</del>" in shown and "Kartu Keluarga terbaru" in shown
    assert WHY in shown


@pytest.mark.parametrize("days", ["0000000400000000", "0" * 5000, "366000", "²"])
async def test_days_that_no_catalogue_holds_are_refused_however_they_are_written(
    office: Office, admin: Desk, days: str
):
    page = "/atur/keluhan"

    answer = await admin.sends(page, page, kept_days=days, why=WHY)

    assert (answer.status_code, "angka 30 sampai 3650" in answer.text) == (422, True)
    assert (await catalogue(office)).version == 1


async def test_what_no_service_could_read_back_is_never_kept(office: Office, admin: Desk):
    door, agus = office.counter.door, Edit(AGUS, 1, WHY)
    code = office.counter.office

    with pytest.raises(ValidationError):
        await door.run(
            the_set_up(code),
            lambda desk: edit_catalogue(desk, code, agus, Area.SERVICES, "Diubah", documents_kept_days=36500),
        )

    assert (await catalogue(office)).version == 1


@pytest.mark.parametrize(
    ("page", "typed", "why"),
    [
        ("/atur/layanan/ktp/data/0", {"name": "X", "fields.0.label": "Nama"}, "Nama data paling sedikit 2 huruf"),
        ("/atur/layanan/ktp/data/0", {"name": "Usaha", "fields.0.label": "A"}, "Isian paling sedikit 2 huruf"),
        ("/atur/keluhan", {"categories.6.name": "AB", "categories.6.working_days": "3"}, "paling sedikit 3 huruf"),
    ],
)
async def test_a_name_that_is_too_short_is_told_at_its_field(admin: Desk, page: str, typed: Filled, why: str):
    answer = await admin.sends(page, page, why=WHY, **typed)

    assert (answer.status_code, why in answer.text) == (422, True)


async def test_keys_and_rows_that_no_page_of_ours_sends_change_nothing(office: Office, admin: Desk):
    page, complaints = "/atur/layanan/ktp", "/atur/keluhan"
    typed = fields_of(await admin.reads(page), page) | {"why": WHY}
    for evil in ({"documents.0.key": "Bukan kunci!"}, {"reasons.0.key": "é"}):
        answer = await admin.screen.http.post(page, data=typed | evil)
        assert (answer.status_code, "tidak bisa disimpan" in answer.text) == (422, True)
    answer = await admin.screen.http.post(page, data=typed | {f"documents.{'9' * 5000}.name": "KK"})
    assert answer.status_code == 303
    same_key: Filled = {"categories.1.key": "late"}
    answer = await admin.sends(complaints, complaints, why=WHY, **same_key)
    assert answer.status_code == 422

    assert (await catalogue(office)).version == 1


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("agama: ,", "Tulis syaratnya seperti"),
        (": Islam", "Tulis syaratnya seperti"),
        ("agama: Kristen; agama: Katolik", "agama tertulis dua kali"),
        (f"agama: {'x' * 81}", "paling panjang 80 huruf"),
    ],
)
async def test_a_condition_that_would_never_or_not_wholly_count_is_refused(admin: Desk, when: str, why: str):
    page = "/atur/layanan/ktp/surat/1"

    answer = await admin.sends(
        page, page, title="Surat lain", purpose="lain", classification="475", addressed_to="Camat", when=when, why=WHY
    )

    assert (answer.status_code, why in answer.text) == (422, True)


async def test_below_a_row_left_empty_what_is_wrong_is_told_where_it_was_typed(admin: Desk):
    page = "/atur/layanan/ktp/data/0"
    second: Filled = {"fields.1.label": "Nama usaha", "fields.1.when": "zodiak: Leo"}

    answer = await admin.sends(page, page, name="Usaha", why=WHY, **second)

    assert (answer.status_code, 'id="d-fields.1.when-salah"' in answer.text) == (422, True)


async def test_complaints_saved_as_they_are_make_no_edition(office: Office, admin: Desk):
    assert (await admin.sends("/atur/keluhan", "/atur/keluhan", why=WHY)).status_code == 303

    assert (await catalogue(office)).version == 1


@pytest.mark.parametrize("form", ["{code:d}/{number}/{year}", "{number:9999999}/{year}", "{number!z}/{year}"])
async def test_a_number_format_that_could_not_be_filled_in_is_refused(admin: Desk, form: str):
    page = "/atur/layanan/ktp/surat/0"

    answer = await admin.sends(page, page, number_format=form, why=WHY)

    assert (answer.status_code, "Bentuk nomor harus memuat" in answer.text) == (422, True)


async def test_an_edition_that_no_database_can_count_is_not_there(admin: Desk):
    assert (await admin.screen.get(f"/atur/edisi/{'9' * 20}")).status_code == 404

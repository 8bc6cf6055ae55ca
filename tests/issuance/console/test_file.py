"""One file on the screen: what it shows, what may be done, and what happens when two do it at once."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.issuance import actions
from services.issuance.console.views.doing import SLUGS
from services.issuance.file import Undelivered
from services.issuance.history import HistoryEntry, What
from services.issuance.register import AGENDA, Register
from services.issuance.stage import Action, Stage
from services.issuance.store import history
from shared.contracts.verification import NeighbourSaid
from shared.messaging import uuid7
from tests.issuance.console.office import STAFF, Office, hidden_field
from tests.issuance.console.scene import a_tuesday
from tests.issuance.files import APPLICATION, ON_PAPER, TUESDAY, a_file

PAGE = f"/berkas/{APPLICATION}"


async def the_history(office: Office) -> list[str]:
    """What happened to the file, as the page says it."""
    page = (await (await office.signed_in("fitri")).get(PAGE)).text
    part = page.split('<ol class="history">')[1].split("</ol>")[0]
    return [line.split("</time>")[1].split("</li>")[0] for line in part.split("<li")[1:]]


async def test_the_buttons_are_the_actions_that_the_rules_allow(office: Office):
    people = [staff for staff in STAFF if staff.active]
    screens = {staff.username: await office.signed_in(staff.username) for staff in people}
    for stage in Stage:
        for letter in (a_file(stage).cover_letter, ON_PAPER):
            file = a_file(stage, cover_letter=letter)
            await office.keep(file)
            for staff in people:
                page = (await screens[staff.username].get(PAGE)).text
                shown = {action for action, slug in SLUGS.items() if f'action="{PAGE}/{slug}"' in page}
                if f'href="/tanda-tangan/{APPLICATION}"' in page:
                    shown.add(Action.APPROVE)
                assert shown == set(actions.allowed_actions(file, staff)), (stage, staff.username)


async def test_a_nik_is_shown_to_who_asks_and_that_is_recorded(office: Office):
    await office.keep(a_file())
    screen = await office.signed_in("rahma")
    page = (await screen.get(PAGE)).text
    assert "1671 •••• •••• 0000" in page
    assert "1671 0745 0890 0000" not in page
    shown = await screen.send(f"{PAGE}/nik", page=PAGE)
    assert "1671 0745 0890 0000" in shown.text
    assert "Rahmawati membuka NIK" in await the_history(office)


async def test_staff_see_which_neighbour_said_what_and_when(office: Office):
    said = NeighbourSaid(name="Sri Wahyuni", answer="no", remark="sudah pindah", at=TUESDAY)
    await office.keep(a_file(Stage.RECEIVED, neighbours=(said,)))
    page = (await (await office.signed_in("rahma")).get(PAGE)).text
    part = page.split('id="tetangga"')[1].split("</section>")[0]
    assert "<dt>Tidak</dt><dd>Sri Wahyuni, " in part
    assert "<q>sudah pindah</q>" in part
    assert "tidak ditunjukkan kepada pemohon" in part


async def test_who_saw_the_documents_is_recorded_once_a_day(office: Office):
    await office.keep(a_file())
    screen = await office.signed_in("rahma")
    for _ in range(3):
        await screen.get(PAGE)
    lines = await the_history(office)
    assert lines.count("Rahmawati melihat dokumen") == 1
    assert lines.count("Fitriani melihat dokumen") == 1


async def test_a_clerk_receives_and_the_file_gets_its_agenda_number(office: Office):
    await office.keep(a_file(), Register(AGENDA, {2026: 411}))
    screen = await office.signed_in("rahma")
    answer = await screen.send(f"{PAGE}/terima", page=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    file = await office.file(a_file())
    assert (file.agenda_number, file.received_by) == ("0412/2026", "Rahmawati")
    assert "agenda" in (await screen.get(PAGE)).text


async def test_documents_go_back_each_with_its_reason(office: Office):
    await office.keep(a_file())
    screen = await office.signed_in("rahma")
    form: dict[str, Any] = {
        "document": ["kk", "photo"],
        "ready.kk": "ada bagian yang terpotong",
        "ready.photo": "sudah tidak berlaku",
        "reason.photo": "latarnya bukan biru",
        "reason.old_ktp": "tidak dipilih",
    }
    assert (await screen.send(f"{PAGE}/kembalikan", page=PAGE, **form)).status_code == 303
    file = await office.file(a_file())
    assert file.stage is Stage.RETURNED
    assert file.returned == {"kk": "ada bagian yang terpotong", "photo": "latarnya bukan biru"}
    page = (await screen.get(PAGE)).text
    assert "Mengapa ada jeda." in page
    assert "sisa" in page


async def test_what_was_typed_stays_when_something_is_missing(office: Office):
    await office.keep(a_file())
    screen = await office.signed_in("rahma")
    form: dict[str, Any] = {"document": ["kk", "photo"], "reason.kk": "buram sekali"}
    answer = await screen.send(f"{PAGE}/kembalikan", page=PAGE, **form)
    assert answer.status_code == 422
    assert "Tulis alasannya." in answer.text
    assert 'value="buram sekali"' in answer.text
    assert answer.text.count(" checked") == 2
    assert (await office.file(a_file())).stage is Stage.SUBMITTED


async def test_a_paper_letter_is_entered_before_the_documents_are_received(office: Office):
    await office.keep(a_file(cover_letter=ON_PAPER))
    screen = await office.signed_in("rahma")
    early = await screen.send(f"{PAGE}/terima", page=PAGE)
    assert early.status_code == 409
    assert "Catat dulu nomor dan tanggal surat pengantar kertasnya." in early.text
    tomorrow = await screen.send(f"{PAGE}/surat-kertas", page=PAGE, number="7/RT.5/XI", dated="2026-11-25")
    assert tomorrow.status_code == 422
    assert 'value="7/RT.5/XI"' in tomorrow.text
    assert (await screen.send(f"{PAGE}/surat-kertas", page=PAGE, number="7/RT.5/XI", dated="")).status_code == 422
    done = await screen.send(f"{PAGE}/surat-kertas", page=PAGE, number="7/RT.5/XI", dated="2026-11-20")
    assert done.status_code == 303
    assert "7/RT.5/XI" in (await screen.get(PAGE)).text


async def test_what_the_resident_does_not_have_is_shown_and_accepted_with_a_reason(office: Office):
    await office.keep(a_file(documents={}, lacking={"kk": "hilang waktu banjir"}))
    screen = await office.signed_in("rahma")
    page = (await screen.get(PAGE)).text
    assert "Pemohon tidak punya" in page
    assert "hilang waktu banjir" in page
    assert 'name="ready.kk"' in page

    early = await screen.send(f"{PAGE}/terima", page=PAGE)
    assert "Putuskan dulu tentang dokumen yang tidak dipunyai pemohon." in early.text

    await screen.send(f"{PAGE}/tanpa-dokumen", page=PAGE, reason="ada laporan polisi")
    page = (await screen.get(PAGE)).text
    assert "Diterima tanpa dokumen ini" in page
    assert "Rahmawati menerima tanpa Kartu Keluarga: ada laporan polisi" in await the_history(office)


@pytest.mark.parametrize(
    ("stage", "slug", "form", "after"),
    [
        (Stage.DISPUTED, "lanjutkan", {"reason": "KK terbaru sudah benar"}, Stage.CONFIRMED),
        (Stage.DISPUTED, "tanya-lagi", {"remark": "Lihat KK terbaru"}, Stage.RECEIVED),
        (Stage.SUBMITTED, "tolak", {"reason": "Bukan warga kelurahan ini"}, Stage.REFUSED),
        (Stage.CONFIRMED, "konsep", {"address": "Jl. Sapta Marga No. 21"}, Stage.DRAFTED),
        (Stage.ISSUED, "serahkan", {"to": "Yuliana"}, Stage.HANDED_OVER),
    ],
)
async def test_each_action_leads_on(office: Office, stage: Stage, slug: str, form: dict[str, str], after: Stage):
    await office.keep(a_file(stage))
    screen = await office.signed_in("rahma")
    empty = await screen.send(f"{PAGE}/{slug}", page=PAGE, **dict.fromkeys(form, " "))
    assert empty.status_code == 422
    assert (await office.file(a_file())).stage is stage
    assert (await screen.send(f"{PAGE}/{slug}", page=PAGE, **form)).status_code == 303
    assert (await office.file(a_file())).stage is after


async def test_particulars_are_put_right_in_the_draft(office: Office):
    await office.keep(a_file(Stage.CONFIRMED))
    screen = await office.signed_in("rahma")
    await screen.send(f"{PAGE}/konsep", page=PAGE, occupation="Guru", name="Siti Aminah")
    assert (await office.file(a_file())).applicant.occupation == "Guru"
    assert "Rahmawati membuat konsep surat; diperbaiki: pekerjaan" in await the_history(office)


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "Siti Aminah 😀", "huruf biasa saja"),
        ("name", "", "Tulis nama lengkap"),
        ("birth_place", "سيتي", "tempat lahir saja"),
        ("religion", " ", "Agama belum diisi."),
        ("marital_status", "K", "Status kawin belum lengkap."),
        ("occupation", "A" * 81, "Tulis pekerjaan dengan singkat"),
        ("address", "A" * 501, "Alamat paling panjang 180 huruf."),
    ],
)
async def test_a_particular_that_no_letter_can_carry_is_told_at_its_field(
    office: Office, field: str, typed: str, why: str
):
    await office.keep(a_file(Stage.CONFIRMED))
    screen = await office.signed_in("rahma")
    answer = await screen.send(f"{PAGE}/konsep", page=PAGE, **{"occupation": "Guru", field: typed})
    assert answer.status_code == 422
    assert why in answer.text
    if typed.strip():
        assert typed in answer.text
    if len(typed) < 500:
        assert re.search(rf'name="{field}"[^>]* aria-invalid="true"', answer.text)
    assert (await office.file(a_file())).stage is Stage.CONFIRMED


async def test_the_slower_of_two_clerks_is_told_kindly_and_loses_nothing_typed(office: Office):
    await office.keep(a_file())
    slow, fast = await office.signed_in("fitri"), await office.signed_in("rahma")
    opened = (await slow.get(PAGE)).text
    office.clock.now += timedelta(minutes=3)
    await fast.send(f"{PAGE}/terima", page=PAGE)
    form = {"csrf": hidden_field(opened, "csrf"), "seen": hidden_field(opened, "seen"), "reason": "Alamat tidak cocok"}
    answer = await slow.http.post(f"{PAGE}/tolak", data=form)
    assert answer.status_code == 409
    assert "Berkas sudah berubah" in answer.text
    assert "Rahmawati menerima berkas" in answer.text
    assert "Alamat tidak cocok" in answer.text
    assert (await office.file(a_file())).stage is Stage.RECEIVED


async def test_the_role_is_checked_by_the_server(office: Office):
    await office.keep(a_file(Stage.DRAFTED))
    for username in ("rahma", "agus"):
        screen = await office.signed_in(username)
        seen = a_file().since.isoformat()
        answer = await screen.send(f"{PAGE}/setujui", seen=seen)
        assert answer.status_code == 403
    assert (await office.file(a_file())).stage is Stage.DRAFTED


async def test_a_form_that_was_tampered_with_changes_nothing(office: Office):
    await office.keep(a_file())
    screen = await office.signed_in("rahma")
    for fields in ({}, {"seen": "kemarin"}, {"seen": a_file().since.isoformat(), "reason": "a" * 501}):
        assert (await screen.send(f"{PAGE}/tolak", **fields)).status_code == 422
    assert (await screen.send(f"{PAGE}/hapus", page=PAGE)).status_code == 404
    assert (await office.file(a_file())).stage is Stage.SUBMITTED


async def test_what_residents_wrote_is_shown_and_never_run(office: Office):
    nasty = replace(a_file(), helped_by='<script>alert("x")</script>')
    await office.keep(nasty)
    page = (await (await office.signed_in("rahma")).get(PAGE)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


async def test_messages_that_did_not_arrive_are_told(office: Office):
    files = await a_tuesday(office)
    address = f"/berkas/{files['Kgs. Ahmad Fauzan'].application_id}"
    page = (await (await office.signed_in("rahma")).get(address)).text
    assert "Ada pesan yang tidak sampai" in page
    assert "nomor ini tidak memakai WhatsApp" in page


async def test_a_message_that_did_not_arrive_is_sent_again_or_told_otherwise(office: Office):
    one, two = (Undelivered(uuid7(), TUESDAY, reason, may_have_arrived=True) for reason in ("Satu.", "Dua."))
    await office.keep(a_file(undelivered=(one, two)))
    screen = await office.signed_in("rahma")
    assert "mungkin sudah sampai" in (await screen.get(PAGE)).text
    await screen.send(f"{PAGE}/pesan", PAGE, message=str(one.message_id), what="again")
    assert (await office.file(a_file())).undelivered == (two,)
    await screen.send(f"{PAGE}/pesan", PAGE, message=str(two.message_id), what="told")
    await screen.send(f"{PAGE}/pesan", PAGE, message=str(two.message_id), what="told")

    assert (await office.file(a_file())).undelivered == ()
    page = (await screen.get(PAGE)).text
    assert "Rahmawati mengirim ulang pesan yang tidak sampai" in page
    assert "Rahmawati mencatat isi pesan yang tidak sampai sudah disampaikan" in page


async def test_an_admin_reads_what_did_not_arrive_and_settles_nothing(office: Office):
    message = Undelivered(uuid7(), TUESDAY, "Nomor tidak aktif.")
    await office.keep(a_file(undelivered=(message,)))
    screen = await office.signed_in("agus")
    assert "Kirim lagi" not in (await screen.get(PAGE)).text
    assert (await screen.send(f"{PAGE}/pesan", PAGE, message=str(message.message_id), what="again")).status_code == 403


async def test_every_kind_of_history_has_a_sentence(office: Office):
    await office.keep(a_file())
    for what in What:
        await office.keep(HistoryEntry(APPLICATION, office.clock.now, what, "Rahmawati", "alasan", "rincian"))
    assert len(await the_history(office)) == len(What) + 1
    assert len(await office.house.store.fetch(history.select())) == len(What) + 1


async def test_a_file_that_is_not_there_is_told(office: Office):
    answer = await (await office.signed_in("rahma")).get(PAGE)
    assert answer.status_code == 404
    assert "Tidak ditemukan" in answer.text
    assert (await (await office.signed_in("rahma")).get("/berkas/bukan-nomor")).status_code == 404

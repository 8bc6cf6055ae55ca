"""Chairs are invited to WhatsApp, and let go, on the console."""

import re
from datetime import timedelta
from hashlib import sha256

from services.issuance.chairs import ChairOnWhatsApp
from shared.contracts.verification import InviteChair, UnbindChair, post_id
from shared.testing.broker import connected
from shared.testing.samples import OFFICE_CODE
from tests.issuance.console.office import Office
from tests.issuance.files import TUESDAY
from tests.issuance.setup.console.desk import Desk

HERE = "/atur/rt/2/6"
POST = "RT 006/RW 002"


async def test_a_code_is_shown_once_and_only_its_hash_is_told(office: Office, admin: Desk):
    assert "belum diundang" in await admin.reads(HERE)
    async with connected(office.house.settings.nats_url) as nc:
        heard = await nc.subscribe(f"{InviteChair.subject}.>")
        await nc.flush()
        page = (await admin.sends(HERE, f"{HERE}/undang")).text
        request = InviteChair.model_validate_json((await heard.next_msg(timeout=10)).data)

    found = re.search(r"UNDANGAN (\w{4})-(\w{4})", page)
    assert found
    assert request.code_hash == sha256("".join(found.groups()).encode()).hexdigest()
    assert (request.post, request.chair_name) == (POST, "Yuliana")
    assert "Selasa, 8 Desember 2026, pukul 10.00" in page
    assert "UNDANGAN" not in await admin.reads(HERE)
    assert "Kode undangan WhatsApp untuk Ketua RT 006/RW 002, Yuliana" in await admin.reads("/atur")


async def test_who_is_bound_can_be_let_go(office: Office, admin: Desk):
    assert f'action="{HERE}/lepas"' not in await admin.reads(HERE)
    await office.keep(a_chair("Yuliana"))
    assert "Terhubung lewat kode undangan, sejak kemarin 10.00." in await admin.reads(HERE)

    async with connected(office.house.settings.nats_url) as nc:
        heard = await nc.subscribe(f"{UnbindChair.subject}.>")
        await nc.flush()
        assert (await admin.sends(HERE, f"{HERE}/lepas")).status_code == 303
        assert UnbindChair.model_validate_json((await heard.next_msg(timeout=10)).data).post == POST


async def test_what_is_known_of_who_sat_there_before_says_nothing_of_who_sits_there_now(office: Office, admin: Desk):
    await office.keep(a_chair("Budi Santoso"))
    assert "belum diundang" in await admin.reads(HERE)


async def test_where_there_is_no_chair_nobody_is_invited(admin: Desk):
    assert "Buat kode undangan" not in await admin.reads("/atur/rt/10/52")


async def test_the_list_says_of_each_chair_whether_they_are_on_whatsapp(office: Office, admin: Desk):
    assert await on_the_list(admin) == "belum"
    await admin.sends(HERE, f"{HERE}/undang")
    assert await on_the_list(admin) == "diundang"
    assert "Kodenya belum dipakai" in await admin.reads(HERE)

    await office.keep(a_chair("Yuliana"))
    assert await on_the_list(admin) == "terhubung"


async def test_a_code_that_nobody_used_in_time_is_no_invitation_any_more(office: Office, admin: Desk):
    since = TUESDAY - timedelta(days=15)
    over = TUESDAY - timedelta(days=1)
    await office.keep(ChairOnWhatsApp(post_id(OFFICE_CODE, POST), POST, "Yuliana", since, False, "invited", over))
    assert await on_the_list(admin) == "belum"
    assert "Kodenya sudah lewat" in await admin.reads(HERE)


async def on_the_list(admin: Desk) -> str:
    page = await admin.reads("/atur/rt")
    row = page.split(f'href="{HERE}"')[0].rsplit("<tr>", 1)[1]
    mark = row.rsplit('<span class="tag', 1)[1].split("</span>")[0]
    return mark.rsplit(">", 1)[1]


def a_chair(name: str) -> ChairOnWhatsApp:
    since = TUESDAY - timedelta(days=1)
    return ChairOnWhatsApp(post_id(OFFICE_CODE, POST), POST, name, since, is_bound=True, by="invitation")

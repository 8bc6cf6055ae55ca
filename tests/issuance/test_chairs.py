"""Chairs on WhatsApp, as the office knows of them."""

from hashlib import sha256

import pytest

from services.issuance import chairs
from services.issuance.chairs import ChairOnWhatsApp
from services.issuance.changes import Change
from services.issuance.edits import Edit
from services.issuance.stage import NotAllowed
from services.verification.invitation import hash_of_code
from shared.contracts.catalogue import Chair, RtPost, RwPost
from shared.contracts.verification import ChairBound, ChairUnbound, InviteChair, UnbindChair, post_id
from shared.contracts.vocabulary import CODE_AFTER
from shared.messaging import Desk, Want
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.issuance.files import AGUS, RAHMA, TUESDAY, told
from tests.issuance.office import AnOffice

YULIANA = RtPost(rt=RT_5, chair=Chair(name="Yuliana", honorific="Ibu"))
BY_ADMIN, BY_CLERK = Edit(AGUS, 1), Edit(RAHMA, 1)
POST = {"post_id": post_id(OFFICE_CODE, "RT 005/RW 002"), "post": "RT 005/RW 002", "chair_name": "Yuliana"}
BOUND = told(ChairBound, **POST, by="invitation")
KNOWN = [Want(ChairOnWhatsApp, POST["post_id"])]
UNBOUND = told(ChairUnbound, **POST, by="chair")


def test_a_code_is_read_as_it_was_made_however_it_is_written():
    for _ in range(200):
        code = chairs.new_code()
        assert len(set(code) & set("34679")) > 0
        assert (
            hash_of_code(f"undangan {code.lower().replace('-', ' ')}!")
            == sha256(code.replace("-", "").encode()).hexdigest()
        )
    assert "UNDANGAN" in CODE_AFTER


async def test_an_invitation_goes_to_verification_without_its_code(office: AnOffice):
    said = await office.acts(KNOWN, lambda desk: chairs.invite(desk, OFFICE_CODE, YULIANA, "7K4M-Q2X9", BY_ADMIN))

    [request] = said
    assert isinstance(request, InviteChair)
    assert (request.post, request.chair_name) == ("RT 005/RW 002", "Yuliana")
    assert request.code_hash == hash_of_code("7K4MQ2X9")
    [change] = await office.all_of(Change)
    assert (change.by, change.what) == ("Agus Salim", "Kode undangan WhatsApp untuk Ketua RT 005/RW 002, Yuliana")
    [known] = await office.all_of(ChairOnWhatsApp)
    assert (known.is_bound, known.by, known.expires_at) == (False, "invited", request.expires_at)


async def test_who_can_be_asked_already_stays_known_as_that_when_invited_once_more(office: AnOffice):
    await office.hears(BOUND)
    await office.acts(KNOWN, lambda desk: chairs.invite(desk, OFFICE_CODE, YULIANA, "7K4M-Q2X9", BY_ADMIN))
    [known] = await office.all_of(ChairOnWhatsApp)
    assert (known.is_bound, known.by) == (True, "invitation")


async def test_what_verification_knows_counts_more_than_an_invitation(office: AnOffice):
    await office.acts(KNOWN, lambda desk: chairs.invite(desk, OFFICE_CODE, YULIANA, "7K4M-Q2X9", BY_ADMIN))
    await office.hears(BOUND.model_copy(update={"at": TUESDAY.replace(hour=1)}))
    [known] = await office.all_of(ChairOnWhatsApp)
    assert known.is_bound


async def test_who_is_to_be_let_go_is_verifications_to_know(office: AnOffice):
    [request] = await office.acts((), lambda desk: chairs.unbind(desk, OFFICE_CODE, RwPost(rw=2), BY_ADMIN))
    assert isinstance(request, UnbindChair)
    assert request.post == "RW 002"


async def test_only_an_admin_invites_and_only_chairs_there_are(office: AnOffice):
    def by_a_clerk(desk: Desk) -> None:
        chairs.invite(desk, OFFICE_CODE, YULIANA, "7K4M-Q2X9", BY_CLERK)

    def nobody(desk: Desk) -> None:
        chairs.invite(desk, OFFICE_CODE, RtPost(rt=RT_5), "7K4M-Q2X9", BY_ADMIN)

    with pytest.raises(NotAllowed, match="Hanya admin"):
        await office.acts((), by_a_clerk)
    with pytest.raises(NotAllowed, match="belum ada ketua"):
        await office.acts((), nobody)
    assert office.said == []


async def test_what_was_said_last_counts(office: AnOffice):
    later = UNBOUND.model_copy(update={"at": TUESDAY.replace(hour=5)})
    await office.hears(BOUND, later, BOUND)
    [known] = await office.all_of(ChairOnWhatsApp)
    assert (known.is_bound, known.by, known.since) == (False, "chair", later.at)

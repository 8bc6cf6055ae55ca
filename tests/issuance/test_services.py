"""Every service of the catalogue at the office, from its first fact to the letter: what makes them differ is data."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.issuance import actions, deeds
from services.issuance.details import printed
from services.issuance.edition import Edition, InForce
from services.issuance.errands import RenderLetter
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from services.issuance.letter import Letter
from services.issuance.letters import Introduction, ModelN1, RtLetter, render
from services.issuance.register import Entry
from services.issuance.stage import Stage
from shared.contracts.catalogue import Catalogue
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested
from shared.contracts.issuance import ApplicationReceived, LetterIssued
from shared.contracts.verification import CoverLetterApproved, DocumentsConfirmed, Endorsement
from shared.testing.samples import DIRECTORY, OFFICE_CODE, RT_5, SITI, an_attachment
from shared.testing.services import ALL_FOUR
from tests.a_fifth_service import with_a_fifth_service
from tests.issuance.files import (
    APPLICATION,
    CONTACT,
    NURHAYATI,
    RAHMA,
    RT_LETTER,
    THURSDAY_CLOSING,
    a_file,
    told,
)
from tests.issuance.letters.examples import DETAILS, ISSUE
from tests.issuance.letters.page import Page
from tests.issuance.office import AnOffice

BEGINNING: dict[str, Any] = {
    "contact_id": CONTACT,
    "reference": "BKS-7Q4K",
    "reason": None,
    "catalogue_version": 1,
    "applicant": SITI,
}
BUDI_SANTOSO = {"spouse_name": "Budi Santoso", **DETAILS}
BUSINESS = {
    "business_name": "Warung Sederhana",
    "business_kind": "food",
    "business_address": "Jl. Sapta Marga No. 12",
    "business_since": "-",
    "business_phone": "-",
}


async def with_catalogue(office: AnOffice, catalogue: Catalogue) -> AnOffice:
    await office.has(Edition(catalogue.version, catalogue), InForce(OFFICE_CODE, catalogue, DIRECTORY))
    return office


async def from_documents_to_letter(office: AnOffice, **application: Any) -> Letter:
    """Documents come, are received and confirmed, the letter is drafted, approved and made."""
    about = {"cover_letter": RT_LETTER, "documents": {"ktp": (an_attachment("ktp"),)}, "due_at": THURSDAY_CLOSING}
    await office.hears(told(ApplicationSubmitted, **{**BEGINNING, **about, **application}))
    await office.works_on(lambda desk: deeds.receive(desk, APPLICATION, RAHMA))
    await office.archives()
    await office.hears(told(DocumentsConfirmed, confirmed_by="Rahmat Hidayat"))
    await office.works_on(lambda desk: actions.draft(desk.get(File, APPLICATION), RAHMA, desk.now).onto(desk))
    await office.works_on(lambda desk: deeds.approve(desk, APPLICATION, NURHAYATI))
    return next(letter for letter in await office.all_of(Letter) if letter.kind != "surat_pengantar")


async def test_what_was_told_is_kept_from_the_first_fact_on(new_office: AnOffice):
    office = await with_catalogue(new_office, ALL_FOUR)

    await office.hears(told(CoverLetterRequested, **{**BEGINNING, "service": "nikah", "details": BUDI_SANTOSO}))

    assert (await office.file()).details == BUDI_SANTOSO
    assert (await office.file()).purpose == "pernikahan dengan Budi Santoso"


async def test_a_muslim_gets_model_n1_in_the_register_of_marriages(new_office: AnOffice):
    office = await with_catalogue(new_office, ALL_FOUR)

    letter = await from_documents_to_letter(office, service="nikah", details=BUDI_SANTOSO)

    assert (letter.kind, letter.title, letter.valid_until) == ("model_n1", "Pengantar Nikah", None)
    assert letter.number == "474.2/0001/BKS/XI/2026"
    wording = office.sent_for(RenderLetter).wording
    assert isinstance(wording, ModelN1)
    assert wording.details == BUDI_SANTOSO
    (issued,) = await office.prints()
    assert isinstance(issued, LetterIssued)
    assert issued.kind == "model_n1"


async def test_whoever_is_no_muslim_gets_a_letter_to_the_civil_registry(new_office: AnOffice):
    office = await with_catalogue(new_office, ALL_FOUR)
    christian = SITI.model_copy(update={"religion": "Kristen"})
    spouse = {"birth": "Medan, 1 Januari 1988", "religion": "Kristen", "occupation": "Guru", "address": "Jl. Melati 3"}
    details = {"spouse_name": "Budi Santoso", **{f"spouse_{key}": value for key, value in spouse.items()}}

    letter = await from_documents_to_letter(office, service="nikah", applicant=christian, details=details)

    assert letter.kind == "marriage_introduction"
    wording = office.sent_for(RenderLetter).wording
    assert isinstance(wording, Introduction)
    assert wording.purpose == "pencatatan perkawinan dengan Budi Santoso"
    assert wording.printed[0].rows[0] == ("Nama", "Budi Santoso")
    assert wording.printed[0].rows[-1] == ("Alamat", "Jl. Melati 3")


async def test_two_services_share_the_register_of_their_classification(new_office: AnOffice):
    office = await with_catalogue(new_office, ALL_FOUR)
    await from_documents_to_letter(office, service="kk", reason="lost")

    assert [entry.formatted for entry in await office.all_of(Entry) if entry.register == "470"] == [
        "470/0001/BKS/XI/2026"
    ]


async def test_without_a_cover_letter_the_file_begins_with_the_documents_and_the_chair_is_asked_about_them(
    new_office: AnOffice,
):
    free = ALL_FOUR.service("ktp").model_copy(update={"cover_letter": "none"})
    office = await with_catalogue(new_office, ALL_FOUR.model_copy(update={"services": (free,)}))

    await from_documents_to_letter(office, service="ktp", reason="lost", cover_letter=None)

    received = next(it for it in office.said if isinstance(it, ApplicationReceived))
    assert received.own_contact == CONTACT
    wording = office.sent_for(RenderLetter).wording
    assert isinstance(wording, Introduction)
    assert wording.cover_letter is None
    assert "Dasar" not in set_on_paper(wording)


async def test_who_applies_for_another_may_vouch_for_them(new_office: AnOffice):
    office = await with_catalogue(new_office, ALL_FOUR)
    await from_documents_to_letter(office, service="situ", details=BUSINESS, helped_by="Yuliana")

    assert next(it for it in office.said if isinstance(it, ApplicationReceived)).own_contact is None


@pytest.mark.parametrize("by", ["Dewi Sartika", None])
async def test_the_word_of_the_rw_is_on_the_letter_and_in_the_history(new_office: AnOffice, by: str | None):
    office = await with_catalogue(new_office, ALL_FOUR)
    word = Endorsement(rw=2, by=by, at=datetime(2026, 11, 24, 4, tzinfo=UTC) if by else None)
    approved = told(CoverLetterApproved, rt=RT_5, applicant=SITI, approved_by="Rahmat Hidayat", endorsement=word)

    await office.hears(told(CoverLetterRequested, **{**BEGINNING, "service": "situ", "details": BUSINESS}), approved)

    wording = office.sent_for(RenderLetter).wording
    assert isinstance(wording, RtLetter)
    assert wording.endorsement == word
    entry = next(it for it in await office.all_of(HistoryEntry) if it.what is What.LETTER_APPROVED)
    told_so = "diketahui Ketua RW 002, Dewi Sartika" if by else "Ketua RW 002 belum bisa dihubungi: tanda tangan basah"
    assert entry.reason == told_so


async def test_a_fifth_service_is_only_data(new_office: AnOffice, tmp_path: Path):
    config = with_a_fifth_service(tmp_path)
    office = await with_catalogue(new_office, config.catalogue(version=1))
    details = {"home_since": "2020-01-01", "home_kind": "rent", "home_owner": "Hasan"}
    about = {"service": "domicile", "reason": "school", "cover_letter": None, "details": details}

    letter = await from_documents_to_letter(office, **about)

    assert (letter.kind, letter.number) == ("domicile_statement", "475/0001/BKS/XI/2026")
    wording = office.sent_for(RenderLetter).wording
    assert isinstance(wording, Introduction)
    text = set_on_paper(wording)
    assert "SURAT KETERANGAN DOMISILI" in text
    assert (
        "benar bertempat tinggal sebagai berikut: Tinggal sejak : 1 Januari 2020 Status rumah : Sewa "
        "Pemilik rumah : Hasan"
    ) in text
    assert "Keperluan administrasi, tinggal sejak 1 Januari 2020 (daftar sekolah)" in text
    await office.prints()
    assert (await office.file()).stage is Stage.ISSUED


def test_a_detail_that_was_never_told_is_a_dash():
    file = a_file(service=ALL_FOUR.service("situ"), reason=None, details={"business_name": "Warung"})

    (part,) = printed(file.service, file.circumstances, file.details)

    assert part.rows[:2] == (("Nama usaha", "Warung"), ("Jenis usaha", "-"))


def set_on_paper(wording: Introduction) -> str:
    """What is read on the letter once it is issued."""
    return Page(render(wording.model_copy(update={"issue": ISSUE}))).text

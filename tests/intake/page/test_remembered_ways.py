"""What is remembered is offered to both: who writes in the chat, and who fills in behind a link."""

import pytest

from services.intake.application import Application
from shared.contracts.intake import CoverLetterRequested
from shared.contracts.issuance import ApplicationRefused
from tests.intake.page.test_both_ways import ERRANDS, ByLink, InTheChat
from tests.intake.phone import Phone, fact, intake, last


@pytest.mark.parametrize("way", [InTheChat, ByLink])
def test_both_parents_are_offered_again_without_their_numbers(way: type[InTheChat] | type[ByLink]):
    phone = Phone(intake(way.catalogue))
    first = told_and_remembered(way, phone)

    phone.seen = len(phone.got)
    phone.chat("warga: mau nikah\nkantor: untuk siapa?\nwarga: saya\nkantor: Data Bapak/Ibu masih sama? … NIK ••••")
    phone.chat("warga: masih sama\nkantor: Nama" if way is InTheChat else "warga: masih sama\nkantor: data calon")
    way(phone).tell({"Nama": "Budi Santoso"})
    phone.seen = len(phone.got) - 1
    phone.chat("kantor: Data ayah masih sama? … NIK: ••••••••••••0001 … Alamat: Jl. Sapta Marga No. 12")
    phone.chat("warga: [Masih sama]\nkantor: Data ibu masih sama? … NIK: - …")
    phone.chat("warga: [Masih sama]\nkantor: Mohon diperiksa … NIK ••••••••••••0001")
    phone.write("ya")

    again = last(CoverLetterRequested, phone.room)
    assert (again.applicant, dict(again.details)) == (first.applicant, dict(first.details))
    assert again.application_id != first.application_id


def told_and_remembered(way: type[InTheChat] | type[ByLink], phone: Phone) -> CoverLetterRequested:
    """A whole request with consent, which has ended since."""
    resident = way(phone)
    for words in ("mau nikah", "saya"):
        phone.write(words)
    for values in ERRANDS["nikah"].data:
        resident.tell(values)
    phone.write("simpan")
    for application in phone.room.all(Application):
        key = application.application_id
        phone.room.hear(fact(ApplicationRefused, key, phone.room, reason="Salah.", refused_by="Ani"))
    return last(CoverLetterRequested, phone.room)

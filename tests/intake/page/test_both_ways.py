"""Every service, whole: what is told in the chat and what is filled in behind a link lead to the same."""

from typing import Any, NamedTuple

import pytest

from services.intake.application import Application
from services.intake.stage import Stage
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested, DocumentsResubmitted
from shared.contracts.issuance import DocumentsReturned
from shared.testing.services import ALL_FOUR
from tests.intake.page.visitor import BY_LINK, Visitor, link_in
from tests.intake.phone import Phone, a_letter, fact, intake, last

SITI = {
    "Nama": "siti aminah",
    "NIK": "1671 0745 0890 0000",
    "Tempat lahir": "palembang",
    "Agama": "Islam",
    "Status kawin": "Belum kawin",
    "Pekerjaan": "wiraswasta",
    "Alamat": "jl sapta marga no 12",
    "RT/RW": "5/2",
}
FATHER = {
    "Nama lengkap dan alias": "Ahmad Yani",
    "NIK": "1671 0705 0860 0001",
    "Tempat, tanggal lahir": "palembang, 5-8-1960",
    "Kewarganegaraan": "WNI",
    "Agama": "Islam",
    "Pekerjaan": "Petani/pekebun",
    "Alamat": "sama",
}
MOTHER = {"Nama lengkap dan alias": "Aisyah (almh.)"}
SHOP = {
    "Nama usaha": "Warung Siti",
    "Jenis usaha": "Makanan dan minuman",
    "Alamat usaha": "sama",
    "Telepon usaha": "0812 3456 7890",
}


FIANCE = {
    "Nama": "Budi Santoso",
    "Tempat, tanggal lahir": "Palembang, 1-2-1989",
    "Agama": "Kristen",
    "Pekerjaan": "guru",
    "Alamat": "jl melati 3",
}


class Errand(NamedTuple):
    """What is wanted, what is asked for step by step, and how many photos there are."""

    first_words: str
    data: tuple[dict[str, str], ...]
    photos: int
    for_whom: tuple[str, ...] = ("saya",)


ERRANDS = {
    "kk": Errand("kk pindah", (SITI,), 2),
    "kk, changed": Errand("kk ubah data", (SITI, {"Data yang berubah": "pekerjaan menjadi guru"}), 1),
    "ktp": Errand("ktp hilang", (SITI,), 3),
    "ktp for another": Errand("ktp hilang", (SITI,), 3, ("orang lain", "Zulkifli")),
    "nikah": Errand("mau nikah", (SITI, {"Nama": "Budi Santoso"}, FATHER, MOTHER), 3),
    "nikah, not at the KUA": Errand("mau nikah", (SITI | {"Agama": "Kristen"}, FIANCE), 3),
    "situ": Errand("mau izin usaha", (SITI, SHOP), 2),
}


class InTheChat:
    """Somebody who writes everything."""

    catalogue = ALL_FOUR

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def tell(self, values: dict[str, str]) -> None:
        lines = [f"{label}: {value}" for label, value in values.items()]
        alone = next(iter(values.values()))
        self.phone.write("\n".join(lines) if len(lines) > 1 or "alias" in lines[0] else alone)

    def send(self, photos: int) -> None:
        self.phone.write(" ".join(["[foto]"] * photos))


class ByLink:
    """Somebody who opens the links that come, and writes nothing that belongs there."""

    catalogue = BY_LINK

    def __init__(self, phone: Phone) -> None:
        self.phone, self.browser = phone, Visitor(phone.room)

    def tell(self, values: dict[str, str]) -> None:
        self.browser.open(self.phone).fill_in(values)
        assert self.browser.status == 200, self.browser.html

    def send(self, photos: int) -> None:
        self.browser.open(self.phone).upload_all()
        assert len(self.browser.cupboard.kept) == photos


def told(way: type[InTheChat] | type[ByLink], errand: Errand) -> dict[str, Any]:
    """Go all the way, have one document sent back, and say what the other services heard."""
    room = intake(way.catalogue)
    phone = Phone(room)
    resident = way(phone)
    for words in (errand.first_words, *errand.for_whom):
        phone.write(words)
    for values in errand.data:
        resident.tell(values)
    phone.write("ya")
    request = last(CoverLetterRequested, room)
    room.hear(a_letter(request.application_id, room))
    resident.send(errand.photos)
    phone.write("kirim")
    submitted = last(ApplicationSubmitted, room)
    first = next(iter(submitted.documents))
    room.hear(fact(DocumentsReturned, request.application_id, room, reasons={first: "buram"}, returned_by="Ani"))
    resident.send(1 if way is InTheChat else errand.photos + 1)
    assert room.only(Application).stage is Stage.SUBMITTED
    return {
        "applicant": request.applicant,
        "details": dict(request.details),
        "service": (request.service, request.reason, request.helped_by),
        "documents": {key: len(pages) for key, pages in submitted.documents.items()},
        "due_at": submitted.due_at,
        "again": list(last(DocumentsResubmitted, room).documents),
    }


@pytest.mark.parametrize("service", ERRANDS)
def test_what_a_service_asks_for_is_the_same_in_the_chat_and_by_a_link(service: str):
    errand = ERRANDS[service]

    in_the_chat, by_link = told(InTheChat, errand), told(ByLink, errand)

    assert by_link == in_the_chat
    assert len(by_link["documents"]) == errand.photos


def test_neither_numbers_nor_photos_are_asked_for_or_repeated_in_a_chat_that_goes_by_links():
    room = intake(BY_LINK)
    phone = Phone(room)
    resident = ByLink(phone)
    for words in ("mau nikah", "saya"):
        phone.write(words)
    for values in ERRANDS["nikah"].data:
        resident.tell(values)
    phone.write("ya")
    room.hear(a_letter(last(CoverLetterRequested, room).application_id, room))
    resident.send(3)

    said = "\n".join(message.text.replace(link_in(phone), "") for message in phone.got)
    assert "1671074508900000" not in said
    assert "1671070508600001" not in said
    assert "NIK ••••••••••••0000" in said
    assert "Satu per satu" not in str([message.choices for message in phone.got])

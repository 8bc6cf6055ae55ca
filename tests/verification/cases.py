"""Chairs, messages and moments that the tests of verification share."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.verification.asked import Asked
from services.verification.binding import Seat, Seated, seats_for
from services.verification.books import KnownDirectory
from shared.contracts.intake import CoverLetterRequested
from shared.contracts.issuance import ApplicationReceived, LetterIssued
from shared.contracts.vocabulary import Attachment, DocumentKey
from shared.messaging import uuid7
from shared.testing.samples import DIRECTORY, OFFICE_CODE, RT_5, SITI, an_attachment

APPLICATION = UUID("0193f000-0000-7000-8000-0000000000a1")
WARGA = UUID("0193f000-0000-7000-8000-0000000000c1")
RAHMAT = UUID("0193f000-0000-7000-8000-0000000000c2")
DEWI = UUID("0193f000-0000-7000-8000-0000000000c3")
HASAN = UUID("0193f000-0000-7000-8000-0000000000c4")

#: A Tuesday, half past nine in Palembang: the office has been open for two hours.
TUESDAY = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)

NAMES: Mapping[DocumentKey, str] = {"kk": "Kartu Keluarga", "old_ktp": "KTP lama", "photo": "Pas foto"}
PAPERS: Mapping[DocumentKey, tuple[Attachment, ...]] = {
    "kk": (an_attachment("kk"),),
    "old_ktp": (an_attachment("ktp"),),
    "photo": (an_attachment("photo"),),
}


def a_request(**other: Any) -> CoverLetterRequested:
    """Siti asks for the surat pengantar, because her KTP is broken."""
    words = {
        "office": OFFICE_CODE,
        "at": TUESDAY,
        "application_id": APPLICATION,
        "contact_id": WARGA,
        "reference": "BKS-7Q4K",
        "service": "ktp",
        "reason": "changed",
        "catalogue_version": 1,
        "applicant": SITI,
    }
    return CoverLetterRequested.model_validate(words | other)


def a_receipt(**other: Any) -> ApplicationReceived:
    """The clerk has received Siti's three documents."""
    words = {
        "office": OFFICE_CODE,
        "at": TUESDAY,
        "application_id": APPLICATION,
        "agenda_number": "1/2026",
        "applicant": SITI,
        "documents": PAPERS,
        "document_names": NAMES,
        "received_by": "Ratna",
    }
    return ApplicationReceived.model_validate(words | other)


def an_issued_letter(**other: Any) -> LetterIssued:
    """The surat pengantar has its number."""
    words = {
        "office": OFFICE_CODE,
        "at": TUESDAY,
        "application_id": APPLICATION,
        "letter_id": uuid7(),
        "kind": "surat_pengantar",
        "number": "012/RT.005/RW.002/XI/2026",
        "dated": date(2026, 11, 24),
        "document": an_attachment("letter", "application/pdf"),
        "signed_by": "Rahmat Hidayat",
    }
    return LetterIssued.model_validate(words | other)


def the_seat_of_rt_5() -> Seat:
    return seats_for(KnownDirectory(OFFICE_CODE, DIRECTORY), RT_5)[0]


def pak_rahmat() -> Asked:
    """The chair of RT 005, asked."""
    return Asked.of(Seated(the_seat_of_rt_5(), RAHMAT))


def bu_dewi() -> Asked:
    """The chair of RW 002, asked in the RT chair's place."""
    return Asked(DEWI, "Dewi Sartika", "Ibu", "rw_chair", "RW 002")

"""A letter that the lurah signs by hand: numbered, printed, signed and stamped, and only then told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.issuance import bookkeeping, deeds
from services.issuance.errands import RenderLetter
from services.issuance.history import What
from services.issuance.letter import Ink, Letter
from services.issuance.letters import TooLong
from services.issuance.register import Entry, Standing, Status
from services.issuance.stage import Amiss, NotAllowed, Stage
from shared.contracts.issuance import LetterIssued, WithdrawalRefused, WithdrawApplication
from shared.messaging import Desk
from shared.testing.samples import KTP, OFFICE_CODE, an_attachment
from tests.issuance.files import AGUS, APPLICATION, NURHAYATI, RAHMA, TUESDAY, a_file, told
from tests.issuance.office import A_PDF, AnOffice

IN_INK = KTP.model_copy(update={"letter": KTP.letter.model_copy(update={"signed": "in_ink"})})
TODAY = date(2026, 11, 24)
SCAN = an_attachment("scan").model_copy(update={"bucket": "letters"})
COPY = A_PDF.model_copy(update={"name": "copy"})


def approve(desk: Desk) -> None:
    deeds.approve(desk, APPLICATION, NURHAYATI)


def sign(desk: Desk, by: str = NURHAYATI.name, on: date = TODAY, *scan: object) -> None:
    ink = Ink(by, on, RAHMA.name, (SCAN,) if scan else ())
    deeds.sign_in_ink(desk, APPLICATION, ink, RAHMA)


async def printed(office: AnOffice) -> Letter:
    """The letter is approved, and its print is there."""
    await office.has(a_file(Stage.DRAFTED, service=IN_INK))
    await office.works_on(approve)
    assert await office.prints() == []
    [letter] = await office.all_of(Letter)
    return letter


async def test_an_approved_letter_waits_for_ink_with_its_number_and_nobody_is_told(office: AnOffice):
    letter = await printed(office)

    file = await office.file()
    assert (file.stage, file.letter_number) == (Stage.TO_SIGN, letter.number)
    assert letter.awaits_ink
    assert letter.document == A_PDF
    [entry] = await office.all_of(Entry)
    assert entry.status is Status.GIVEN
    assert (await office.history())[-2:] == [What.APPROVED_FOR_INK, What.TO_SIGN]


async def test_once_it_is_signed_the_resident_gets_a_copy_and_what_was_needed_for_it_goes(office: AnOffice):
    letter = await printed(office)

    assert await office.works_on(sign) == []
    assert (await office.file()).stage is Stage.SIGNED
    errand = office.sent_for(RenderLetter)
    assert errand.wording == letter.wording
    [fact] = await office.settles(errand, COPY)

    assert isinstance(fact, LetterIssued)
    assert (fact.signed, fact.signed_by, fact.document) == ("in_ink", NURHAYATI.name, COPY)
    [issued] = await office.all_of(Letter)
    assert (issued.document, issued.wording, issued.awaits_ink) == (COPY, None, False)
    [entry] = await office.all_of(Entry)
    assert entry.status is Status.ISSUED
    assert (await office.file()).stage is Stage.ISSUED
    assert (await office.history())[-2:] == [What.SIGNED_IN_INK, What.ISSUED]


async def test_of_a_scan_the_resident_gets_the_scan_and_its_pictures_are_not_kept(office: AnOffice):
    await printed(office)
    await office.works_on(lambda desk: sign(desk, "Drs. Hasan", TODAY, SCAN))

    errand = office.sent_for(RenderLetter)
    assert errand.letter.ink == Ink("Drs. Hasan", TODAY, "Rahmawati", (SCAN,))
    [fact] = await office.settles(errand, COPY)

    assert isinstance(fact, LetterIssued)
    assert fact.signed_by == "Drs. Hasan"
    [issued] = await office.all_of(Letter)
    assert issued.ink == Ink("Drs. Hasan", TODAY, "Rahmawati")


@pytest.mark.parametrize("on", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
async def test_it_is_signed_between_its_date_and_today(office: AnOffice, on: date):
    await printed(office)
    with pytest.raises(Amiss, match="dari tanggal surat, 24 November 2026") as refused:
        await office.works_on(lambda desk: sign(desk, on=on))
    assert refused.value.field == "on"
    assert (await office.file()).stage is Stage.TO_SIGN


async def test_somebody_has_signed_it(office: AnOffice):
    await printed(office)
    with pytest.raises(Amiss, match="nama yang menandatangani"):
        await office.works_on(lambda desk: sign(desk, by="  "))


async def test_it_is_signed_once(office: AnOffice):
    await printed(office)
    await office.works_on(sign)
    with pytest.raises(NotAllowed, match="sudah ditandatangani basah: tidak bisa catat tanda tangan basah"):
        await office.works_on(sign)


async def test_a_letter_that_is_signed_electronically_takes_no_ink(office: AnOffice):
    await office.has(a_file(Stage.APPROVED))
    with pytest.raises(NotAllowed):
        await office.works_on(sign)


async def test_a_copy_that_is_not_made_for_long_loses_nothing(office: AnOffice):
    await printed(office)
    await office.works_on(sign)
    errand = office.sent_for(RenderLetter)

    await office.gives_up(errand)

    assert (await office.file()).stage is Stage.SIGNED
    assert (await office.history())[-1] is What.STUCK
    assert [type(fact) for fact in await office.settles(errand, COPY)] == [LetterIssued]


async def test_nothing_is_withdrawn_while_it_waits_for_ink(office: AnOffice):
    await printed(office)
    [fact] = await office.hears(told(WithdrawApplication))
    assert isinstance(fact, WithdrawalRefused)
    assert "menunggu tanda tangan basah" in fact.reason


async def test_one_that_the_lurah_will_not_sign_is_void_and_goes_back_to_the_clerk(office: AnOffice):
    letter = await printed(office)

    said = await office.acts(
        bookkeeping.the_entry(letter.letter_id, OFFICE_CODE),
        lambda desk: bookkeeping.void(desk, OFFICE_CODE, letter.letter_id, "Gelar salah", AGUS, replaced=False),
    )

    assert said == []
    file = await office.file()
    assert (file.stage, file.letter_number, file.sent_back_because) == (Stage.CONFIRMED, None, "Gelar salah")
    [void] = await office.all_of(Letter)
    assert void.standing is Standing.VOID
    assert (await office.history())[-1] is What.LETTER_VOID


async def test_a_print_that_comes_after_its_number_was_made_void_changes_nothing(office: AnOffice):
    await office.has(a_file(Stage.DRAFTED, service=IN_INK))
    await office.works_on(approve)
    errand = office.sent_for(RenderLetter)
    await office.acts(
        bookkeeping.the_entry(errand.letter_id, OFFICE_CODE),
        lambda desk: bookkeeping.void(desk, OFFICE_CODE, errand.letter_id, "Gelar salah", AGUS, replaced=False),
    )
    assert not office.has_sent_for(RenderLetter)

    assert await office.settles(errand, A_PDF) == []
    assert await office.settles(errand, TooLong()) == []

    [letter] = await office.all_of(Letter)
    assert (letter.document, letter.standing_because) == (None, "Gelar salah")


async def test_letters_of_both_kinds_run_in_the_register_that_the_catalogue_names(office: AnOffice):
    shared = KTP.letter.model_copy(update={"number_register": "umum", "classification": "474.4"})
    service = KTP.model_copy(update={"letter": shared})
    await office.has(a_file(Stage.DRAFTED, service=service))
    await office.works_on(approve)
    [entry] = await office.all_of(Entry)
    assert (entry.register, entry.formatted) == ("umum", "474.4/0001/BKS/XI/2026")


def test_a_letter_is_out_of_its_wording_once_it_is_signed():
    letter = Letter(
        letter_id=APPLICATION,
        application_id=APPLICATION,
        code="7K4MQ2XD9AHT3WNPC5RA",
        kind="ktp_introduction",
        title="Surat Pengantar KTP",
        number="470/0123/BKS/XI/2026",
        dated=TODAY,
        signed_by=NURHAYATI.name,
        signed_at=TUESDAY,
        holder="S••• A•••••",
        signed="in_ink",
    )
    assert letter.awaits_ink
    assert not replace(letter, ink=Ink(NURHAYATI.name, TODAY, RAHMA.name)).awaits_ink
    assert not replace(letter, signed="electronically").awaits_ink

"""A letter waits for the time stamp server under its number, and goes out by itself."""

from services.issuance import deeds
from services.issuance.errands import STAMP_AGAIN_AFTER, RenderLetter
from services.issuance.history import What
from services.issuance.letter import Letter
from services.issuance.signing import NoStamp
from services.issuance.stage import Stage
from shared.contracts.issuance import LetterIssued
from shared.messaging import Desk
from tests.issuance.files import APPLICATION, NURHAYATI, a_file
from tests.issuance.office import A_PDF, AnOffice


def approve(desk: Desk) -> None:
    deeds.approve(desk, APPLICATION, NURHAYATI)


async def test_a_letter_without_its_stamp_is_told_to_nobody_and_the_file_says_why(office: AnOffice):
    await office.has(a_file(Stage.DRAFTED))
    await office.works_on(approve)
    number = office.sent_for(RenderLetter).letter.number

    assert await office.settles(office.sent_for(RenderLetter), NoStamp("ConnectError")) == []
    assert await office.settles(office.sent_for(RenderLetter), NoStamp("ConnectError")) == []

    again = office.sent_for(RenderLetter)
    assert (again.waited, again.letter.number) == (2, number)
    assert STAMP_AGAIN_AFTER.total_seconds() == 60
    assert (await office.history()).count(What.STUCK) == 1
    assert (await office.file()).stage is Stage.APPROVED
    [letter] = await office.all_of(Letter)
    assert not letter.is_out

    [fact] = await office.settles(again, A_PDF)
    assert isinstance(fact, LetterIssued)
    assert fact.number == number

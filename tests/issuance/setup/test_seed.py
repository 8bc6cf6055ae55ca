"""The office's file and the console change the same things: whose word counts."""

from functools import partial

from services.issuance.catalogue import Config
from services.issuance.changes import Area, Change
from services.issuance.directory import RtLine
from services.issuance.directory_edits import set_post
from services.issuance.edits import Edit, the_set_up
from services.issuance.file_edits import keep_the_consoles, take_the_files
from services.issuance.office_edits import change_office
from services.issuance.publishing import take_over, what_is_in_force
from services.issuance.seed import Part
from shared.contracts.catalogue import Chair, RtPost
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.contracts.vocabulary import Rt
from shared.messaging import Message
from shared.testing.samples import CATALOGUE, KTP, OFFICE, OFFICE_CODE
from tests.issuance.files import AGUS
from tests.issuance.office import AnOffice

FILE = Config(office=OFFICE, calendar=CATALOGUE.calendar, services=(KTP,), rts=(RtLine(rt=5, rw=2),))
BUDI = RtPost(rt=Rt(rt=5, rw=2), chair=Chair(name="Budi Santoso"))


async def starts_with(office: AnOffice, file: Config) -> tuple[list[Message], tuple[Part, ...]]:
    """What is said at a start with this file, and which of its parts are set aside."""
    set_aside: list[tuple[Part, ...]] = []
    said = await office.acts(what_is_in_force(file), lambda desk: set_aside.append(take_over(desk, file)))
    return said, set_aside[0]


async def moves_on_the_console(office: AnOffice, phone: str, seen: int = 1) -> None:
    edit = Edit(AGUS, seen, "Nomor baru")
    change = partial(change_office, code=OFFICE_CODE, area=Area.OFFICE, fields={"phone": phone}, edit=edit)
    await office.acts(the_set_up(OFFICE_CODE), change)


def with_phone(phone: str) -> Config:
    return FILE.model_copy(update={"office": OFFICE.model_copy(update={"phone": phone})})


async def phone(office: AnOffice) -> str:
    return (await office.in_force()).catalogue.office.phone


async def test_what_the_console_has_changed_stays_when_the_same_file_is_read_again(new_office: AnOffice):
    await starts_with(new_office, FILE)
    await moves_on_the_console(new_office, "(0711) 111111")

    assert await starts_with(new_office, FILE) == ([], ())
    assert await phone(new_office) == "(0711) 111111"


async def test_a_part_of_the_file_that_the_console_has_not_touched_is_taken_over(new_office: AnOffice):
    await starts_with(new_office, FILE)
    await moves_on_the_console(new_office, "(0711) 111111")

    faster = FILE.model_copy(update={"services": (KTP.model_copy(update={"working_days": 2}),)})
    [catalogue], set_aside = await starts_with(new_office, faster)

    assert isinstance(catalogue, CataloguePublished)
    assert catalogue.catalogue.service("ktp").working_days == 2
    assert catalogue.catalogue.office.phone == "(0711) 111111"
    assert set_aside == ()


async def test_a_part_that_both_have_changed_is_set_aside_at_every_start_until_somebody_decides(new_office: AnOffice):
    await starts_with(new_office, FILE)
    await moves_on_the_console(new_office, "(0711) 111111")

    for _ in range(2):
        assert await starts_with(new_office, with_phone("(0711) 222222")) == ([], ("office",))
    assert await phone(new_office) == "(0711) 111111"


async def test_an_admin_may_take_what_the_file_says(new_office: AnOffice):
    await starts_with(new_office, FILE)
    await moves_on_the_console(new_office, "(0711) 111111")
    file = with_phone("(0711) 222222")
    await starts_with(new_office, file)

    edit = Edit(AGUS, 2)
    [catalogue] = await new_office.acts(
        what_is_in_force(file), partial(take_the_files, config=file, part="office", edit=edit)
    )

    assert isinstance(catalogue, CataloguePublished)
    assert catalogue.catalogue.office.phone == "(0711) 222222"
    assert await starts_with(new_office, file) == ([], ())


async def test_an_admin_may_keep_what_the_console_says_and_a_later_change_of_the_file_is_asked_about_again(
    new_office: AnOffice,
):
    await starts_with(new_office, FILE)
    await moves_on_the_console(new_office, "(0711) 111111")
    file = with_phone("(0711) 222222")
    await starts_with(new_office, file)

    edit = Edit(AGUS, 2)
    keep = partial(keep_the_consoles, config=file, part="office", edit=edit)
    assert await new_office.acts(what_is_in_force(file), keep) == []

    assert await starts_with(new_office, file) == ([], ())
    assert await phone(new_office) == "(0711) 111111"
    assert (await starts_with(new_office, with_phone("(0711) 333333")))[1] == ("office",)


async def test_a_file_that_comes_to_say_the_same_as_the_console_is_no_dispute(new_office: AnOffice):
    await starts_with(new_office, FILE)
    await moves_on_the_console(new_office, "(0711) 111111")

    assert await starts_with(new_office, with_phone("(0711) 111111")) == ([], ())
    [catalogue], _ = await starts_with(new_office, with_phone("(0711) 222222"))
    assert isinstance(catalogue, CataloguePublished)


async def test_the_directory_of_the_console_stays_too(new_office: AnOffice):
    await starts_with(new_office, FILE)
    [said] = await new_office.acts(
        the_set_up(OFFICE_CODE), partial(set_post, code=OFFICE_CODE, post=BUDI, edit=Edit(AGUS, 1))
    )
    assert isinstance(said, DirectoryPublished)

    other = FILE.model_copy(update={"rts": (*FILE.rts, RtLine(rt=6, rw=2))})
    assert await starts_with(new_office, other) == ([], ("directory",))


async def test_every_change_is_listed_with_its_author_its_reason_and_its_version(new_office: AnOffice):
    await starts_with(new_office, FILE)
    await moves_on_the_console(new_office, "(0711) 111111")

    first, second = await new_office.all_of(Change)
    assert (first.area, first.by, first.version) == (Area.FILE, None, 1)
    assert (second.area, second.by, second.why, second.version) == (Area.OFFICE, "Agus Salim", "Nomor baru", 2)
    assert second.what == "Diubah: telepon"

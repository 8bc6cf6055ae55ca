"""What the office's file says comes into force, and stays until the file says otherwise."""

from functools import partial

from services.issuance.catalogue import Config
from services.issuance.directory import RtLine
from services.issuance.edition import Edition, InForce
from services.issuance.errands import SweepOrphans
from services.issuance.publishing import office_id, take_over, what_is_in_force
from shared.contracts.catalogue import Chair
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.messaging import Message
from shared.testing.samples import CATALOGUE, KTP, OFFICE, OFFICE_CODE
from tests.issuance.office import AnOffice

CONFIG = Config(
    office=OFFICE,
    calendar=CATALOGUE.calendar,
    services=(KTP,),
    rts=(RtLine(rt=5, rw=2, chair=Chair(name="Rahmat Hidayat", phone="0812-7100-2005")), RtLine(rt=52, rw=10)),
)
FASTER = CONFIG.model_copy(update={"services": (KTP.model_copy(update={"working_days": 2}),)})
VACANT = CONFIG.model_copy(update={"rts": (RtLine(rt=5, rw=2), RtLine(rt=52, rw=10))})


async def starts_with(office: AnOffice, config: Config) -> list[Message]:
    return await office.acts(what_is_in_force(config), partial(take_over, config=config))


async def test_the_first_start_publishes_the_catalogue_and_the_directory(new_office: AnOffice):
    catalogue, directory = await starts_with(new_office, CONFIG)

    assert isinstance(catalogue, CataloguePublished)
    assert (catalogue.catalogue.version, catalogue.office_id) == (1, office_id(OFFICE_CODE))
    assert isinstance(directory, DirectoryPublished)
    assert directory.directory.revision == 1
    assert new_office.has_sent_for(SweepOrphans)


async def test_a_start_with_the_same_file_says_nothing(new_office: AnOffice):
    await starts_with(new_office, CONFIG)
    assert await starts_with(new_office, CONFIG) == []


async def test_another_procedure_is_a_new_version_and_the_old_one_is_kept(new_office: AnOffice):
    await starts_with(new_office, CONFIG)

    [catalogue] = await starts_with(new_office, FASTER)

    assert isinstance(catalogue, CataloguePublished)
    assert catalogue.catalogue.version == 2
    editions = {edition.version: edition.catalogue for edition in await new_office.all_of(Edition)}
    assert [editions[version].service("ktp").working_days for version in (1, 2)] == [3, 2]


async def test_another_chair_is_a_new_revision_of_the_directory_alone(new_office: AnOffice):
    await starts_with(new_office, CONFIG)

    [directory] = await starts_with(new_office, VACANT)

    assert isinstance(directory, DirectoryPublished)
    assert directory.directory.revision == 2
    [in_force] = await new_office.all_of(InForce)
    assert (in_force.catalogue.version, in_force.directory.rts[0].chair) == (1, None)

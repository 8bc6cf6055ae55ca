"""What the seal seals is stamped by a time stamp server, or waits for it."""

import asyncio
from collections.abc import Generator
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.issuance.letters import render
from services.issuance.seals import Seals
from services.issuance.signing import NoStamp, Paper, SignedPaper, Stamper, make_demo_certificate, verify
from shared.testing.samples import OFFICE
from tests.issuance.letters.examples import INTRODUCTION
from tests.issuance.signing.stamps import STAMPED, StampServer
from tests.simulator.stage import serving

DRAFT = render(INTRODUCTION)
PAPER = Paper(DRAFT, "Surat Pengantar KTP", "surat.pdf")


@pytest.fixture
def server() -> StampServer:
    return StampServer()


@pytest.fixture
def url(server: StampServer) -> Generator[str]:
    with serving(server.app) as url:
        yield url


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seal")
    make_demo_certificate(folder / "given.p12", "rahasia", OFFICE)
    return folder


def seals(folder: Path, url: str | None) -> Seals:
    stamper = Stamper(url, timeout=2) if url else None
    return Seals(folder / "given.p12", SecretStr("rahasia"), folder / "uploaded.p12", stamper=stamper)


async def test_a_seal_is_stamped_by_the_clock_of_the_server(folder: Path, url: str):
    office = seals(folder, url)

    signed: SignedPaper = await office.sign(PAPER)

    sealed = verify(signed.pdf)
    assert sealed
    assert sealed.intact
    assert sealed.stamped_at == STAMPED
    assert sealed.at != STAMPED
    assert office.is_genuine(DRAFT, signed.pdf)


async def test_where_stamps_are_ordered_a_seal_without_one_is_not_genuine(folder: Path, url: str):
    plain = await seals(folder, None).sign(PAPER)
    assert not seals(folder, url).is_genuine(DRAFT, plain.pdf)


@pytest.mark.parametrize("mood", ["is away", "sends garbage", "refuses"])
async def test_without_a_stamp_there_is_no_seal_until_the_server_is_back(
    folder: Path, url: str, server: StampServer, mood: str
):
    office = seals(folder, url)
    server.moods = [mood]
    with pytest.raises(NoStamp):
        await office.sign(PAPER)
    assert office.is_genuine(DRAFT, (await office.sign(PAPER)).pdf)


async def test_a_server_that_is_not_there_gives_no_stamp(folder: Path):
    with pytest.raises(NoStamp, match="ConnectError"):
        await seals(folder, "http://127.0.0.1:9").sign(PAPER)


async def test_a_stamp_of_something_else_is_not_whole(folder: Path, url: str, server: StampServer):
    office = seals(folder, url)
    server.moods = ["stamps", "stamps another"]  # the first tells how large they are
    signed = await office.sign(PAPER)
    sealed = verify(signed.pdf)
    assert sealed
    assert not sealed.intact
    assert not office.is_genuine(DRAFT, signed.pdf)


async def test_letters_are_stamped_side_by_side(folder: Path, url: str):
    office = seals(folder, url)
    signed = await asyncio.gather(*(office.sign(PAPER) for _ in range(8)))
    assert all(office.is_genuine(DRAFT, each.pdf) for each in signed)

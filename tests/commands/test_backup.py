"""An office loses its machine and goes on on another one, from a backup that was taken while people were writing."""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.commands.backup import archive
from shared.messaging.server import free_port
from simulator.phone_client import Phones
from tests.commands.machine import Answer, Machine, pengantar, running
from tests.story.everyday import the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.town import PORTS, Town


@dataclass(frozen=True)
class People:
    """Those of the story, and what stands on their phones."""

    phones: Phones
    siti: Resident
    budi: Resident
    rahmat: RtChair

    @classmethod
    async def of(cls, phones: Phones) -> "People":
        neighbourhood = Neighbourhood(phones)
        siti = await neighbourhood.moves_in("Siti Rahayu")
        budi = await neighbourhood.moves_in("Budi Santoso", woman=False)
        return cls(phones, siti, budi, await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005"))

    async def know(self) -> Counter[tuple[str, str]]:
        """How often each of them has been told what by the office."""
        told: Counter[tuple[str, str]] = Counter()
        for phone in (self.siti.phone, self.budi.phone, self.rahmat.phone):
            told.update((phone.number, str(bubble)) for bubble in await phone.chat() if bubble.message.from_office)
        return told


@pytest.mark.timeout(300)
async def test_the_story_goes_on_on_another_machine(tmp_path: Path):
    here = a_town(tmp_path / "here")
    there = a_town(tmp_path / "there", simulator=here.ports["simulator"])
    backup = tmp_path / "backups" / "office.tar"
    async with here.phones() as phones:
        with running(here) as machine:
            people = await People.of(phones)
            reference = await siti_hands_in_her_documents(people)
            await budi_asks_while_verification_stands_still(machine, people)
            told_before = await people.know()

            taken = pengantar("backup", backup, data_dir=here.data, nats_url=here.nats_url)

            machine.loses_power()
        brought_back = pengantar("restore", backup, data_dir=there.data)
        the_phones_are_the_same(here, there)
        with running(there):
            await siti_gets_her_letter(people, there, reference)
            await budi_gets_his_letter(people)
            told = await people.know()
            examined = examine(there)

    assert (taken.code, brought_back.code) == (0, 0), taken.said + brought_back.said
    assert not [said for said in told_before if "Dari Budi Santoso" in said[1]]
    assert {said: told[said] for said in told_before} == told_before
    assert not [said for said, times in told.items() if times > 1]
    assert examined.code == 0, examined.said


def examine(town: Town) -> Answer:
    ports = {f"{name}_port": str(port) for name, port in town.ports.items()}
    return pengantar("doctor", data_dir=town.data, **ports)


def a_town(data: Path, **given: int) -> Town:
    return Town(data, {name: free_port() for name in PORTS} | given)


async def siti_hands_in_her_documents(people: People) -> str:
    reference = await people.siti.asks_for_a_ktp()
    await people.rahmat.approves(people.siti)
    await people.siti.hands_in()
    return reference


async def budi_asks_while_verification_stands_still(machine: Machine, people: People) -> None:
    """What intake says about him is with the message queue, and nobody has heard it."""
    machine.is_paused("services.verification")
    await people.budi.asks_for_a_ktp()
    await people.phones.quiet()


def the_phones_are_the_same(here: Town, there: Town) -> None:
    """They are not the office's, and not in its backup."""
    shutil.copytree(here.data / "simulator", there.data / "simulator")


async def siti_gets_her_letter(people: People, town: Town, reference: str) -> None:
    async with town.console() as clerk, town.console() as lurah:
        await clerk.signs_in("petugas", "petugas-demo")
        await lurah.signs_in("lurah", "lurah-demo")
        await the_clerk_receives(clerk, reference)
        await people.rahmat.vouches_for_documents(people.siti)
        await the_clerk_drafts_the_letter(clerk, reference)
        await the_lurah_approves(lurah, reference)
    await people.siti.phone.hears("Surat Ibu sudah jadi")


async def budi_gets_his_letter(people: People) -> None:
    await people.rahmat.approves(people.budi)
    await people.budi.phone.hears("Sekarang kirim foto")


def test_a_data_folder_in_use_is_left_alone(tmp_path: Path):
    (tmp_path / "data" / "nats").mkdir(parents=True)
    backup = tmp_path / "office.tar"
    a_backup_of_nothing(backup)

    refused = pengantar("restore", backup, data_dir=tmp_path / "data")

    assert refused.code == 1
    assert "There is a message queue at" in refused.said


def test_a_restore_that_is_refused_leaves_an_empty_folder_empty(tmp_path: Path):
    backup = tmp_path / "office.tar"
    a_backup_of_nothing(backup)

    refused = pengantar("restore", backup, data_dir=tmp_path / "data")

    assert refused.code == 1
    assert refused.said.startswith("pengantar: The backup holds nothing of")
    assert not list((tmp_path / "data").iterdir())


def test_without_a_message_queue_the_operator_is_told_in_one_line(tmp_path: Path):
    told = pengantar("backup", tmp_path / "backups", data_dir=tmp_path, nats_url=f"nats://127.0.0.1:{free_port()}")

    assert told.code == 1
    assert told.said == "pengantar: The message queue does not answer. Is the system running, and NATS_URL right?\n"


def a_backup_of_nothing(path: Path) -> None:
    with archive.written(path) as backup:
        backup.finish(datetime.now(UTC), {}, {})

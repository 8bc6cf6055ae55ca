"""An office loses its machine and goes on on another one, from a backup that was taken while people were writing."""

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from shared.messaging.server import free_port
from simulator.phone_client import Phones
from tests.commands.machine import Machine, pengantar, running
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

    assert (taken.code, brought_back.code) == (0, 0), taken.said + brought_back.said
    assert not [said for said in told_before if "Dari Budi Santoso" in said[1]]
    assert {said: told[said] for said in told_before} == told_before
    assert not [said for said, times in told.items() if times > 1]


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
    await people.budi.phone.hears("Sekarang kirim foto", kind="document")

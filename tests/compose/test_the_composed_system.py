"""The office in containers: the same story, after a stop, and after every container has been killed."""

import re

from simulator.phone_client import Bubble, Phones
from tests.compose.system import CONTAINERS, System
from tests.story import test_a_ktp_letter as a_ktp_letter  # its test by the module: by name, pytest would find it here
from tests.story.console import Console
from tests.story.everyday import text_of, the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.test_a_ktp_letter import siti_sends_it_again, the_clerk_returns_a_blurred_photo


async def test_the_story_of_a_ktp_letter_is_told_from_nothing(
    system: System, phones: Phones, rahmat: RtChair, clerk: Console, lurah: Console
):
    await a_ktp_letter.test_from_first_message_to_letter(phones, rahmat, clerk, lurah)

    system.is_healthy()


def test_the_operator_finds_nothing_wrong_and_makes_a_backup(system: System):
    assert "All is well." in system.does("run", "--rm", "-T", "pengantar", "doctor")
    assert ".tar" in system.does("run", "--rm", "-T", "pengantar", "backup", "/backups")


async def test_the_story_is_told_again_after_down_and_up(
    system: System, neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    nurul = await neighbourhood.moves_in("Nurul Hidayah")
    nth = await a_letter(nurul, rahmat, clerk, lurah)

    system.ends()
    system.starts()

    dewi = await neighbourhood.moves_in("Dewi Lestari")
    assert await a_letter(dewi, rahmat, clerk, lurah) == nth + 1


async def test_an_application_goes_on_while_every_container_is_killed_and_nothing_is_done_twice(
    system: System, neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    rina = await neighbourhood.moves_in("Rina Marlina")
    reference = await rina.asks_for_a_ktp()
    system.loses("verification")
    await rahmat.approves(rina)
    system.loses("intake")
    system.loses("notifier")
    await rina.hands_in()
    system.loses("nats")
    await the_clerk_receives(clerk, reference)
    system.loses("simulator")
    system.is_ready()
    await rahmat.vouches_for_documents(rina)
    system.loses("postgres")
    system.is_ready()
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)
    system.loses("issuance")
    await rina.phone.hears("sudah jadi dan ditandatangani")

    system.is_healthy()
    told = [bubble.text for bubble in await rina.phone.chat() if bubble.message.from_office]
    assert len(told) == len(set(told)), told


async def test_the_story_is_told_again_after_each_container_was_killed(
    system: System, neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    for name in CONTAINERS:
        system.loses(name)
        system.is_ready()

    fitri = await neighbourhood.moves_in("Fitri Handayani")
    await a_letter(fitri, rahmat, clerk, lurah)
    assert "Nothing is parked." in system.does("run", "--rm", "-T", "pengantar", "parked", "list")


async def a_letter(resident: Resident, chair: RtChair, clerk: Console, lurah: Console) -> int:
    """From the first message to the print in the resident's hand; the running number of the letter."""
    reference = await resident.asks_for_a_ktp()
    await chair.approves(resident)
    await resident.hands_in()
    await the_clerk_returns_a_blurred_photo(clerk, reference)
    await siti_sends_it_again(resident.phone)
    await the_clerk_receives(clerk, reference)
    await chair.vouches_for_documents(resident)
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)
    number = await the_letter_is_genuine(await resident.phone.hears("sudah jadi dan ditandatangani"), clerk)
    await resident.phone.taps("Ambil sendiri")
    page = await clerk.opens_file(reference, until="/serahkan")
    page = await clerk.sends(page, "/serahkan", to=resident.name, has_shown_ktp="ya")
    assert f"Surat cetak diserahkan kepada {resident.name}" in page.text
    return number


async def the_letter_is_genuine(letter: Bubble, clerk: Console) -> int:
    """As anybody can see by its code; its running number."""
    text = await text_of(letter)
    number, code = re.search(r"470/(\d{4})/BKS", text), re.search(r"/cek/([0-9A-Z-]+)", text)
    assert number
    assert code
    async with Console(clerk.url) as stranger:
        assert number.group() in (await stranger.opens(f"/cek/{code.group(1)}")).text
    return int(number.group(1))

"""The other services of the catalogue, as residents go through them: what they all do alike."""

from simulator.phone_client import Bubble
from simulator.samples import photo
from tests.story.console import Console
from tests.story.everyday import the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Resident, RtChair, reference_in


async def begins(resident: Resident, words: str, service: str) -> None:
    """The first words, and the particulars are next."""
    await resident.phone.writes(words)
    await resident.phone.hears(f"{service} ini untuk siapa?")
    await resident.phone.taps("Saya sendiri")


async def fills_in(resident: Resident, **other: str) -> None:
    """The form with the particulars; `other` lines have another value, by the first word of their label."""
    await resident.phone.hears("Salin, lengkapi, lalu kirim")
    lines = resident.form.splitlines()
    await resident.phone.writes(
        "\n".join(
            f"{line.split(':')[0]}: {other.get(line.split(':')[0].split()[0], line.split(': ')[1])}" for line in lines
        )
    )


async def says_it_is_right(resident: Resident, summary: Bubble) -> str:
    """The number of the application."""
    await resident.phone.taps("Sudah benar", on=summary)
    return reference_in(await resident.phone.hears("Nomor permohonan"))


async def sends(resident: Resident, asked_for: str, *photos: str) -> None:
    """All photos at once, and off they go."""
    await resident.phone.hears(asked_for)
    await resident.phone.sends_album([(photo(name), "image/jpeg") for name in photos])
    await resident.phone.hears("Kirim ke kelurahan sekarang?")
    await resident.phone.taps("Kirim")
    await resident.phone.hears("kami terima. Paling lambat selesai")


async def the_office_makes_the_letter(
    reference: str, resident: Resident, chair: RtChair, clerk: Console, lurah: Console
) -> Bubble:
    """From the clerk's desk to the resident's phone."""
    await the_clerk_receives(clerk, reference)
    await chair.vouches_for_documents(resident)
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)
    return await resident.phone.hears("sudah jadi dan ditandatangani")

"""`pengantar staff add`, while everything runs: a new clerk has an account and begins to work."""

from tests.story.operator import pengantar
from tests.story.town import Town

NINING = ("staff", "add", "nining", "--name", "Nining Suryani", "--role", "clerk")


async def test_a_new_clerk_can_sign_in_at_once(town: Town):
    added = await pengantar(town, *NINING, typed="kata sandi panjang\n")
    assert (added.code, added.said) == (0, "nining can sign in now.\n")

    async with town.console() as console:
        page = await console.signs_in("nining", "kata sandi panjang")
    assert "Nining Suryani" in page.text
    assert "Antrian" in page.text


async def test_what_will_not_do_is_said_in_one_line(town: Town):
    short = await pengantar(town, "staff", "add", "slamet", "--name", "Slamet", "--role", "clerk", typed="pendek\n")
    assert (short.code, short.said) == (1, "pengantar: A password has at least 10 characters.\n")

    again = ("staff", "add", "petugas", "--name", "Slamet", "--role", "clerk")
    taken = await pengantar(town, *again, typed="kata sandi panjang\n")
    assert (taken.code, taken.said) == (1, "pengantar: There is an account petugas already.\n")

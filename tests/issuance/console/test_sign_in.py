"""In and out of the console."""

from tests.issuance.console.office import PASSWORD, Office


async def test_a_clerk_signs_in_and_sees_the_queue(office: Office):
    screen = await office.signed_in("rahma")
    page = await screen.get("/")
    assert page.status_code == 200, page.text
    assert "Rahmawati" in page.text

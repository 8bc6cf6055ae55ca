"""Puts intake together. What it says goes to the notifier; what it opens is the page to which its links lead."""

from services.intake import page
from services.intake.incoming import hear
from services.intake.page.desk import PageDesk
from services.intake.page.inspecting import Inspector
from services.intake.settings import IntakeSettings
from services.intake.store import tables
from shared.guard import Guard
from shared.messaging.house import House, Plan, run


async def furnish(house: House[IntakeSettings]) -> None:
    """Its errands are timers, which run by themselves."""
    guard = Guard()
    desk = PageDesk(house.door, Inspector(guard, house.attachments), house.clock)
    house.serves(page.app(desk, house.settings.pages_url), at="/isi")
    house.accompanies(guard.keep_open)


def main() -> None:
    run(Plan("intake", hear, tables, IntakeSettings, furnish))

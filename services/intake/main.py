"""Puts intake together. Everything it does outside is said to the notifier, so there is nothing to furnish."""

from services.intake.incoming import hear
from services.intake.settings import IntakeSettings
from services.intake.store import tables
from shared.messaging.house import House, Plan, run


async def furnish(_: House[IntakeSettings]) -> None:
    """Its errands are timers, which run by themselves."""


def main() -> None:
    run(Plan("intake", hear, tables, IntakeSettings, furnish))

"""Puts verification together. Everything it does outside is said to the notifier, so there is nothing to furnish."""

from services.verification.incoming import hear
from services.verification.settings import VerificationSettings
from services.verification.store import tables
from shared.messaging.house import House, Plan, run


async def furnish(_: House[VerificationSettings]) -> None:
    """Timers run by themselves."""


def main() -> None:
    run(Plan("verification", hear, tables, VerificationSettings, furnish))

"""Whether this machine's clock agrees with others': due dates, signatures and TLS depend on it."""

from datetime import UTC, datetime

from services.commands.doctor.finding import Finding, error, fine, warning

AREA = "clock"
NOTICEABLE, WRONG = 5.0, 60.0  # seconds


def compared(with_whom: str, theirs: datetime) -> Finding:
    """What the clock of somebody who has just answered says about ours."""
    ahead = (datetime.now(UTC) - theirs).total_seconds()
    if abs(ahead) < NOTICEABLE:
        return fine(AREA, f"It agrees with {with_whom}.")
    said = f"It is {abs(ahead):,.0f} s {'ahead of' if ahead > 0 else 'behind'} {with_whom}."
    kind = error if abs(ahead) > WRONG else warning
    return kind(AREA, said, "Let this machine set its clock by NTP (timedatectl set-ntp true).")

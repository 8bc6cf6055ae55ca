"""What the office's rules say to something that was said."""

from collections.abc import Callable

from shared.dialogue import Misunderstood, Unacceptable
from shared.particulars import Impossible, Unfit


def fit(rule: Callable[[str], str], text: str) -> str | Misunderstood:
    """As the office writes it, or what to answer."""
    try:
        return rule(text)
    except Impossible as why:
        return Unacceptable(str(why))
    except Unfit as why:
        return Misunderstood(str(why))

"""Everything verification hears, by who says it; `hear` knows them all once this is imported."""

from services.verification.incoming import (
    from_chairs,
    from_intake,
    from_issuance,
    from_notifier,
    from_office,
    published,
    silence,
)
from services.verification.incoming.ears import hear

__all__ = [
    "from_chairs",
    "from_intake",
    "from_issuance",
    "from_notifier",
    "from_office",
    "hear",
    "published",
    "silence",
]

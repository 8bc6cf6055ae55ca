"""Everything intake hears, by who says it; `hear` knows them all once this is imported."""

from services.intake.incoming import (
    complaints,
    from_counter,
    from_issuance,
    from_residents,
    from_verification,
    later,
    proof,
    published,
)
from services.intake.incoming.ears import hear

__all__ = [
    "complaints",
    "from_counter",
    "from_issuance",
    "from_residents",
    "from_verification",
    "hear",
    "later",
    "proof",
    "published",
]

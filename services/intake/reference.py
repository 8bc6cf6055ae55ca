"""What a resident asks with: `BKS-7Q4K`, short enough to be read out over the phone."""

from collections.abc import Iterator
from hashlib import blake2b
from uuid import UUID

from shared.readable import spelt

CANDIDATES = 3


def references(application_id: UUID, office: str, kind: str = "") -> Iterator[str]:
    """The references that an application may have, the first that is free is taken. `office` is its short name.

    What is no application has a letter for its `kind` before the others.

    There are 279,841 of them, so that three are hardly ever taken; should they be, the unique index of the table
    refuses the row.
    """
    digest = blake2b(application_id.bytes, digest_size=4 * CANDIDATES).digest()
    for start in range(0, len(digest), 4):
        yield f"{office}-{kind}{spelt(digest[start : start + 4])}"

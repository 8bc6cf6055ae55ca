"""The stages of an application as its resident goes through them.

draft → with_chair → collecting → submitted → received → vouched → issued → rating → closed
            ↓↑            ↑           ↓ ↑        ↓↑
         declined      (paper)     returned   doubted

What began at the counter goes from with_chair, or at once, to at_counter, and from there to submitted.
Before the letter is issued it may also be refused, or withdrawn: then nothing is kept of it. A letter that is void
leads back to `vouched`, where another is made in its place, or to the end.
"""

from enum import StrEnum


class Stage(StrEnum):
    """Where an application stands. The order is that of the way it takes."""

    DRAFT = "draft"  # the resident is telling what they need
    WITH_CHAIR = "with_chair"  # the RT chair is asked for the surat pengantar
    DECLINED = "declined"  # the chair will not make it
    COLLECTING = "collecting"  # the resident sends the documents
    AT_COUNTER = "at_counter"  # a clerk gathers the documents at the counter
    SUBMITTED = "submitted"  # the clock runs
    RETURNED = "returned"  # the clock stands still; documents are sent again
    RECEIVED = "received"  # archived; the chair looks at the documents
    DOUBTED = "doubted"  # a clerk settles what the chair doubts, or cannot be asked about
    VOUCHED = "vouched"  # the letter is made and signed
    ISSUED = "issued"  # the letter is there; is a print wanted?
    RATING = "rating"  # how was it?
    CLOSED = "closed"
    REFUSED = "refused"


ENDED = frozenset({Stage.CLOSED, Stage.REFUSED})
#: The letter is with the resident.
HAS_LETTER = frozenset({Stage.ISSUED, Stage.RATING, Stage.CLOSED})
#: The letter is out, or will never be: nothing is waited for any more.
SETTLED = ENDED | {Stage.ISSUED, Stage.RATING}
AT_THE_OFFICE = frozenset({Stage.SUBMITTED, Stage.RECEIVED, Stage.DOUBTED, Stage.VOUCHED})
#: The resident is asked for photos.
ASKS_FOR_PHOTOS = frozenset({Stage.COLLECTING, Stage.RETURNED})
#: A question that may just as well stay open.
MAY_STAY_OPEN = frozenset({Stage.ISSUED, Stage.RATING})

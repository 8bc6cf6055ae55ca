"""Where the chair's word on an application stands."""

from enum import StrEnum


class Stage(StrEnum):
    """The order is that of the way a case takes."""

    WITH_CHAIR = "with_chair"  # asked for the surat pengantar
    WITH_RW = "with_rw"  # the RT chair agrees; the RW chair is asked to endorse it
    APPROVED = "approved"  # the letter gets its number
    DECLINED = "declined"  # the chair will not make it
    ON_PAPER = "on_paper"  # no chair answers on WhatsApp
    AWAITING_DOCUMENTS = "awaiting_documents"  # the resident gathers or mends them, the clerk receives them
    DOCUMENTS_WITH_CHAIR = "documents_with_chair"  # asked to vouch for the documents
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"  # the clerk settles it
    WITH_CLERK = "with_clerk"  # no chair answers about the documents
    CLOSED = "closed"  # withdrawn, refused, or the letter is out


#: A chair's word on the surat pengantar is awaited.
ABOUT_THE_LETTER = frozenset({Stage.WITH_CHAIR, Stage.WITH_RW})

#: A chair's word is awaited.
WAITING = ABOUT_THE_LETTER | {Stage.DOCUMENTS_WITH_CHAIR}

#: It was, or is, about the documents.
ABOUT_DOCUMENTS = frozenset({Stage.DOCUMENTS_WITH_CHAIR, Stage.CONFIRMED, Stage.DISPUTED, Stage.WITH_CLERK})

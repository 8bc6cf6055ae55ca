"""What verification may say."""

from shared.contracts.notifier import IntroduceContact, SendMessage
from shared.contracts.verification import (
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
)
from shared.messaging import Message

SAYS: tuple[type[Message], ...] = (
    SendMessage,
    IntroduceContact,
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
)

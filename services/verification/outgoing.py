"""What verification may say."""

from shared.contracts.intake import HearReply
from shared.contracts.notifier import IntroduceContact, SendMessage
from shared.contracts.verification import (
    ChairBound,
    ChairUnbound,
    CoverLetterApproved,
    CoverLetterAsked,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NeighboursAnswered,
    NoChairToAsk,
)
from shared.messaging import Message

SAYS: tuple[type[Message], ...] = (
    SendMessage,
    IntroduceContact,
    HearReply,
    CoverLetterAsked,
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
    NeighboursAnswered,
    ChairBound,
    ChairUnbound,
)

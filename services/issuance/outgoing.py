"""What issuance may say."""

from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    CataloguePublished,
    DeadlineMoved,
    DirectoryPublished,
    DocumentsReturned,
    HandedOver,
    LetterIssued,
    LetterVoided,
    WithdrawalRefused,
)
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import AskChairAgain

SAYS = (
    CataloguePublished,
    DirectoryPublished,
    LetterIssued,
    LetterVoided,
    ApplicationReceived,
    DocumentsReturned,
    DeadlineMoved,
    ApplicationRefused,
    ApplicationWithdrawn,
    WithdrawalRefused,
    HandedOver,
    AskChairAgain,
    SendMessage,
)

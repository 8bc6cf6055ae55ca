"""What issuance may say."""

from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    CataloguePublished,
    ComplaintAnswered,
    ComplaintOpenedByOffice,
    CompletedAtCounter,
    DeadlineMoved,
    DirectoryPublished,
    DocumentsReturned,
    HandedOver,
    LetterIssued,
    LetterVoided,
    OpenedAtCounter,
    PrintCameBack,
    PrintSentOut,
    WithdrawalRefused,
)
from shared.contracts.notifier import IntroduceContact, SendAgain, SendMessage
from shared.contracts.verification import AskChairAgain, InviteChair, UnbindChair

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
    PrintSentOut,
    PrintCameBack,
    HandedOver,
    OpenedAtCounter,
    CompletedAtCounter,
    ComplaintAnswered,
    ComplaintOpenedByOffice,
    AskChairAgain,
    InviteChair,
    UnbindChair,
    IntroduceContact,
    SendAgain,
    SendMessage,
)

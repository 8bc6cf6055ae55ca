"""What the notifier may say."""

from shared.contracts.intake import HearReply
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import ContactIntroduced, ContactsMerged, MessageArrived, MessageFailed, WhatsAppReported
from shared.contracts.verification import HearChairReply

SAYS = (
    HearReply,
    HearChairReply,
    HearConversation,
    ContactIntroduced,
    ContactsMerged,
    MessageFailed,
    MessageArrived,
    WhatsAppReported,
)

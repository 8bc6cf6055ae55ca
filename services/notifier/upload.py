"""A file that WhatsApp has been given, so that it need not be given again."""

from dataclasses import dataclass
from datetime import datetime

from services.notifier.whatsapp.limits import UPLOAD_KEPT


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes with this digest are known to WhatsApp under `media_id`."""

    sha256: str
    media_id: str
    at: datetime

    def is_good(self, now: datetime) -> bool:
        return now - self.at < UPLOAD_KEPT

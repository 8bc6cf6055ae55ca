"""What complaints have done outside, or later."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.vocabulary import Attachment
from shared.messaging import Errand


class ComplaintDue(Errand):
    """Its date has come: what is not answered by now is the lurah's. A timer."""

    name: ClassVar[str] = "complaint_due"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID


class KeepPhotos(Errand):
    """Copy the photos of a complaint into the archive; the result is the same photos there."""

    name: ClassVar[str] = "keep_photos"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID
    pages: tuple[Attachment, ...]

"""What intake sees to later. All of them are timers."""

from typing import ClassVar

from shared.contracts.vocabulary import ApplicationId, ContactId
from shared.messaging import Errand
from shared.messaging.message import OfficeCode


class AlbumRests(Errand):
    """No more photos for a moment: speak of all that have come."""

    name: ClassVar[str] = "album_rests"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    office: OfficeCode


class RemindResident(Errand):
    """A question has been open for long: remind them, once."""

    name: ClassVar[str] = "remind_resident"
    key_field: ClassVar[str] = "application_id"

    application_id: ApplicationId


class PhotosExpire(Errand):
    """The photos gathered so far are about to be deleted from the store of what came in."""

    name: ClassVar[str] = "photos_expire"
    key_field: ClassVar[str] = "application_id"

    application_id: ApplicationId


class ForgetApplication(Errand):
    """Delete the application with everything in it: it has ended, or was never asked for."""

    name: ClassVar[str] = "forget_application"
    key_field: ClassVar[str] = "application_id"

    application_id: ApplicationId

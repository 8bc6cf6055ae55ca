"""What intake sees to later. All of them are timers."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from shared.contracts.vocabulary import ApplicationId, ContactId
from shared.messaging import Errand
from shared.messaging.message import OfficeCode

#: So long a resident waits at most to hear that the request for the surat pengantar is on its way.
PATIENCE = timedelta(seconds=20)
#: So long people are remembered after they last confirmed their data.
REMEMBERED_FOR = timedelta(days=730)


class AlbumRests(Errand):
    """No more photos for a moment: speak of all that have come."""

    name: ClassVar[str] = "album_rests"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    office: OfficeCode


class WordOverdue(Errand):
    """Nothing has come back about the request for the surat pengantar: say that it is on its way."""

    name: ClassVar[str] = "word_overdue"
    key_field: ClassVar[str] = "application_id"

    application_id: ApplicationId


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


class ForgetPeople(Errand):
    """Nobody has confirmed what is remembered of people for long: delete it."""

    name: ClassVar[str] = "forget_people"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId


class ComplaintRests(Errand):
    """Nothing more is heard of a complaint: an answered one counts as settled, a closed one is deleted."""

    name: ClassVar[str] = "complaint_rests"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID

"""How long a chair may be silent, in the office's working hours: reminded, reminded again and the RW asked, let go."""

from datetime import datetime
from enum import IntEnum
from typing import ClassVar

from services.verification.books import KnownCatalogue
from services.verification.settings import VerificationSettings
from shared.calendar import OfficeCalendar
from shared.contracts.vocabulary import ApplicationId
from shared.messaging import Errand


class Silence(IntEnum):
    """How long it has lasted."""

    FIRST = 1  # the chair is reminded
    SECOND = 2  # reminded again, and the RW chair is asked too
    LIMIT = 3  # paper, or the clerk


class WaitForChair(Errand):
    """A timer: the chair's word on the case is awaited since `since`."""

    name: ClassVar[str] = "wait_for_chair"
    key_field: ClassVar[str] = "application_id"

    application_id: ApplicationId
    office: str
    since: datetime
    silence: Silence = Silence.FIRST


def runs_out_at(errand: WaitForChair, settings: VerificationSettings, known: KnownCatalogue) -> datetime:
    """When the silence has lasted as long as the errand waits for."""
    hours = {
        Silence.FIRST: settings.first_reminder_hours,
        Silence.SECOND: settings.second_reminder_hours,
        Silence.LIMIT: settings.silence_limit_hours,
    }
    calendar = OfficeCalendar(known.catalogue.calendar, known.catalogue.office.time_zone)
    return calendar.after_working_hours(errand.since, hours[errand.silence])

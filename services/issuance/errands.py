"""What issuance has done outside of its transactions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar, Literal, NamedTuple, Self
from uuid import UUID

from services.issuance.letter import Letter
from services.issuance.letters.models import Letter as Wording
from shared.contracts.vocabulary import ApplicationId, Attachment, DocumentKey
from shared.messaging import Errand

BUCKETS: tuple[Literal["archive", "letters"], ...] = ("archive", "letters")
#: An orphan has been one for so long when it is removed.
SWEEP_EVERY = timedelta(days=1)


class Stored(NamedTuple):
    """Bytes in a bucket."""

    bucket: Literal["inbound", "archive", "letters"]
    name: str


class RenderLetter(Errand):
    """Make the PDF of a letter that has its number, seal it, keep it, and read it back.

    One to be signed in ink is made twice: for printing, without the seal, and once it is signed, from its scan or
    as a copy that says so.

    Its result is the PDF's claim check, or `CannotBePrinted` where trying again would not help.
    """

    name: ClassVar[str] = "render_letter"
    key_field: ClassVar[str] = "letter_id"
    tries: ClassVar[int] = 40

    letter: Letter
    wording: Wording

    @classmethod
    def of(cls, letter: Letter) -> Self:
        """The second PDF of a letter that is signed in ink. Raises pydantic's ValidationError for any other."""
        return cls.model_validate({"letter": letter, "wording": letter.wording})

    @property
    def letter_id(self) -> UUID:
        return self.letter.letter_id


class ArchiveDocuments(Errand):
    """Copy what a clerk has received into the archive; the result is the same documents there."""

    name: ClassVar[str] = "archive_documents"
    key_field: ClassVar[str] = "application_id"

    application_id: ApplicationId
    documents: Mapping[DocumentKey, tuple[Attachment, ...]]


class SweepOrphans(Errand):
    """Remove bytes that no file or letter names; `suspects` were nameless at the last sweep."""

    name: ClassVar[str] = "sweep_orphans"
    key_field: ClassVar[str] = "office_id"
    longest_try: ClassVar[timedelta] = timedelta(hours=1)

    office_id: UUID
    suspects: tuple[Stored, ...] = ()

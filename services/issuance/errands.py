"""What issuance has done outside of its transactions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar, Literal, NamedTuple, Self
from uuid import NAMESPACE_OID, UUID, uuid5

from services.issuance.letter import Letter, Signature
from services.issuance.letters.models import Letter as Wording
from shared.contracts.vocabulary import ApplicationId, Attachment, DocumentKey
from shared.messaging import Errand

BUCKETS: tuple[Literal["archive", "letters"], ...] = ("archive", "letters")
#: An orphan has been one for so long when it is removed.
SWEEP_EVERY = timedelta(days=1)
#: A letter waits so long for the time stamp server before it asks again.
STAMP_AGAIN_AFTER = timedelta(minutes=1)
#: A signing service that did not answer is asked again, while the pass phrase is still held.
SIGN_AGAIN_AFTER = timedelta(seconds=15)


class Stored(NamedTuple):
    """Bytes in a bucket."""

    bucket: Literal["inbound", "archive", "letters"]
    name: str


class RenderLetter(Errand):
    """Make the PDF of a letter that has its number, seal it, keep it, and read it back.

    One that a signing service signs gets no seal: its PDF is the draft that `SignLetter` sends there.
    One to be signed in ink is made twice: for printing, without the seal, and once it is signed, from its scan or
    as a copy that says so.

    Its result is the PDF's claim check, `CannotBePrinted` where trying again would not help, or `NoStamp` while the
    time stamp server is away; `waited` is how often it has been tried without.
    """

    name: ClassVar[str] = "render_letter"
    key_field: ClassVar[str] = "letter_id"
    tries: ClassVar[int] = 40

    letter: Letter
    wording: Wording
    waited: int = 0

    @classmethod
    def of(cls, letter: Letter) -> Self:
        """The second PDF of a letter that is signed in ink. Raises pydantic's ValidationError for any other."""
        return cls.model_validate({"letter": letter, "wording": letter.wording})

    @property
    def letter_id(self) -> UUID:
        return self.letter.letter_id

    @property
    def office_code(self) -> str:
        return self.wording.office.code


class SignLetter(Errand):
    """Have a signing service sign the draft of a letter, store what comes back, read it back and look at it.

    Its result is `SignedLetter` or `Unsigned`. What was on its way when the process ended has `Interrupted` as its
    result: the service may have signed. `left` is how often it may still be asked without asking a person first.
    Letters of one signer go one after the other, so that a wrong pass phrase is tried once.
    """

    name: ClassVar[str] = "sign_letter"
    key_field: ClassVar[str] = "letter_id"
    at_most_once: ClassVar[bool] = True

    letter: Letter
    office_code: str
    left: int = 3

    @property
    def letter_id(self) -> UUID:
        return self.letter.letter_id

    @property
    def lane(self) -> UUID:
        return uuid5(NAMESPACE_OID, self.letter.ordered.signer if self.letter.ordered else "")


class SignedLetter(NamedTuple):
    """It is signed, stored and read back; `document_id` is what the service calls it."""

    document: Attachment
    document_id: str | None = None


class Unsigned(NamedTuple):
    """No signed letter came of it, and why; `again` says that asking once more with the same pass phrase may help."""

    state: Signature
    because: str
    again: bool = False


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

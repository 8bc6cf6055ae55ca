"""Everything that is going on with one contact: whose turn it is, what is on its way in, and what on its way out."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from services.notifier.floor import Floor
from services.notifier.reply import Heard
from shared.contracts.vocabulary import ContactId


@dataclass(frozen=True, slots=True)
class Conversation:
    """`line` is what the person said that waits for a file of theirs, oldest first; of `late` their speakers have been
    told that the file is still being fetched.

    `queue` are messages to them in order, the first one perhaps on its way; `held` are free questions that wait until
    somebody else's is answered; of the `doubtful` nobody knows yet whether they were sent.
    """

    contact_id: ContactId
    floor: Floor = field(default_factory=Floor)
    line: tuple[Heard, ...] = ()
    late: tuple[Heard, ...] = ()
    queue: tuple[UUID, ...] = ()
    held: tuple[UUID, ...] = ()
    doubtful: tuple[UUID, ...] = ()

    @property
    def messages(self) -> tuple[UUID, ...]:
        return self.queue + self.held + self.doubtful

    def without(self, message_id: UUID) -> "Conversation":
        """The message is no longer to be sent, held or in doubt."""
        return replace(
            self,
            queue=_all_but(message_id, self.queue),
            held=_all_but(message_id, self.held),
            doubtful=_all_but(message_id, self.doubtful),
        )

    def and_of(self, other: "Conversation") -> "Conversation":
        """Two contacts turned out to be one person."""
        return replace(
            self,
            floor=self.floor.and_of(other.floor),
            line=tuple(sorted((*self.line, *other.line), key=lambda heard: heard.written_at)),
            late=self.late + other.late,
            queue=self.queue + other.queue,
            held=self.held + other.held,
            doubtful=self.doubtful + other.doubtful,
        )


def _all_but(message_id: UUID, messages: tuple[UUID, ...]) -> tuple[UUID, ...]:
    return tuple(other for other in messages if other != message_id)

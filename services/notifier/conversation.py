"""Everything that is going on with one contact: whose turn it is, what is on its way in, and what on its way out."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from services.notifier.floor import Address, Floor
from services.notifier.reply import Heard
from services.notifier.whatsapp.choices import has_pages
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import ContactId

#: Lists with several pages that are kept for one contact.
MOST_MENUS = 3


@dataclass(frozen=True, slots=True)
class Conversation:
    """`line` is what the person said that waits for a file of theirs, oldest first; of `late` their speakers have been
    told that the file is still being fetched.

    `queue` are messages to them in order, the first one perhaps on its way; `held` are free questions that wait until
    somebody else's is answered; of the `doubtful` nobody knows yet whether they were sent. `menus` are choices with
    several pages, without the words above them, until one is chosen or they are offered anew. `settling` is a message
    with a file that WhatsApp has taken and not yet sent: words that were sent now might be there before it.
    """

    contact_id: ContactId
    floor: Floor = field(default_factory=Floor)
    line: tuple[Heard, ...] = ()
    late: tuple[Heard, ...] = ()
    queue: tuple[UUID, ...] = ()
    held: tuple[UUID, ...] = ()
    doubtful: tuple[UUID, ...] = ()
    menus: tuple[SendMessage, ...] = ()
    settling: UUID | None = None

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

    def menu(self, of: Address) -> SendMessage | None:
        """The choices of this question, if they have several pages and it is still open."""
        return next((menu for menu in self.menus if _is_of(menu, of)), None)

    def offers(self, request: SendMessage) -> "Conversation":
        """Choices are shown: they take the place of those that were shown under the same question."""
        others = self.answered(Address(request.speaker, request.question)).menus
        bare = {"text": "", "template": None, "document": None, "image": None}
        menu = (request.model_copy(update=bare),) if has_pages(request) else ()
        return self if not menu and others == self.menus else replace(self, menus=(*others, *menu)[-MOST_MENUS:])

    def answered(self, to: Address) -> "Conversation":
        """Nobody will turn the pages of this question any more."""
        return replace(self, menus=tuple(menu for menu in self.menus if not _is_of(menu, to))) if self.menus else self

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
            settling=self.settling or other.settling,
            menus=(self.menus + other.menus)[-MOST_MENUS:],
        )


def _is_of(menu: SendMessage, address: Address) -> bool:
    return (menu.speaker, menu.question) == (address.speaker, address.question)


def _all_but(message_id: UUID, messages: tuple[UUID, ...]) -> tuple[UUID, ...]:
    return tuple(other for other in messages if other != message_id)

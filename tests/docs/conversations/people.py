"""Those who talk with the office: a resident with intake, chairs and neighbours with verification."""

from datetime import timedelta
from uuid import UUID

from services.intake.settings import settings
from shared.contracts.catalogue import Catalogue, Directory
from shared.contracts.intake import CoverLetterRequested
from shared.contracts.notifier import SendMessage, Trouble
from shared.contracts.vocabulary import Rt
from shared.messaging import Message
from shared.testing.samples import DIRECTORY, RT_5
from shared.testing.services import ALL_FOUR
from tests.docs.conversations.chat import Chat
from tests.intake.phone import SITI_PHONE, Phone, intake, last
from tests.verification.cases import DEWI, RAHMAT, TUESDAY
from tests.verification.neighbourhood import BU_DEWI, PAK_RAHMAT, Neighbourhood

SRI = UUID("0193f000-0000-7000-8000-0000000000d1")
JOKO = UUID("0193f000-0000-7000-8000-0000000000d2")
NAMES = {RAHMAT: "Pak Rahmat (Ketua RT)", DEWI: "Bu Dewi (Ketua RW)", SRI: "Sri", JOKO: "Joko"}


class Resident:
    """A resident, or who helps one: every line is a message of theirs, `[Label]` a tap, `[foto]` a photo."""

    def __init__(
        self,
        title: str,
        who: str = "Warga",
        *,
        catalogue: Catalogue = ALL_FOUR,
        directory: Directory = DIRECTORY,
        chair_is_asked: bool = True,
    ) -> None:
        self.who, self.chat = who, Chat(title)
        self.room = intake(catalogue, directory)
        self.phone = Phone(self.room, SITI_PHONE, chair_is_asked=chair_is_asked)

    def writes(self, *lines: str) -> "Resident":
        for line in lines:
            self.chat.wrote(self.who, line)
            self.phone.write(line)
            self._reads()
        return self

    def sends(self, what: str, trouble: Trouble) -> "Resident":
        """Something that could not be stored."""
        self.chat.wrote(self.who, what)
        self.room.hear(self.phone.reply("[30 MB]").model_copy(update={"trouble": trouble}))
        self.room.pass_time(settings().album_rest)
        self._reads()
        return self

    def taps(self, on: SendMessage, label: str) -> "Resident":
        """A tap on a message of before."""
        self.chat.wrote(self.who, f"[{label}]")
        self.phone.tap(on, label)
        self._reads()
        return self

    def meanwhile(self, what: str, *told: Message) -> "Resident":
        """What another service tells."""
        self.chat.happened(what)
        for message in told:
            self.room.hear(message)
        self._reads()
        return self

    def after(self, what: str, by: timedelta) -> "Resident":
        self.chat.happened(what)
        self.room.pass_time(by)
        self._reads()
        return self

    @property
    def application_id(self) -> UUID:
        return last(CoverLetterRequested, self.room).application_id

    def _reads(self) -> None:
        new = self.phone.got[self.phone.seen :]
        self.phone.seen += len(new)
        for said in new:
            self.phone.offered |= {choice.label: (choice.key, said.question or "") for choice in said.choices}
        self.chat.answered(self.who, new)


class Street:
    """RT 005 with its chair Pak Rahmat, Bu Dewi of RW 002, and neighbours."""

    def __init__(self, title: str) -> None:
        self.chat = Chat(title, "services/verification")
        self.place = Neighbourhood()
        self.place.publishes((RT_5, PAK_RAHMAT), (Rt(rt=6, rw=2), PAK_RAHMAT), rw=BU_DEWI)
        self.place.introduces(rahmat=RAHMAT, dewi=DEWI)
        self._read = len(self.place.said)

    def meanwhile(self, what: str, *told: Message) -> "Street":
        self.chat.happened(what)
        for message in told:
            self.place.hears(message)
        return self._reads()

    def taps(self, who: UUID, label: str, on: SendMessage | None = None) -> "Street":
        self.chat.wrote(NAMES[who], f"[{label}]")
        self.place.taps(who, label, on)
        return self._reads()

    def answers(self, who: UUID, text: str) -> "Street":
        self.chat.wrote(NAMES[who], text)
        self.place.answers(who, text)
        return self._reads()

    def writes(self, who: UUID, text: str, word: str | None = None) -> "Street":
        self.chat.wrote(NAMES[who], text)
        self.place.writes(who, text, word)
        return self._reads()

    def after(self, what: str, by: timedelta) -> "Street":
        self.chat.happened(what)
        self.place.time_is(TUESDAY + by)
        return self._reads()

    def _reads(self) -> "Street":
        new, self._read = self.place.said[self._read :], len(self.place.said)
        for said in new:
            if isinstance(said, SendMessage):
                self.chat.answered(NAMES[said.contact_id], [said])
        return self

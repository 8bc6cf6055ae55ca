"""What is written in a conversation, both ways, while the scripts are really played."""

import random
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple
from unittest.mock import patch

from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import Choice
from shared.messaging import message

OFFICE = "Kelurahan"
#: When the ids of a conversation were made, in nanoseconds: the same in every run.
A_MOMENT = 1_764_000_000_000_000_000


class Line(NamedTuple):
    """One message, or what happens meanwhile (`by` is empty then). `to` is whom the office writes to."""

    by: str
    text: str
    to: str = ""
    choices: tuple[Choice, ...] = ()
    brings: str = ""


@dataclass
class Chat:
    """One conversation as it went. `speaker` is where in the code the office's sentences in it are written."""

    title: str
    speaker: str = "services/intake"
    lines: list[Line] = field(default_factory=list[Line])

    def wrote(self, who: str, text: str) -> None:
        self.lines.append(Line(who, text))

    def happened(self, what: str) -> None:
        self.lines.append(Line("", what))

    def answered(self, to: str, said: Sequence[SendMessage]) -> None:
        self.lines += [Line(OFFICE, it.text, to, it.choices, _brings(it)) for it in said]

    @property
    def by_the_office(self) -> list[Line]:
        return [line for line in self.lines if line.by == OFFICE]


def _brings(said: SendMessage) -> str:
    if said.document:
        return "PDF" if said.document.media_type == "application/pdf" else "berkas"
    return "foto" if said.image else ""


@contextmanager
def nothing_by_chance(seed: str) -> Generator[None]:
    """Ids, references and codes come out the same in every run, whatever was played before."""
    chance = random.Random(seed)  # noqa: S311 - it shall not be secret

    def token(size: int) -> str:
        return chance.randbytes(size).hex()

    replaced = {
        "os.urandom": chance.randbytes,
        "time.time_ns": lambda: A_MOMENT,
        "secrets.choice": chance.choice,
        "secrets.randbelow": chance.randrange,
        "secrets.token_hex": token,
    }
    with ExitStack() as stack:
        stack.enter_context(patch.object(message, "_last", 0))
        for name, known in replaced.items():
            stack.enter_context(patch(name, known))
        yield

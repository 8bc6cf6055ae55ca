"""What understanding a reply can lead to, beside the value that was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.contracts.vocabulary import Choice


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """The reply does not answer the question; `hint` tells what would, in place of the question's own hint."""

    hint: str = ""


@dataclass(frozen=True, slots=True)
class Unacceptable(Misunderstood):
    """The reply is clear but cannot be; `hint` says by itself why, and what can."""


@dataclass(frozen=True, slots=True)
class Several:
    """The reply answers several questions, by their keys; the one that was asked need not be among them."""

    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen; `also` are other words for it."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    description: str | None = None

    @property
    def choice(self) -> Choice:
        return Choice(key=self.key, label=self.label, description=self.description)

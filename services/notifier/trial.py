"""While an office tries it out, only the phones on its list are written to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from services.notifier.contact import e164


@dataclass(frozen=True, slots=True)
class Trial:
    """`only_to` are phones as WhatsApp writes them; without any, everybody is written to."""

    only_to: frozenset[str] = frozenset()

    @classmethod
    def with_phones(cls, phones: Iterable[str]) -> Self:
        """Raises `NotAPhone`."""
        return cls(frozenset(e164(phone).removeprefix("+") for phone in phones if phone.strip()))

    @property
    def is_on(self) -> bool:
        return bool(self.only_to)

    def admits(self, recipient: str | None) -> bool:
        """Whether the person with this phone, or user id, is written to."""
        return not self.only_to or recipient in self.only_to

"""Pass phrases on their way to a signing service: in this process's memory alone, for a few minutes."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import SecretStr

#: Long enough for a handful of letters at a slow service, and a few more tries.
LIFE = 300.0  # seconds


@dataclass(slots=True)
class Held:
    """Who signs, as the service knows them, and the pass phrase they have typed. Neither shows in a log."""

    nik: str = field(repr=False)
    passphrase: SecretStr
    until: float = 0.0
    refused: bool = False


class Passphrases:
    """Held for the letters of these applications, from their approval until they are signed. Never written down.

    Where the process ends they are gone, and whoever signs is asked again. One that the service has refused is not
    shown to it again for the other letters it was typed for: a few wrong tries shut the signer out.
    """

    def __init__(self, life: float = LIFE, clock: Callable[[], float] = time.monotonic) -> None:
        self._life, self._clock = life, clock
        self._held: dict[UUID, Held] = {}

    def hold(self, applications: Iterable[UUID], nik: str, passphrase: SecretStr) -> None:
        """For these letters, in place of what was held for them before."""
        self._drop_the_old()
        held = Held(nik, passphrase, self._clock() + self._life)
        self._held |= dict.fromkeys(applications, held)

    def of(self, application: UUID) -> Held | None:
        """What was typed for this letter, while it is held."""
        self._drop_the_old()
        return self._held.get(application)

    def forget(self, application: UUID) -> None:
        """It is not needed for this letter any more."""
        self._held.pop(application, None)

    def _drop_the_old(self) -> None:
        now = self._clock()
        self._held = {application: held for application, held in self._held.items() if held.until > now}

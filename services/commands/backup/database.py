"""One service's database, as a backup needs it."""

from pathlib import Path
from typing import IO, Protocol


class CannotCopy(Exception):
    """Why the office cannot be copied, or brought back, as it is; a sentence for the operator."""


class Database(Protocol):
    """To copy it: `hold`, `look`, `let_go`, then `copy` what was there at the moment of `look`; at the end `close`.

    Whatever goes wrong is raised as `CannotCopy`.
    """

    engine: str

    async def hold(self) -> None:
        """Nobody writes to it from now on, until `let_go`; who wants to, waits."""
        ...

    async def look(self) -> str | None:
        """What is there now is what will be copied; returns the number of its newest migration."""
        ...

    async def let_go(self) -> None: ...

    async def copy(self, to: Path) -> None:
        """Write what was seen into a file."""
        ...

    async def is_empty(self) -> bool:
        """Whether nothing has ever been kept there."""
        ...

    async def fill(self, source: IO[bytes]) -> None:
        """Bring back what `copy` wrote."""
        ...

    async def clear(self) -> None:
        """Remove what `fill` has brought."""
        ...

    async def close(self) -> None: ...

"""What the office has sent, kept as it came, for whoever wants to look at it or check it afterwards."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Record:
    """One line of JSON for each body that fits Meta's rules for bodies."""

    file: Path | None

    @classmethod
    def in_folder(cls, folder: Path | None) -> "Record":
        """A file of its own for each simulator; without a folder nothing is kept. Raises OSError."""
        if folder is None:
            return cls(None)
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder / f"{uuid4().hex}.jsonl")

    def add(self, body: bytes) -> None:
        if self.file:
            with self.file.open("ab") as lines:
                lines.write(body.replace(b"\n", b" ") + b"\n")

"""The file that a backup is: a tar with everything in it, and a manifest as its last member."""

import os
import tarfile
import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from services.commands.backup.database import CannotCopy

MANIFEST = "manifest.json"
_CHUNK = 1_000_000  # bytes


class DatabaseCopy(BaseModel):
    """Of what kind a database was, and the number of its newest migration."""

    model_config = ConfigDict(frozen=True)
    engine: str
    migration: str | None


class StreamCopy(BaseModel):
    """A stream's settings and state in the message queue's own words."""

    model_config = ConfigDict(frozen=True)
    config: dict[str, Any]
    state: dict[str, Any]

    @property
    def last(self) -> int:
        """The number of its last message, also when that has gone."""
        return self.state["last_seq"]


class Manifest(BaseModel):
    """What is in a backup. `digests` holds the SHA-256 of every other member by its name."""

    model_config = ConfigDict(frozen=True)
    pengantar_backup: Literal[1] = 1
    taken_at: AwareDatetime
    databases: dict[str, DatabaseCopy]
    streams: dict[str, StreamCopy]
    digests: dict[str, str]


class Writer:
    """A backup that is being written: parts are moved into it one by one, so that little more room is needed."""

    def __init__(self, tar: tarfile.TarFile, room: Path) -> None:
        self._tar, self._room = tar, room
        self._digests: dict[str, str] = {}

    def part(self, name: str) -> Path:
        """Where a part can be written before it is added."""
        return self._room / name.replace("/", "-")

    def add(self, name: str, file: Path) -> None:
        """Take a file in."""
        with file.open("rb") as content:
            self._digests[name] = _sha256(content)
        self._tar.add(file, name, filter=_private)
        if file.parent == self._room:
            file.unlink()

    def finish(
        self, taken_at: AwareDatetime, databases: dict[str, DatabaseCopy], streams: dict[str, StreamCopy]
    ) -> None:
        """Say what is in it: without this it is no backup."""
        manifest = Manifest(taken_at=taken_at, databases=databases, streams=streams, digests=self._digests)
        file = self.part(MANIFEST)
        file.write_text(manifest.model_dump_json(indent=1))
        self._tar.add(file, MANIFEST, filter=_private)


@contextmanager
def written(target: Path) -> Generator[Writer]:
    """A new backup, which is there when everything has gone well. Raises `CannotCopy` when it cannot be written.

    Its owner alone can read it, and what is put together on the way.
    """
    if target.exists():
        raise CannotCopy(f"{target} is there already.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as room:
            growing = Path(room) / target.name
            growing.touch(mode=0o600)
            with tarfile.open(growing, "w") as tar:
                yield Writer(tar, Path(room))
            with growing.open("rb") as file:
                os.fsync(file.fileno())
            growing.rename(target)
    except OSError as why:
        raise CannotCopy(f"{target} cannot be written: {why.strerror}.") from why


class Reader:
    """A backup that has been found to be whole. Its members are read where they are: they may be large."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar, self.manifest = tar, manifest

    def has(self, name: str) -> bool:
        return name in self.manifest.digests

    def open(self, name: str) -> IO[bytes]:
        """The content of a member."""
        return _member(self._tar, name)


@contextmanager
def read(source: Path) -> Generator[Reader]:
    """Open a backup and hold all of it against its manifest. Raises `CannotCopy` when it is none, or not whole."""
    with _opened(source) as (tar, manifest):
        yield Reader(tar, manifest)


@contextmanager
def _opened(source: Path) -> Generator[tuple[tarfile.TarFile, Manifest]]:
    with ExitStack() as closing:
        try:
            tar = closing.enter_context(tarfile.open(source, "r:"))
            manifest = _manifest(tar, source)
        except OSError as why:
            raise CannotCopy(f"{source} cannot be read: {why.strerror}.") from why
        except tarfile.TarError as why:
            raise CannotCopy(f"{source} is not a backup, or it is damaged: {why}.") from why
        yield tar, manifest


def _manifest(tar: tarfile.TarFile, source: Path) -> Manifest:
    try:
        with _member(tar, MANIFEST) as file:
            manifest = Manifest.model_validate_json(file.read())
    except (KeyError, ValidationError):
        raise CannotCopy(f"{source} is not a backup that this version can read.") from None
    for name, digest in manifest.digests.items():
        try:
            with _member(tar, name) as file:
                is_whole = _sha256(file) == digest
        except KeyError:
            is_whole = False
        if not is_whole:
            raise CannotCopy(f"{source} is damaged: {name} is not what it was. Nothing was brought back.")
    return manifest


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    """Its content. Raises KeyError when there is no such file."""
    if content := tar.extractfile(name):
        return content
    raise KeyError(name)


def _private(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whoever unpacks it by hand is its owner, and alone can read it."""
    member.mode, member.uid, member.gid, member.uname, member.gname = 0o600, 0, 0, "", ""
    return member


def _sha256(content: IO[bytes]) -> str:
    digest = sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()

"""What is kept between two runs: phones, chats, media and the webhooks that still have to arrive. One SQLite file."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

from simulator.bubble import Bubble
from simulator.phone import Phone

TABLES = """
create table if not exists phones (number text primary key, body text not null);
create table if not exists bubbles (
    seq integer primary key, id text not null unique, phone text not null, body text not null
);
create table if not exists media (id text primary key, body text not null, data blob not null);
create table if not exists letters (id integer primary key autoincrement, phone text not null, body text not null);
"""


class Media(BaseModel):
    """What is known of bytes; `sha256` in hexadecimal, `sender` the phone they came from, None for the office."""

    model_config = ConfigDict(frozen=True)

    id: str
    mime_type: str
    sha256: str
    size: int
    filename: str | None
    sender: str | None
    kept_at: AwareDatetime


class Store:
    """Every call is one transaction. It may be opened in one thread and used in another, but only ever in one."""

    def __init__(self, path: Path) -> None:
        """Raises OSError or sqlite3.Error when nothing can be kept there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.executescript("pragma journal_mode = wal; pragma synchronous = normal;" + TABLES)

    def close(self) -> None:
        self._database.close()

    def phones(self) -> Iterator[Phone]:
        for (body,) in self._database.execute("select body from phones order by rowid"):
            yield Phone.model_validate_json(body)

    def bubbles(self) -> Iterator[Bubble]:
        for (body,) in self._database.execute("select body from bubbles order by seq"):
            yield Bubble.model_validate_json(body)

    def media(self) -> Iterator[Media]:
        for (body,) in self._database.execute("select body from media"):
            yield Media.model_validate_json(body)

    def letters(self) -> Iterator[tuple[int, str, str]]:
        """Webhooks on their way: number, phone, body; oldest first."""
        yield from self._database.execute("select id, phone, body from letters order by id")

    def keep_phone(self, phone: Phone) -> None:
        self._database.execute(
            "insert into phones values (?, ?) on conflict (number) do update set body = excluded.body",
            (phone.number, phone.model_dump_json()),
        )

    def keep_bubble(self, bubble: Bubble) -> None:
        self._database.execute(
            "insert or replace into bubbles values (?, ?, ?, ?)",
            (bubble.seq, bubble.id, bubble.phone, bubble.model_dump_json()),
        )

    def keep_media(self, media: Media, data: bytes) -> None:
        self._database.execute("insert into media values (?, ?, ?)", (media.id, media.model_dump_json(), data))

    def data(self, media_id: str) -> bytes | None:
        row = self._database.execute("select data from media where id = ?", (media_id,)).fetchone()
        return row[0] if row else None

    def drop_media(self, media_id: str) -> None:
        self._database.execute("delete from media where id = ?", (media_id,))

    def keep_letter(self, phone: str, body: str) -> int:
        """The number under which it can be dropped."""
        row = self._database.execute("insert into letters (phone, body) values (?, ?) returning id", (phone, body))
        return row.fetchone()[0]

    def drop_letter(self, letter: int) -> None:
        self._database.execute("delete from letters where id = ?", (letter,))

    def forget_chat(self, phone: str) -> None:
        self._database.execute("delete from bubbles where phone = ?", (phone,))

    def forget_phone(self, phone: str) -> None:
        self.forget_chat(phone)
        self._database.execute("delete from phones where number = ?", (phone,))

    def forget_everything(self) -> None:
        for table in ("phones", "bubbles", "media", "letters"):
            self._database.execute(f"delete from {table}")  # noqa: S608 - the names stand one line above

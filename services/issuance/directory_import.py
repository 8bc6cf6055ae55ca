"""A list of RTs and RWs as a spreadsheet saves it (CSV), with every bad cell explained."""

import csv
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from services.issuance.directory_edits import Post, name_of
from services.issuance.typed import Faults
from services.issuance.typed_post import TypedPost

#: The columns by the fields they fill, as the template names them.
COLUMNS = {"rt": "RT", "rw": "RW", "name": "Nama ketua", "honorific": "Sapaan", "phone": "Nomor HP"}
#: What people's own lists call them, in small letters.
_KNOWN_AS: Mapping[str, Sequence[str]] = {
    "rt": ("rt", "nort", "nomorrt"),
    "rw": ("rw", "norw", "nomorrw"),
    "name": ("namaketua", "nama", "ketua", "namaketuart"),
    "honorific": ("sapaan", "panggilan"),
    "phone": ("nomorhp", "hp", "nohp", "telepon", "notelepon", "nomortelepon", "wa", "nowa", "nomorwa", "whatsapp"),
}
_NEEDED = ("rt", "rw", "name")
MOST_ROWS = 2000
#: With a byte order mark and semicolons: so that Excel in Indonesian opens it in columns.
TEMPLATE = "\ufeff" + "".join(
    f"{line}\r\n"
    for line in (
        ";".join(COLUMNS.values()),
        "001;002;Nama Ketua RT;Bapak;0812-7100-2005",
        "002;002;;;",
        ";002;Nama Ketua RW;Ibu;",
    )
)


class NoList(ValueError):
    """It is no such list at all; the text is a sentence for the person."""


class BadCell(NamedTuple):
    """What is wrong, and where: the row as the spreadsheet counts it, the column by its name."""

    row: int
    column: str
    why: str


class ReadList(NamedTuple):
    """The posts of the good rows, what is wrong with the others, and the columns that are of no use here."""

    posts: tuple[Post, ...]
    bad: tuple[BadCell, ...]
    unused: tuple[str, ...]

    @property
    def bad_rows(self) -> int:
        return len({cell.row for cell in self.bad})


def as_text(data: bytes) -> str:
    """The file's text, whatever Excel has made of it. Raises `NoList`."""
    if data.startswith(b"PK"):
        raise NoList("Ini berkas Excel. Simpan dulu sebagai CSV (Simpan Sebagai, jenis CSV), lalu unggah berkas itu.")
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoList("Berkas ini tidak bisa dibaca sebagai CSV.")


def read_list(text: str) -> ReadList:
    """Every row of the list: its post, or all that is wrong in it. Raises `NoList`."""
    rows = _rows(text)
    head = rows[0] if rows else []
    columns = _columns(head)
    posts: dict[str, Post] = {}
    rows_of: dict[str, int] = {}
    bad: list[BadCell] = []
    for row, cells in enumerate(rows[1:], start=2):
        if not any(cells):
            continue
        try:
            post = TypedPost.read({field: cells[at] for field, at in columns.items() if at < len(cells)}).post
            _must_fit(cells, head)
            _must_be_new(name_of(post), row, rows_of)
        except Faults as why:
            bad += [BadCell(row, COLUMNS.get(field, ""), sentence) for field, sentence in why.by_field.items()]
        else:
            posts[name_of(post)] = post
    unused = tuple(title for at, title in enumerate(head) if title and at not in columns.values())
    return ReadList(tuple(posts.values()), tuple(bad), unused)


def _rows(text: str) -> list[list[str]]:
    text = text.lstrip("\ufeff")
    first = text.strip().partition("\n")[0]
    lines = csv.reader(StringIO(text), delimiter=max(";,\t", key=first.count), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend([cell.strip() for cell in row] for row in lines)
    except csv.Error:
        raise NoList(
            f"Baris {len(rows) + 1} tidak bisa dibaca sebagai CSV. Periksa tanda kutipnya: "
            "yang dibuka harus ditutup, dan di dalam teks ditulis dua kali."
        ) from None
    if len(rows) > MOST_ROWS:
        raise NoList(f"Daftar ini lebih dari {MOST_ROWS} baris. Pastikan berkasnya benar.")
    return rows


def _columns(head: list[str]) -> Mapping[str, int]:
    """Where the column of each field stands. Raises `NoList` for a head that does not name those that are needed."""
    bare = [re.sub(r"[^a-z]", "", title.casefold()) for title in head]
    found = {field: bare.index(name) for field, names in _KNOWN_AS.items() for name in reversed(names) if name in bare}
    if missing := [COLUMNS[field] for field in _NEEDED if field not in found]:
        titles = ", ".join(COLUMNS.values())
        raise NoList(f"Baris pertama harus berisi judul kolom: {titles}. Yang tidak ada: {', '.join(missing)}.")
    return found


def _must_fit(cells: list[str], head: list[str]) -> None:
    if len(cells) > len(head):
        raise Faults({"": "Baris ini punya lebih banyak kolom daripada judulnya."})


def _must_be_new(name: str, row: int, rows_of: dict[str, int]) -> None:
    if (first := rows_of.setdefault(name, row)) != row:
        raise Faults({"rt" if name.startswith("RT") else "rw": f"{name} sudah ada di baris {first}."})

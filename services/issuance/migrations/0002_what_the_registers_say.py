"""What the registers say: what a number is about and how far it has come; the agenda's numbers have lines, too"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


class Line(NamedTuple):
    """A line of a register: its key as the database has it, and what it says."""

    key: Any
    says: dict[str, Any]


def upgrade() -> None:
    lines = [*_of_letters(), *_of_the_agenda()]
    op.drop_table("register_entries")
    table = op.create_table(
        "register_entries",
        sa.Column("entry_id", Id(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id"),
        sa.UniqueConstraint("register", "year", "number", name="one_number_once"),
    )
    op.bulk_insert(table, [_row(line) for line in lines])


def downgrade() -> None:
    """What is about no letter made here cannot be kept."""
    lines = [Line(key, says) for key, says in _bodies("register_entries") if says["register"] != "agenda"]
    op.drop_table("register_entries")
    table = op.create_table(
        "register_entries",
        sa.Column("letter_id", Id(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id"),
        sa.UniqueConstraint("register", "year", "number", name="one_number_once"),
    )
    op.bulk_insert(table, [_row_before(line) for line in lines if line.says["application_id"]])


def _of_letters() -> Iterator[Line]:
    letters = {says["letter_id"]: says for _, says in _bodies("letters")}
    files = {says["application_id"]: says for _, says in _bodies("files")}
    for key, says in _bodies("register_entries"):
        letter = letters.get(says["letter_id"], {})
        issued = "issued" if letter.get("document") else "given"
        yield Line(
            key,
            {
                **{
                    name: says[name]
                    for name in ("register", "year", "number", "formatted", "dated", "holder", "reason")
                },
                "entry_id": says["letter_id"],
                "subject": letter.get("title", "Surat"),
                "status": "void" if says["standing"] == "void" else issued,
                "application_id": says["application_id"],
                "reference": files.get(says["application_id"], {}).get("reference"),
                "voided_on": letter.get("standing_since"),
            },
        )


def _of_the_agenda() -> Iterator[Line]:
    """Its numbers stand on the files that were received under them."""
    zone = next((says["catalogue"]["office"]["time_zone"] for _, says in _bodies("in_force")), "Asia/Jakarta")
    received: dict[str, date] = {}
    for _, says in _bodies("history"):
        if says["what"] == "received":
            at = datetime.fromisoformat(says["at"]).astimezone(ZoneInfo(zone))
            received.setdefault(says["application_id"], at.date())
    for key, says in _bodies("files"):
        if says["agenda_number"]:
            number, _, year = says["agenda_number"].partition("/")
            yield Line(
                key,
                {
                    "entry_id": says["application_id"],
                    "register": "agenda",
                    "year": int(year),
                    "number": int(number),
                    "formatted": says["agenda_number"],
                    "dated": f"{received.get(says['application_id'], datetime.now(UTC).date())}",
                    "subject": f"Berkas {says['service']['short']}",
                    "holder": says["applicant"]["name"],
                    "status": "issued",
                    "application_id": says["application_id"],
                    "reference": says["reference"],
                },
            )


def _bodies(table: str) -> list[tuple[Any, dict[str, Any]]]:
    """The key and the body of every row."""
    rows = op.get_bind().execute(sa.text(f"select * from {table}")).all()  # noqa: S608 - our own tables
    return [(row[0], json.loads(row[-1])) for row in sorted(rows, key=lambda row: str(row[0]))]


def _row(line: Line) -> dict[str, Any]:
    says = line.says
    found_by = (says["formatted"], says["subject"], says["holder"], says["reference"])
    return {
        "entry_id": line.key,
        **{name: says[name] for name in ("register", "year", "number", "status")},
        "words": " ".join(word for word in found_by if word).casefold(),
        "body": json.dumps(says),
    }


def _row_before(line: Line) -> dict[str, Any]:
    said = ("register", "year", "number", "formatted", "application_id", "dated", "holder", "reason")
    says = {name: line.says[name] for name in said} | {
        "letter_id": line.says["entry_id"],
        "standing": "void" if line.says["status"] == "void" else "genuine",
    }
    row = {name: says[name] for name in ("register", "year", "number")}
    return {"letter_id": line.key, **row, "body": json.dumps(says)}

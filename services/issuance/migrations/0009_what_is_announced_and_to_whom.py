"""What is announced, and to whom"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("announcement_id", Id(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("announcement_id"),
    )
    op.create_table(
        "readers",
        sa.Column("reader_id", Id(), nullable=False),
        sa.Column("contact_id", Id(), nullable=False),
        sa.Column("rw", sa.Integer(), nullable=False),
        sa.Column("rt", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("reader_id"),
    )
    op.create_table(
        "announcements_missed",
        sa.Column("message_id", Id(), nullable=False),
        sa.Column("announcement_id", Id(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message_id"),
    )
    for table, column in _INDEXED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    for table in ("announcements_missed", "readers", "announcements"):
        op.drop_table(table)


_INDEXED = (
    ("announcements", "at"),
    ("readers", "contact_id"),
    ("readers", "rw"),
    ("readers", "rt"),
    ("announcements_missed", "announcement_id"),
)

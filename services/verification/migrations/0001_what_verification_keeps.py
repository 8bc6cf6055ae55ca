"""What verification keeps"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "errands",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("thread", Id(), nullable=False),
        sa.Column("cause", Id(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("next_try", sa.Float(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("started", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("errands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_errands_lane"), ["lane"], unique=False)
        batch_op.create_index(batch_op.f("ix_errands_next_try"), ["next_try"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("id", Id(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("id", Id(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("thread", Id(), nullable=False),
        sa.Column("cause", Id(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "parked",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("thread", Id(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waiting",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("key", Id(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("thread", Id(), nullable=True),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("due", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_due"), ["due"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_key"), ["key"], unique=False)

    op.create_table(
        "bindings",
        sa.Column("seat_id", Id(), nullable=False),
        sa.Column("contact_id", Id(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seat_id"),
    )
    with op.batch_alter_table("bindings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bindings_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "cases",
        sa.Column("application_id", Id(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("waits_in", sa.Text(), nullable=True),
        sa.Column("waits_in_rw", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("application_id"),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_waits_in"), ["waits_in"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_waits_in_rw"), ["waits_in_rw"], unique=False)

    op.create_table(
        "catalogues",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office"),
    )
    op.create_table(
        "directories",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office"),
    )
    op.create_table(
        "history",
        sa.Column("id", Id(), nullable=False),
        sa.Column("application_id", Id(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("contact_id", Id(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_application_id"), ["application_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_application_id"))

    op.drop_table("history")
    op.drop_table("directories")
    op.drop_table("catalogues")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_waits_in_rw"))
        batch_op.drop_index(batch_op.f("ix_cases_waits_in"))

    op.drop_table("cases")
    with op.batch_alter_table("bindings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bindings_contact_id"))

    op.drop_table("bindings")
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_key"))
        batch_op.drop_index(batch_op.f("ix_waiting_due"))

    op.drop_table("waiting")
    op.drop_table("parked")
    op.drop_table("outbox")
    op.drop_table("inbox")
    with op.batch_alter_table("errands", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_errands_next_try"))
        batch_op.drop_index(batch_op.f("ix_errands_lane"))

    op.drop_table("errands")

"""Messages about no file"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stray_messages",
        sa.Column("message_id", Id(), nullable=False),
        sa.Column("contact_id", Id(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message_id"),
    )
    with op.batch_alter_table("stray_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stray_messages_contact_id"), ["contact_id"], unique=False)


def downgrade() -> None:
    op.drop_table("stray_messages")

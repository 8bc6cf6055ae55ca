"""What is remembered of people for the next time"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remembered",
        sa.Column("remembered_key", sa.Text(), nullable=False),
        sa.Column("contact_id", Id(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("remembered_key"),
    )
    op.create_index("ix_remembered_contact_id", "remembered", ["contact_id"])


def downgrade() -> None:
    op.drop_table("remembered")

"""What was changed in the set-up, and what the office's file said when it was last taken over"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seeds",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office"),
    )
    op.create_table(
        "setup_changes",
        sa.Column("id", Id(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table("setup_changes")
    op.drop_table("seeds")

"""What people complain of"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaints",
        sa.Column("complaint_id", Id(), nullable=False),
        sa.Column("contact_id", Id(), nullable=True),
        sa.Column("about", Id(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("complaint_id"),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaints_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaints_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaints_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaints_stage"), ["stage"], unique=False)


def downgrade() -> None:
    op.drop_table("complaints")

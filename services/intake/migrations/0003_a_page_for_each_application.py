"""A page for each application"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("link_digest", sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f("ix_applications_link_digest"), ["link_digest"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_applications_link_digest"))
        batch_op.drop_column("link_digest")

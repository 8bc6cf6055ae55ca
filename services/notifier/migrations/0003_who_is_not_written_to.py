"""Who is not written to: contacts who wrote STOP, or whom WhatsApp could not reach"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("standing", sa.Text(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_contacts_standing"), ["standing"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contacts_standing"))
        batch_op.drop_column("standing")

"""Which chairs can be asked on WhatsApp"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chairs_on_whatsapp",
        sa.Column("post_id", Id(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("post_id"),
    )


def downgrade() -> None:
    op.drop_table("chairs_on_whatsapp")

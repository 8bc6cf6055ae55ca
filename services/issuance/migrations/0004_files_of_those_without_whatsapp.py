"""Files of people who have no WhatsApp"""

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.alter_column("contact_id", existing_type=Id(), nullable=True)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM files WHERE contact_id IS NULL"))
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.alter_column("contact_id", existing_type=Id(), nullable=False)

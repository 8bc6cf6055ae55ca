"""Whose case it is"""

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_contact", Id(), nullable=True))
        batch_op.create_index(batch_op.f("ix_cases_own_contact"), ["own_contact"], unique=False)
    cases = sa.table(
        "cases", sa.column("application_id", Id()), sa.column("own_contact", Id()), sa.column("body", sa.Text())
    )
    connection = op.get_bind()
    for body in connection.execute(sa.select(cases.c.body)).scalars().all():
        case = json.loads(body)
        if own_contact := case.get("own_contact"):
            is_it = cases.c.application_id == UUID(case["application_id"])
            connection.execute(cases.update().where(is_it).values(own_contact=UUID(own_contact)))


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_own_contact"))
        batch_op.drop_column("own_contact")

"""Who they were before: contacts know which others turned out to be the same person"""

import json
from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from shared.messaging import Id

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

contacts = sa.table("contacts", sa.column("id", Id()), sa.column("body", sa.Text()))


def upgrade() -> None:
    connection = op.get_bind()
    known = (json.loads(body) for body in connection.execute(sa.select(contacts.c.body)).scalars().all())
    bodies: dict[str, dict[str, Any]] = {body["id"]: body for body in known}
    absorbed: dict[str, list[str]] = defaultdict(list)
    for name, body in bodies.items():
        if into := body.get("merged_into"):
            while further := bodies.get(into, {}).get("merged_into"):
                into = further
            absorbed[into].append(name)
    for name, formerly in absorbed.items():
        if name in bodies:
            body = json.dumps(bodies[name] | {"formerly": formerly})
            connection.execute(contacts.update().where(contacts.c.id == UUID(name)).values(body=body))


def downgrade() -> None:
    """What it does not know it does not read."""

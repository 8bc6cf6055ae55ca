"""The toy as a process that can be told to die, as by kill -9, at a certain point: `DIES_AT` names it."""

import os
import signal
from typing import Any

from nats.aio.msg import Msg

from shared.messaging.house import run
from shared.messaging.relay import Relay
from tests.messaging.toys import plan


def die(*_: Any) -> None:
    """As if the power were cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(point: str) -> None:
    """Die when this point is reached for the first time."""

    async def die_at_once(self: Msg) -> None:
        die(self)

    match point:
        case "commit":  # committed, and not yet offered for publication
            Relay.offer = lambda self, rows: die() if list(rows) else None
        case "publish":  # published, and not yet removed from the outbox
            Relay.put_back = lambda self, published: die() if published else None
        case "acknowledge":  # everything done but the acknowledgement
            Msg.ack = die_at_once
        case _:
            raise ValueError(point)


if __name__ == "__main__":
    if point := os.environ.get("DIES_AT"):
        die_at(point)
    run(plan())

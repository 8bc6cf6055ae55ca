"""`python -m tests.chaos.damaged SERVICE`: as `chaos.as_told`, but the service `DAMAGED` lacks what `WITHOUT` names.

`inbox`, `outbox` or `settling`. It dies once, at the moment at which that counts.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from nats.aio.msg import Msg

from chaos import as_told
from shared.messaging import runner
from shared.messaging.batch import Batch
from shared.messaging.hear import Hear
from shared.messaging.relay import Relay
from shared.messaging.sitting import Sitting
from shared.messaging.store import Add
from shared.messaging.tables import outbox


def die_once() -> None:
    """As if the power were cut, the first time."""
    died = Path(os.environ["DATA_DIR"]) / "died"
    if not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def without_inbox() -> None:
    """What was heard is not noted; death comes before the acknowledgement."""
    write, ack = Batch._write, Msg.ack  # pyright: ignore[reportPrivateUsage] - damage has to be done inside

    def write_without(self: Batch) -> Generator[Any, Any, None]:
        self._done.clear()  # pyright: ignore[reportPrivateUsage]
        return write(self)

    async def die(self: Msg) -> None:
        die_once()
        await ack(self)

    Batch._write, Msg.ack = write_without, die  # pyright: ignore[reportPrivateUsage]


def without_outbox() -> None:
    """What is to be said is only remembered; death comes before it is published."""
    write, offer = Sitting.write, Relay.offer

    def write_without(self: Sitting) -> Generator[Any, Any, None]:
        for step in write(self):
            if not (isinstance(step, Add) and step.table is outbox):
                yield step

    def die(self: Relay, rows: Any) -> None:
        if some := list(rows):
            die_once()
            offer(self, some)

    Sitting.write, Relay.offer = write_without, die


def without_settling() -> None:
    """A send of which nobody knows whether it was heard is made again; death comes between the send and its note."""
    from services.notifier.incoming import hear

    read, settler = runner.read, hear.settlers["deliver"]

    def read_as_new(hear: Hear, row: Any) -> Any:
        return read(hear, row._replace(started=False))

    def die(*given: Any) -> None:
        die_once()
        settler.handle(*given)

    hear.settlers["deliver"] = settler._replace(handle=die)
    runner.read = read_as_new


DAMAGES: dict[str, Callable[[], None]] = {
    "inbox": without_inbox,
    "outbox": without_outbox,
    "settling": without_settling,
}

if __name__ == "__main__":
    if sys.argv[1] == os.environ["DAMAGED"]:
        DAMAGES[os.environ["WITHOUT"]]()
    as_told.main()

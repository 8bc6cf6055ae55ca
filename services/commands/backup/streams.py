"""Streams to files and back, by the message queue's own snapshots.

A snapshot keeps what a copy of the messages would lose: their numbers, by which services know their places; their
times, by which they grow old; and how far each service has heard.
"""

import json
from typing import IO, Any

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.commands.backup.archive import StreamCopy
from services.commands.backup.database import CannotCopy

CHUNK = 128 * 1024  # bytes of a message
ANSWER_WITHIN = 5.0  # seconds for the server to answer, and between two chunks
BACK_WITHIN = 3600.0  # seconds for the server to take a whole stream in: it writes every message to disk
_DONE = "204"


async def copy_stream(nc: Client, name: str, to: IO[bytes]) -> StreamCopy:
    """Write the stream and its consumers as they are now. Raises `CannotCopy`."""
    inbox = nc.new_inbox()
    chunks = await nc.subscribe(inbox, pending_msgs_limit=-1, pending_bytes_limit=-1)
    try:
        asked = {"deliver_subject": inbox, "chunk_size": CHUNK}
        answer = await _ask(nc, name, f"$JS.API.STREAM.SNAPSHOT.{name}", json.dumps(asked).encode())
        while (chunk := await chunks.next_msg(ANSWER_WITHIN)).data:
            to.write(chunk.data)
            if chunk.reply:
                await chunk.respond(b"")
        status = (chunk.headers or {}).get("Status", _DONE)
        if status != _DONE:
            raise CannotCopy(f"The message queue broke off the copy of {name} (status {status}).")
    except nats.errors.Error as why:
        raise CannotCopy(f"The message queue does not give {name}: {type(why).__name__}.") from why
    finally:
        await chunks.unsubscribe()
    return StreamCopy(config=answer["config"], state=answer["state"])


async def bring_back_stream(nc: Client, name: str, copy: StreamCopy, source: IO[bytes], replicas: int) -> None:
    """Make the stream again, with its consumers; `replicas` are those of this message queue. Raises `CannotCopy`."""
    wanted = {"config": {**copy.config, "num_replicas": replicas}, "state": copy.state}
    try:
        begun = await _ask(nc, name, f"$JS.API.STREAM.RESTORE.{name}", json.dumps(wanted).encode())
        while chunk := source.read(CHUNK):
            taken = await nc.request(begun["deliver_subject"], chunk, timeout=ANSWER_WITHIN)
            _check(name, taken)
        made = await _ask(nc, name, begun["deliver_subject"], b"", BACK_WITHIN)
    except nats.errors.Error as why:
        raise CannotCopy(f"The message queue does not take {name}: {type(why).__name__}.") from why
    if made["state"]["last_seq"] < copy.last:
        raise CannotCopy(f"{name} came back shorter than it was: {made['state']['last_seq']} of {copy.last}.")


async def _ask(nc: Client, name: str, subject: str, body: bytes, within: float = ANSWER_WITHIN) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((await nc.request(subject, body, timeout=within)).data)
    if error := answer.get("error"):
        raise CannotCopy(f"The message queue refuses {name}: {error.get('description')}.")
    return answer


def _check(name: str, taken: Msg) -> None:
    if taken.data:
        raise CannotCopy(f"The message queue could not keep {name}: {taken.data.decode(errors='replace')}.")

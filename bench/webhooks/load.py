"""What WhatsApp does, as fast as wanted: `python -m bench.webhooks.load URL SECRET COUNT RATE CONNECTIONS`.

A process of its own, so that what it costs is not measured with the rest. Prints JSON: seconds for all, and the time
within which 99 of 100 webhooks were answered, from the moment at which each was due.
"""

import asyncio
import hashlib
import hmac
import json
import sys
import time
from collections.abc import Iterator
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlsplit

import uvloop

PEOPLE = 500
BEGINS_AFTER = 0.2  # seconds, so that all connections are there


class Pace(NamedTuple):
    """So many a second, from this moment on."""

    begin: float
    rate: float


def main() -> None:
    url, secret, count, rate, connections = sys.argv[1:]
    print(json.dumps(uvloop.run(_load(url, secret, int(count), float(rate), int(connections)))))


async def _load(url: str, secret: str, count: int, rate: float, connections: int) -> dict[str, float]:
    requests = [_request(url, secret, number) for number in range(count)]
    due, waited = iter(range(count)), list[float]()
    pace = Pace(time.perf_counter() + BEGINS_AFTER, rate)
    async with asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(_connection(url, requests, due, pace, waited))
    return {"seconds": time.perf_counter() - pace.begin, "waited": quantiles(waited, n=100)[98]}


async def _connection(url: str, requests: list[bytes], due: Iterator[int], pace: Pace, waited: list[float]) -> None:
    """Sends whatever is due next, one after the other. Raises RuntimeError for an answer that is not 200."""
    where = urlsplit(url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    for number in due:
        at = pace.begin + number / pace.rate
        if (early := at - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        writer.write(requests[number])
        answer = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in answer.partition(b"\r\n")[0]:
            raise RuntimeError(answer.decode())
        waited.append(time.perf_counter() - at)
    writer.close()


def _request(url: str, secret: str, number: int) -> bytes:
    where, body = urlsplit(url), json.dumps(webhook(number)).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    head = (
        f"POST {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def webhook(number: int) -> dict[str, object]:
    """One of PEOPLE writes something."""
    phone = f"62812{number % PEOPLE:08}"
    message = {
        "from": phone,
        "id": f"wamid.HBgNNjI4MTI3MTAwMTAwMRUCABEYEjBGM0Q4RTRBNzA4QUJ{number:08}",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": "STATUS"},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "62711000000", "phone_number_id": "100000000000001"},
        "contacts": [{"wa_id": phone, "user_id": f"ID.{phone}", "profile": {"name": "Siti Aminah"}}],
        "messages": [message],
    }
    change = {"field": "messages", "value": value}
    return {"object": "whatsapp_business_account", "entry": [{"id": "100000000000002", "changes": [change]}]}


if __name__ == "__main__":
    main()

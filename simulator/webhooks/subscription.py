"""Before the first webhook Meta asks whether the address belongs to the office; so does the simulator."""

import asyncio
import secrets

import httpx
import structlog

log = structlog.get_logger()


async def verify(
    http: httpx.AsyncClient, url: str, verify_token: str, pause: float = 0.25, longest: float = 5.0
) -> None:
    """Ask by the GET challenge until the right answer comes; the pauses, in seconds, grow up to `longest`."""
    while not await answers(http, url, verify_token):
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, longest)
    log.info("webhook_verified")


async def answers(http: httpx.AsyncClient, url: str, verify_token: str) -> bool:
    """Whether the address answers the challenge with the challenge."""
    challenge = str(secrets.randbelow(10**10))
    asked = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
    try:
        answer = await http.get(url, params=asked, timeout=5)
    except httpx.HTTPError:
        return False
    if answer.status_code != 200 or answer.text != challenge:
        log.warning("webhook_not_verified", status=answer.status_code)
        return False
    return True

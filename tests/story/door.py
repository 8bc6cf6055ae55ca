"""The door at which WhatsApp knocks, for whoever else knocks there."""

import hashlib
import hmac

import httpx

from tests.story.town import Town


class Door:
    """Posts to the webhook, signed as WhatsApp signs, or not."""

    def __init__(self, town: Town) -> None:
        self._url, self._secret = town.webhook_url, town.app_secret

    async def knock(self, body: bytes, signature: str | None = None) -> int:
        """The status of the answer. Without a signature, WhatsApp's own is made."""
        return await self._post(body, {"X-Hub-Signature-256": signature or self.signature(body)})

    async def knock_unsigned(self, body: bytes) -> int:
        return await self._post(body, {})

    def signature(self, body: bytes) -> str:
        return "sha256=" + hmac.new(self._secret, body, hashlib.sha256).hexdigest()

    async def _post(self, body: bytes, headers: dict[str, str]) -> int:
        async with httpx.AsyncClient(timeout=30) as http:
            return (await http.post(self._url, content=body, headers=headers)).status_code

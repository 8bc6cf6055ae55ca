"""Puts what WhatsApp told into `WEBHOOKS`, before WhatsApp is answered."""

import asyncio
import json
import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from nats.aio.client import Client

from services.notifier.whatsapp.split import Piece, unknown
from services.notifier.whatsapp.updates import WhatsAppUpdate
from services.notifier.whatsapp.webhook import Away
from shared.messaging.publishing import CANNOT_PUBLISH, MOST, Press, Together
from shared.messaging.rush import Rush
from shared.messaging.tables import Saying

#: Seconds to wait for the message queue to take what goes into one batch; Meta waits longer for us.
PATIENCE = 3.0
#: The message queue takes 1 MB at most, headers and our own fields included.
LARGEST = 900_000


class WebhookStream:
    """Publishes updates and waits until every single one is on disk; `when_kept` hears of them then."""

    def __init__(self, nats: Client, rush: Rush, office: str, when_kept: Callable[[Sequence[Piece]], None]) -> None:
        self._nats, self._rush = nats, rush
        self._together = Together(Press(nats), WhatsAppUpdate.stream)
        self._office, self._when_kept = office, when_kept

    async def keep(self, pieces: Sequence[Piece]) -> None:
        """Keep all of them. Raises `Away` when it is not certain that all are kept; repeating it does no harm."""
        if not self._nats.is_connected:
            raise Away("the message queue is not connected")
        self._rush.came(len(pieces))
        try:
            async with asyncio.timeout(PATIENCE * math.ceil(len(pieces) / MOST)):
                await self._together.publish([self._row(piece) for piece in pieces])
        except CANNOT_PUBLISH as error:
            raise Away(type(error).__name__) from error
        self._when_kept(pieces)

    def _row(self, piece: Piece) -> Saying:
        body = self._body(piece)
        if len(body) > LARGEST:
            piece = unknown({"size": len(body), "begins": body[: LARGEST // 4].decode(errors="replace")})
            body = self._body(piece)
        subject = f"{piece.contract.subject}.{self._office}.{piece.line.hex}"
        return Saying(piece.id, piece.contract.stream, subject, body, piece.id, piece.id)

    def _body(self, piece: Piece) -> bytes:
        stamp = {"id": str(piece.id), "office": self._office, "at": datetime.now(UTC).isoformat()}
        return json.dumps(stamp | {"line": str(piece.line)} | piece.content, separators=(",", ":")).encode()

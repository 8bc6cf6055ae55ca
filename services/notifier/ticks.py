"""Blue ticks: shows people that they were heard, and that an answer is being written.

Nothing waits for it and nothing is kept of it: as an errand it would cost a transaction for every message.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

import structlog

from services.notifier.reply import UNANSWERED
from services.notifier.trial import Trial
from services.notifier.whatsapp.body import read_mark
from services.notifier.whatsapp.client import WhatsApp
from services.notifier.whatsapp.errors import WhatsAppError
from services.notifier.whatsapp.split import Piece
from services.notifier.whatsapp.updates import MessageCame
from shared.messaging.rush import Rush

log: Any = structlog.get_logger()

#: Seconds; an answer that comes later is of no use.
WITHIN = 5.0
#: When more than this are under way, or in a rush, the next ones go without.
MOST = 32


class Ticks:
    """Marks what people said as read, as far as that can be done beside everything else."""

    def __init__(self, whatsapp: WhatsApp, rush: Rush, trial: Trial) -> None:
        self._whatsapp, self._rush, self._trial = whatsapp, rush, trial
        self._under_way: set[asyncio.Task[None]] = set()

    def show(self, pieces: Iterable[Piece]) -> None:
        """For the messages among these that somebody will answer."""
        for piece in pieces:
            if piece.contract is not MessageCame or not self._is_answered(piece.content["message"]):
                continue
            if len(self._under_way) < MOST and not self._rush.is_on:
                task = asyncio.create_task(self._show(piece))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)

    def _is_answered(self, message: dict[str, Any]) -> bool:
        kind, sender = message.get("type"), message.get("from")
        return str(kind) not in UNANSWERED and self._trial.admits(str(sender) if sender else None)

    async def _show(self, piece: Piece) -> None:
        try:
            async with asyncio.timeout(WITHIN):
                await self._whatsapp.mark_read(read_mark(piece.content["message"]["id"]))
        except (WhatsAppError, TimeoutError) as error:
            log.info("not_marked_read", update=str(piece.id), error=type(error).__name__)

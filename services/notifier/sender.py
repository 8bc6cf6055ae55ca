"""Sends messages: uploads what goes with them, calls WhatsApp, and stops calling when nothing can be sent."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog

from services.notifier.errands import Accepted, Deliver, Delivery, Paused
from services.notifier.message import tracker
from services.notifier.pace import Pace
from services.notifier.trial import Trial
from services.notifier.upload import Upload
from services.notifier.whatsapp import body
from services.notifier.whatsapp.client import WhatsApp
from services.notifier.whatsapp.errors import (
    AttachmentLost,
    Doubtful,
    Later,
    NotInTrial,
    NumberPaused,
    NumberRate,
    SendingStopped,
    WhatsAppError,
)
from services.notifier.whatsapp.parts import File, file_of
from shared.attachments import AttachmentMissing, Attachments

log: Any = structlog.get_logger()

#: Seconds until it is tried again whether messages can be sent.
PAUSE = 30.0
LONG_PAUSE = 300.0
EVERYBODY = Trial()


class Gate:
    """Closed after a refusal that concerns every message; one message is let through now and then, to see."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.now = clock
        self._closed_until: float | None = None
        self.because: SendingStopped | None = None

    def remaining(self) -> float | None:
        """Seconds to wait; None to go ahead. Who goes ahead at a closed gate keeps the others waiting."""
        if self._closed_until is None:
            return None
        wait = self._closed_until - self.now()
        if wait > 0:
            return wait
        self._closed_until = self.now() + PAUSE
        return None

    def close(self, because: SendingStopped) -> float:
        """Seconds for which it is closed."""
        pause = LONG_PAUSE if isinstance(because, NumberPaused) else PAUSE
        self._closed_until, self.because = self.now() + pause, because
        log.error("sending_stopped", code=because.code, seconds=pause)
        return pause

    def open(self) -> None:
        if self.because:
            log.warning("sending_resumed")
        self._closed_until = self.because = None


class Sender:
    """What `Deliver` does outside."""

    def __init__(
        self, whatsapp: WhatsApp, attachments: Attachments, gate: Gate, pace: Pace, trial: Trial = EVERYBODY
    ) -> None:
        self._whatsapp, self._attachments, self._gate = whatsapp, attachments, gate
        self._pace, self._trial = pace, trial

    async def deliver(self, errand: Deliver) -> Delivery:
        """Never raises: what cannot be told for certain is `Doubtful`."""
        recipient = errand.recipient.value
        if not self._trial.admits(recipient):
            return Delivery(NotInTrial())
        if wait := self._pace.wait_for(recipient, self._gate.now()) or self._gate.remaining():
            return Delivery(Paused(wait))
        await asyncio.sleep(self._pace.take(recipient, self._gate.now()))
        return self._learned(errand, await self._try(errand))

    async def _try(self, errand: Deliver) -> Delivery:
        try:
            return await self._deliver(errand)
        except Exception:
            log.exception("delivery_failed", message=str(errand.message_id))
            return Delivery(Doubtful(detail="our own fault"))

    def _learned(self, errand: Deliver, delivery: Delivery) -> Delivery:
        """What the answer means for the messages after it."""
        if isinstance(delivery.answer, SendingStopped):
            return delivery._replace(answer=Paused(self._gate.close(delivery.answer)))
        if isinstance(delivery.answer, NumberRate):
            self._pace.was_too_fast(self._gate.now())
        if isinstance(delivery.answer, WhatsAppError):
            log.warning("message_refused", message=str(errand.message_id), error=str(delivery.answer))
        else:
            self._gate.open()
        return delivery

    async def _deliver(self, errand: Deliver) -> Delivery:
        upload, media_id = None, errand.media_id
        try:
            file = file_of(errand.part)
            if file and media_id is None:
                upload = await self._upload(file)
                media_id = upload.media_id
            mark = tracker(errand.message_id, errand.attempt)
            wamid = await self._whatsapp.send(body.message(errand.part, errand.recipient, mark, media_id))
        except WhatsAppError as error:
            return Delivery(error, upload)
        return Delivery(Accepted(wamid), upload)

    async def _upload(self, file: File) -> Upload:
        """Raises `WhatsAppError`; nothing is in doubt then, since the message itself was not sent."""
        attachment = file.attachment
        try:
            data = await self._attachments.get(attachment)
            media_id = await self._whatsapp.upload(data, attachment.media_type, attachment.filename or attachment.name)
        except AttachmentMissing:
            raise AttachmentLost from None
        except Doubtful as error:
            raise Later(error.code, error.detail) from None
        return Upload(attachment.sha256, media_id, datetime.now(UTC))

"""Assembles the notifier."""

from functools import partial

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from services.notifier.account import Account
from services.notifier.errands import Deliver, FetchFile, LookAtAccount
from services.notifier.incoming import hear
from services.notifier.media import Fetcher
from services.notifier.pace import Pace
from services.notifier.retention import forget_old
from services.notifier.sender import Gate, Sender
from services.notifier.settings import NotifierSettings
from services.notifier.store import tables
from services.notifier.stream import WebhookStream
from services.notifier.ticks import Ticks
from services.notifier.trial import Trial
from services.notifier.whatsapp.client import WhatsApp
from services.notifier.whatsapp.webhook import Webhook
from shared.guard import Guard
from shared.messaging.house import House, Plan, run


async def furnish(house: House[NotifierSettings]) -> None:
    """Give the house its doors to WhatsApp."""
    settings = house.settings
    whatsapp = WhatsApp(
        settings.whatsapp_api_url,
        settings.whatsapp_phone_number_id,
        settings.whatsapp_access_token.get_secret_value(),
    )
    guard = Guard()
    gate, pace = Gate(lambda: house.clock().timestamp()), Pace(settings.whatsapp_throughput)
    house.does(Deliver, Sender(whatsapp, house.attachments, gate, pace, settings.trial).deliver)
    house.does(FetchFile, Fetcher(whatsapp, house.attachments, guard, house.clock).fetch)
    stream = WebhookStream(house.nats, house.rush, settings.office, Ticks(whatsapp, house.rush, settings.trial).show)
    secrets = settings.whatsapp_app_secret.get_secret_value(), settings.whatsapp_verify_token.get_secret_value()
    house.answers("/whatsapp/webhook", Webhook(*secrets, stream.keep))
    house.serves(health(gate, settings.trial))
    account = Account(settings.office, settings.zone, house.store, gate, settings.trial, house.clock)
    house.does(LookAtAccount, account.look)
    house.measures(account.figures)
    house.accompanies(partial(account.tell_at_start, house.door))
    house.accompanies(whatsapp.keep_open)
    house.accompanies(guard.keep_open)
    house.accompanies(partial(forget_old, house.store, house.clock, settings.message_days))


def health(gate: Gate, trial: Trial) -> APIRouter:
    """Whether messages can be sent, with the code of WhatsApp's refusal when they cannot; whether only to some."""
    router = APIRouter()

    @router.get("/health/whatsapp")
    async def sending() -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        stopped = gate.because
        state = {"sending": not stopped, "code": stopped.code if stopped else None, "trial": trial.is_on}
        return JSONResponse(state, 503 if stopped else 200)

    return router


def main() -> None:
    """Run the notifier until it is told to stop."""
    run(Plan("notifier", hear, tables, NotifierSettings, furnish))

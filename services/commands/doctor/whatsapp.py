"""WhatsApp: whether number, token and account are good, asked without sending anything, and whether messages go out."""

from collections.abc import AsyncIterator, Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from services.commands.doctor import account, clock
from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.graph import GraphApi, NotTold, body_of, json_of
from services.commands.doctor.settings import told
from services.commands.doctor.surroundings import ANSWERS_WITHIN, Surroundings, address_of
from services.notifier.settings import NotifierSettings

AREA = "whatsapp"
FIELDS = "quality_rating,status"
MORE_FIELDS = "name_status,messaging_limit_tier,whatsapp_business_manager_messaging_limit"
CONSOLE = "Look at the number in WhatsApp Manager (business.facebook.com)."


async def look(around: Surroundings) -> AsyncIterator[Finding]:
    notifier = told(NotifierSettings)
    if notifier is None:
        return  # what is missing stands under settings
    if around.house.demo and not around.should_run:
        yield fine(AREA, "WhatsApp's stand-in starts with the demo.")
        return
    async with httpx.AsyncClient(timeout=ANSWERS_WITHIN) as http:
        graph = GraphApi(http, notifier)
        async for finding in _at_meta(graph, around):
            yield finding
        if "notifier" in around.answers:
            for finding in (await _sending(http, around), await _webhook(http, around, notifier)):
                yield finding


async def _at_meta(graph: GraphApi, around: Surroundings) -> AsyncIterator[Finding]:
    number = graph.told.whatsapp_phone_number_id
    try:
        answer = await graph.answer(number, fields=FIELDS)
        for finding in about(answer):
            yield finding
        if date := answer.headers.get("date"):
            yield clock.compared("WhatsApp", parsedate_to_datetime(date))
        if answer.is_success:
            known = await _more(graph, number, MORE_FIELDS) | await _more(graph, number, "health_status")
            async for finding in account.look(graph, known, around.house.config.parent):
                yield finding
    except httpx.HTTPError as why:
        todo = "See whether this machine reaches the internet, and what WHATSAPP_API_URL says."
        host = httpx.URL(graph.told.whatsapp_api_url).host
        yield error(AREA, f"{host} does not answer ({type(why).__name__}).", todo)


async def _more(graph: GraphApi, number: str, fields: str) -> dict[str, Any]:
    """Fields that not every version of the API has; without them the rest is looked at all the same."""
    try:
        return await graph.get(number, fields=fields)
    except NotTold:
        return {}


def about(answer: httpx.Response) -> Iterator[Finding]:
    """What WhatsApp's answer says about number and token."""
    try:
        yield from _state(body_of(answer))
    except NotTold as refusal:
        said = f"WhatsApp refuses to tell about the number ({refusal})."
        yield error(AREA, said, _todo(refusal.status, refusal.code))


def _todo(status: int, code: int) -> str:
    match status, code:
        case _, 190:
            return (
                "The access token has expired or was revoked: make one of a system user, and set WHATSAPP_ACCESS_TOKEN."
            )
        case _, 100:
            return "WHATSAPP_PHONE_NUMBER_ID is not a number's id, or the token may not see it."
        case _, 10 | 200:
            return "Give the token's system user the permission whatsapp_business_messaging for this number."
        case _, 368 | 131031:
            return f"The account is restricted. {CONSOLE}"
        case 429 | 500 | 502 | 503 | 504, _:
            return "WhatsApp is busy or in trouble: try again later, and see metastatus.com."
        case _:
            return "See docs/whatsapp.md, and the list of error codes in Meta's documentation."


def _state(body: dict[str, Any]) -> Iterator[Finding]:
    if (status := body.get("status", "CONNECTED")) != "CONNECTED":
        yield error(AREA, f"The number is {status}.", CONSOLE)
    rating = body.get("quality_rating", "UNKNOWN")
    if rating in ("YELLOW", "RED"):
        todo = f"People have blocked or reported the office: write less, and only what they expect. {CONSOLE}"
        yield warning(AREA, f"The number's quality is {rating}.", todo)
    yield fine(AREA, "Number and token are good.")


async def _sending(http: httpx.AsyncClient, around: Surroundings) -> Finding:
    try:
        answer = await http.get(f"{address_of(around.house, 'notifier')}/health/whatsapp")
    except httpx.HTTPError as why:
        return warning(AREA, f"The notifier does not say whether it sends ({type(why).__name__}).", "Try again.")
    if answer.is_success:
        return fine(AREA, "Messages are being sent.")
    code = json_of(answer).get("code")
    return error(AREA, f"WhatsApp refuses every message (code {code}); they wait.", _todo(0, code or 0))


async def _webhook(http: httpx.AsyncClient, around: Surroundings, notifier: NotifierSettings) -> Finding:
    """What Meta does when the webhook is set."""
    token, challenge = notifier.whatsapp_verify_token.get_secret_value(), "pengantar-doctor"
    asked = {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": challenge}
    try:
        answer = await http.get(f"{address_of(around.house, 'notifier')}/whatsapp/webhook", params=asked)
    except httpx.HTTPError as why:
        return warning(AREA, f"The webhook does not answer ({type(why).__name__}).", "Try again.")
    if answer.text == challenge:
        return fine(AREA, "The webhook can be verified.")
    todo = "Start the notifier again with the WHATSAPP_VERIFY_TOKEN that stands here."
    return warning(AREA, f"The running notifier does not know this verify token (HTTP {answer.status_code}).", todo)

"""The office's account at Meta: what the token may do, who hears of it, which templates are approved."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.commands.doctor import templates
from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.graph import GraphApi, NotTold
from services.launcher.settings import SERVICES_FOLDER

AREA = "whatsapp"
NEEDED = {
    "whatsapp_business_messaging": "sending and receiving",
    "whatsapp_business_management": "looking at templates, number and subscription",
}
#: How long before its end a token is worth a warning.
SOON = timedelta(days=14)
#: Limits of beginners, in people a day.
LOW_TIERS = {"TIER_50": 50, "TIER_250": 250}
NAME_IS_FINE = ("APPROVED", "AVAILABLE_WITHOUT_REVIEW")

Json = dict[str, Any]
_KINDS = {"PHONE_NUMBER": "the number", "WABA": "the account", "BUSINESS": "the business", "APP": "the app"}
_HOW = {"BLOCKED": "nothing", "LIMITED": "only so much"}


class AccountSettings(BaseSettings):
    """What only the doctor has to be told: nothing is sent by it."""

    model_config = SettingsConfigDict(env_ignore_empty=True)

    whatsapp_waba_id: str | None = Field(default=None, pattern=r"^\d+$")


async def look(graph: GraphApi, number: Json, config: Path) -> AsyncIterator[Finding]:
    """`number` is what is known of the number, `config` the folder with `templates.yaml`. Raises httpx.HTTPError."""
    for finding in (*_limits(number), *about_health(number.get("health_status"))):
        yield finding
    token = await _token(graph)
    for finding in about_token(token, datetime.now(UTC)) if token else [_untold()]:
        yield finding
    waba = AccountSettings().whatsapp_waba_id
    if waba is None:
        said = "The templates' approval and the webhook's subscription were not looked at: WHATSAPP_WABA_ID is not set."
        yield fine(AREA, said)
        return
    async for finding in _account(graph, waba, token.get("app_id"), config):
        yield finding


async def _token(graph: GraphApi) -> Json:
    """What Meta tells of the token; empty when it does not tell."""
    try:
        answer = await graph.get("debug_token", input_token=graph.told.whatsapp_access_token.get_secret_value())
    except NotTold:
        return {}
    told = answer.get("data")
    return told if isinstance(told, dict) else {}


def _untold() -> Finding:
    return fine(AREA, "WhatsApp does not tell what the token may do; it is good for the number.")


def about_token(told: Json, now: datetime) -> Iterator[Finding]:
    """What the answer of `/debug_token` says."""
    ends = told.get("expires_at") or 0
    if ends:
        day = datetime.fromtimestamp(ends, UTC)
        todo = "Make a token of a system user that does not expire, and set WHATSAPP_ACCESS_TOKEN."
        kind = error if day < now + SOON else warning
        yield kind(AREA, f"The access token ends on {day:%Y-%m-%d}.", todo)
    granted = told.get("scopes", ())
    for permission, use in NEEDED.items():
        if permission not in granted:
            todo = f"Make a token with it for the same system user: it is for {use}."
            yield error(AREA, f"The token lacks the permission {permission}.", todo)


def _limits(number: Json) -> Iterator[Finding]:
    """What the number may do, and under which name."""
    if (status := number.get("name_status", "APPROVED")) not in NAME_IS_FINE:
        todo = "See WhatsApp Manager, Phone numbers: residents see the bare number until the name is approved."
        yield warning(AREA, f"The display name is {status}.", todo)
    tier = number.get("whatsapp_business_manager_messaging_limit") or number.get("messaging_limit_tier")
    if tier in LOW_TIERS:
        todo = "Finish the business verification (docs/whatsapp.md): then it is 2,000."
        yield warning(AREA, f"The office may write first to {LOW_TIERS[tier]} people a day.", todo)
    elif tier:
        yield fine(AREA, f"The messaging limit is {tier}.")


def about_health(told: Any) -> Iterator[Finding]:
    """What Meta says of whether the office may send at all: of the number, its account, its business and its app."""
    entities = told.get("entities") if isinstance(told, dict) else None
    for entity in entities if isinstance(entities, list) else ():
        match entity:
            case {"can_send_message": "BLOCKED" | "LIMITED" as verdict, "entity_type": str(kind)}:
                tell = error if verdict == "BLOCKED" else warning
                yield tell(AREA, f"WhatsApp lets {_KINDS.get(kind, kind)} send {_HOW[verdict]}.", _why(entity))
            case _:
                pass


def _why(entity: Json) -> str:
    """Meta's own words for it, else where to look."""
    errors = entity.get("errors")
    said = [
        f"{each.get('error_description', '')} {each.get('possible_solution', '')} (code {each.get('error_code')})"
        for each in (errors if isinstance(errors, list) else ())
        if isinstance(each, dict)
    ]
    return " ".join(said) or "See WhatsApp Manager and Business Support Home, and docs/whatsapp.md."


async def _account(graph: GraphApi, waba: str, app: str | None, config: Path) -> AsyncIterator[Finding]:
    try:
        yield about_subscription(await graph.all(f"{waba}/subscribed_apps"), app, waba)
        known = await graph.all(f"{waba}/message_templates", fields=templates.FIELDS, limit="100")
    except NotTold as refusal:
        todo = "See WHATSAPP_WABA_ID in WhatsApp Manager, and give the token whatsapp_business_management for it."
        yield error(AREA, f"WhatsApp refuses to tell about the account ({refusal}).", todo)
        return
    try:
        ours = templates.read(_file(config))
    except (OSError, yaml.YAMLError, ValueError) as why:
        yield error(AREA, f"The templates cannot be compared ({type(why).__name__}).", "See config/templates.yaml.")
        return
    for finding in templates.compared(ours, known):
        yield finding


def _file(config: Path) -> Path:
    """The office's own templates, else those that come with the project."""
    own = config / "templates.yaml"
    return own if own.exists() else SERVICES_FOLDER.parent / "config" / "templates.yaml"


def about_subscription(listed: list[Json], app: str | None, waba: str) -> Finding:
    """Whether this account's news come to the app of our token; `app` None when that is not known."""
    apps = [each.get("whatsapp_business_api_data", {}).get("id") for each in listed]
    if not apps or (app is not None and app not in apps):
        todo = f"POST /{waba}/subscribed_apps with the office's token (docs/whatsapp.md, The webhook)."
        return error(AREA, "The account's news do not come to our app: nobody is heard.", todo)
    return fine(AREA, "The account's news come to our app.")

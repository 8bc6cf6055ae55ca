"""What the Graph API tells of token, account, number, templates and the webhook's subscription."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from simulator.account import Permission
from simulator.carrier import Carrier
from simulator.faults import NOBODY, Trouble
from simulator.graph.doors import Network, check_token
from simulator.graph.errors import GraphError
from simulator.graph.health import health_of

account = APIRouter(dependencies=[Depends(check_token)], include_in_schema=False)

Json = dict[str, Any]
#: The app that the office's token belongs to.
APP_ID, APP_NAME = "100000000000003", "Pengantar"
#: What is told of a number when no fields are asked for (Meta: phone-number-id, default response).
USUAL_FIELDS = "verified_name,display_phone_number,quality_rating"
USUAL_TEMPLATE_FIELDS = "name,parameter_format,components,language,status,category,id"
TEMPLATES_AT_MOST = 250


def own_account(waba_id: str, network: Network) -> None:
    """Raises `GraphError`: 100 for another account, 200 when the token may not manage this one."""
    if waba_id != network.office.waba_id:
        raise GraphError.no_such_object(waba_id)
    if "whatsapp_business_management" not in network.world.account.permissions:
        raise GraphError.no_permission()


@account.get("/debug_token")
@account.get("/{version:version}/debug_token")
async def debug_token(input_token: str, network: Network) -> Json:
    """What a token is good for."""
    if input_token != network.office.access_token:
        error = {"code": 190, "message": "The access token could not be decrypted", "subcode": 0}
        return {"data": {"app_id": APP_ID, "is_valid": False, "error": error, "scopes": []}}
    known = network.world.account
    granted = sorted(known.permissions - _taken_away(network))
    told = {
        "app_id": APP_ID,
        "type": "SYSTEM_USER",
        "application": APP_NAME,
        "expires_at": known.token_expires_at,
        "is_valid": True,
        "scopes": granted,
        "granular_scopes": [{"scope": scope} for scope in granted],
    }
    return {"data": told}


def _taken_away(network: Carrier) -> frozenset[Permission]:
    is_taken = network.world.faults.has(Trouble.NO_PERMISSION, NOBODY)
    return frozenset(("whatsapp_business_messaging",)) if is_taken else frozenset()


@account.get("/{version:version}/{waba_id}/message_templates", dependencies=[Depends(own_account)])
async def message_templates(
    *,
    network: Network,
    name: str | None = None,
    fields: str = USUAL_TEMPLATE_FIELDS,
    summary: str | None = None,
    limit: Annotated[int, Query(ge=1)] = 25,
    after: int = 0,
) -> Json:
    """`name` finds parts of names, as Meta does. Pages are told apart by `after`."""
    known = network.judged_templates()
    listed = [template.as_answer() for template in known.all() if name is None or name in template.name]
    size = min(limit, TEMPLATES_AT_MOST)
    shown = [{field: each[field] for field in (*fields.split(","), "id") if field in each} for each in listed]
    page = shown[after : after + size]
    paging: Json = {"cursors": {"before": str(after), "after": str(after + size)}}
    if after + size < len(shown):
        paging["next"] = f"?limit={size}&after={after + size}"
    answer: Json = {"data": page, "paging": paging}
    return answer | ({"summary": _summary(summary, len(listed))} if summary else {})


@account.get("/{version:version}/{waba_id}/phone_numbers", dependencies=[Depends(own_account)])
async def phone_numbers(network: Network, fields: str = USUAL_FIELDS) -> Json:
    return {"data": [about_number(network, fields)], "paging": {"cursors": {"before": "MAZDZD", "after": "MjQZD"}}}


@account.get("/{version:version}/{waba_id}/subscribed_apps", dependencies=[Depends(own_account)])
async def subscribed_apps(network: Network) -> Json:
    """The apps whose webhooks hear of this account."""
    app = {"id": APP_ID, "name": APP_NAME, "link": f"https://www.facebook.com/games/?app_id={APP_ID}"}
    return {"data": [{"whatsapp_business_api_data": app}] if network.world.account.is_subscribed else []}


@account.post("/{version:version}/{waba_id}/subscribed_apps", dependencies=[Depends(own_account)])
async def subscribe(network: Network) -> Json:
    network.world.account = network.world.account.model_copy(update={"is_subscribed": True})
    return {"success": True}


@account.delete("/{version:version}/{waba_id}/subscribed_apps", dependencies=[Depends(own_account)])
async def unsubscribe(network: Network) -> Json:
    network.world.account = network.world.account.model_copy(update={"is_subscribed": False})
    return {"success": True}


def about_number(network: Carrier, fields: str = USUAL_FIELDS) -> Json:
    """The fields that are asked for and known, and the id."""
    office, known = network.office, network.world.account
    everything = {
        "verified_name": office.name,
        "code_verification_status": "VERIFIED",
        "display_phone_number": f"+{office.phone}",
        "quality_rating": known.quality_rating,
        "name_status": known.name_status,
        "status": known.status,
        "account_mode": "LIVE",
        "platform_type": "CLOUD_API",
        "messaging_limit_tier": known.messaging_limit_tier,
        "whatsapp_business_manager_messaging_limit": known.messaging_limit_tier,
        "throughput": {"level": known.throughput},
        "health_status": health_of(network, APP_ID),
    }
    return {name: everything[name] for name in fields.split(",") if name in everything} | {"id": office.phone_number_id}


def about_account(network: Carrier) -> Json:
    """The account itself."""
    office = network.office
    return {
        "id": office.waba_id,
        "name": office.name,
        "currency": "IDR",
        "timezone_id": "66",
        "account_review_status": "APPROVED",
        "business_verification_status": "verified",
    }


def _summary(asked: str, count: int) -> Json:
    everything = {
        "total_count": count,
        "message_template_count": count,
        "message_template_limit": 6000,
        "are_translations_complete": True,
    }
    return {name: everything[name] for name in asked.split(",") if name in everything}

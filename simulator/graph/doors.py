"""Who may come in: the network behind every call, and the token that opens it."""

import secrets
from typing import Annotated

from fastapi import Depends, Request
from starlette.convertors import Convertor, register_url_convertor

from simulator.carrier import Carrier
from simulator.faults import NOBODY, Trouble
from simulator.graph.errors import GraphError
from simulator.record import Record


class Version(Convertor[str]):
    """Every version of the API is answered alike: `v26.0`, `v23.0`."""

    regex = r"v\d+\.\d+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("version", Version())


def carrier_of(request: Request) -> Carrier:
    return request.app.state.carrier


Network = Annotated[Carrier, Depends(carrier_of)]


def record_of(request: Request) -> Record:
    return request.app.state.record


Kept = Annotated[Record, Depends(record_of)]


def check_token(request: Request, network: Network) -> None:
    """Raises `GraphError` 190 without the office's own access token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(token.encode(), network.office.access_token.encode()):
        raise GraphError.of(190)
    if network.world.faults.strikes(Trouble.TOKEN_EXPIRED, NOBODY):
        raise GraphError.session_expired()


def own_number(phone_number_id: str, network: Network) -> None:
    """Raises `GraphError`: 100 for another number, 10 when the token may not send and receive."""
    if phone_number_id != network.office.phone_number_id:
        raise GraphError.no_such_object(phone_number_id, "post")
    if network.world.faults.strikes(Trouble.NO_PERMISSION, NOBODY):
        raise GraphError.of(10)
    if "whatsapp_business_messaging" not in network.world.account.permissions:
        raise GraphError.of(10)

"""One AsyncAPI document of all that services hear and say, drawn by FastStream from a broker that never connects."""

from collections.abc import Iterable
from typing import Any

from faststream.nats import NatsBroker
from faststream.specification import AsyncAPI

from shared.messaging.hear import Hear


def document(hears: Iterable[Hear], version: str) -> dict[str, Any]:
    """The AsyncAPI 3 document of these services, ready to be written as JSON."""
    drawing = NatsBroker()
    for hear in hears:
        for subject, listener in hear.listeners.items():
            _draw_listener(drawing, hear.service, subject, listener.contract)
        for contract in hear.says:
            drawing.publisher(
                f"{contract.subject}.{{office}}.{{key}}",
                title=f"{hear.service} says {contract.__name__}",
                description=contract.__doc__,
                schema=contract,
            )
    specification = AsyncAPI(drawing, title="Pengantar", version=version)
    return specification.to_specification().to_jsonable()


def _draw_listener(drawing: NatsBroker, service: str, subject: str, contract: type[Any]) -> None:
    async def heard(message: Any) -> None: ...

    heard.__annotations__["message"] = contract
    drawing.subscriber(
        f"{subject}.{{office}}.{{key}}",
        title=f"{service} hears {contract.__name__}",
        description=contract.__doc__,
    )(heard)

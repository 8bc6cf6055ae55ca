"""From bytes to a body of `bodies.py`, or to the refusal that Meta would give."""

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.graph.bodies import BY_TYPE, MarkAsRead, Outgoing
from simulator.graph.errors import GraphError

Model = TypeVar("Model", bound=BaseModel)


def read(raw: bytes) -> Outgoing | MarkAsRead:
    """Raises `GraphError`: 100, 131008, 131009 or 131051."""
    body = _an_object(raw)
    if "status" in body:
        return _parsed(MarkAsRead, body)
    kind = body.get("type", "text")
    model = BY_TYPE.get(kind) if isinstance(kind, str) else None
    if model is None:
        raise GraphError.of(131051, f"Message type {kind!r} is currently not supported.")
    message = _parsed(model, body)
    if message.to is None and message.recipient is None:
        raise GraphError.of(100, "The parameter to is required.")
    return message


def _an_object(raw: bytes) -> dict[str, Any]:
    try:
        body: Any = json.loads(raw)
    except ValueError:
        raise GraphError.of(100, "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise GraphError.of(100, "The body must be a JSON object.")
    return body


def _parsed(model: type[Model], body: dict[str, Any]) -> Model:
    try:
        return model.model_validate(body)
    except ValidationError as wrong:
        raise refusal(wrong.errors(include_url=False)[0]) from None


def refusal(wrong: ErrorDetails) -> GraphError:
    """Meta tells apart what is missing (131008), what has an impossible value (131009), what it does not know (100)."""
    where = ".".join(str(step) for step in wrong["loc"])
    match wrong["type"]:
        case "missing" if len(wrong["loc"]) == 1:
            code, details = 100, f"The parameter {where} is required."
        case "missing":
            code, details = 131008, f"Required parameter is missing: {where}."
        case "extra_forbidden":
            code, details = 100, f"Unexpected key {where!r}."
        case "string_too_long" if where == "text.body":
            longest = wrong.get("ctx", {}).get("max_length")
            code, details = 100, f"Param text['body'] must be at most {longest} characters long."
        case _:
            code, details = 131009, f"{where}: {wrong['msg']}."
    return GraphError.of(code, details)

"""Whether the office may send at all, as Meta's `health_status` tells it of a number: by entity, with errors."""

from typing import Any

from simulator.carrier import Carrier
from simulator.faults import NOBODY, Trouble

Json = dict[str, Any]
#: What blocks sending: Meta's code, and its words for it.
_BLOCKS: dict[Trouble, tuple[int, str, str]] = {
    Trouble.UNPAID: (
        141006,
        "There is an error with the payment method. This will block business initiated conversations.",
        "There was an error with your payment method. Please add a new payment method to the account.",
    ),
    Trouble.LOCKED: (
        141014,
        "The WABA is banned.",
        "Please visit Business Support Home for more details on how to appeal the ban.",
    ),
    Trouble.POLICY: (
        141014,
        "The WABA is restricted for a policy violation.",
        "Please visit Business Support Home for more details on how to appeal the restriction.",
    ),
}


def health_of(network: Carrier, app_id: str) -> Json:
    """The health of the number, its account and its app; the account carries what is wrong."""
    errors = [
        {"error_code": code, "error_description": what, "possible_solution": todo}
        for trouble, (code, what, todo) in _BLOCKS.items()
        if network.world.faults.has(trouble, NOBODY)
    ]
    office, verdict = network.office, "BLOCKED" if errors else "AVAILABLE"
    account: Json = {"entity_type": "WABA", "id": office.waba_id, "can_send_message": verdict}
    return {
        "can_send_message": verdict,
        "entities": [
            {"entity_type": "PHONE_NUMBER", "id": office.phone_number_id, "can_send_message": "AVAILABLE"},
            account | ({"errors": errors} if errors else {}),
            {"entity_type": "APP", "id": app_id, "can_send_message": "AVAILABLE"},
        ],
    }

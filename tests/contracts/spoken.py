"""Every contract there is, found by its class."""

from shared.contracts import intake, issuance, notifier, verification
from shared.messaging import Message

CONTRACTS: list[type[Message]] = sorted(
    {
        thing
        for module in (intake, verification, issuance, notifier)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Message) and "subject" in vars(thing)
    },
    key=lambda contract: contract.subject,
)

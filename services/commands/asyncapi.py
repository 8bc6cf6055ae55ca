"""`pengantar asyncapi`: every message between the services, as one AsyncAPI document."""

import importlib
import json
import sys
from typing import TYPE_CHECKING

from services.launcher.parts import SERVICES
from shared.messaging.asyncapi import document

if TYPE_CHECKING:
    from shared.messaging import Hear


def asyncapi() -> None:
    """Write the AsyncAPI document of all services to the standard output."""
    ears: list[Hear] = [importlib.import_module(f"services.{name}.incoming").hear for name in SERVICES]
    json.dump(document(ears, "0.1.0"), sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
    sys.stdout.write("\n")

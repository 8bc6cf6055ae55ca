"""Looks at the settings before anything is started: exit code 1 with every one that is missing or will not do.

Each is the value in `.env`, or `demo` where `.env` does not name it; `docker-compose.yml` hands them over.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping

#: What an office brings. The demo has a value of its own for each, which everybody knows.
OWN = (
    "PUBLIC_URL",
    "WHATSAPP_API_URL",
    "WHATSAPP_PHONE_NUMBER_ID",
    "WHATSAPP_ACCESS_TOKEN",
    "WHATSAPP_APP_SECRET",
    "WHATSAPP_VERIFY_TOKEN",
    "CERTIFICATE",
    "CERTIFICATE_PASSPHRASE",
)
PASSWORDS = (
    "POSTGRES_PASSWORD",
    *(f"{service}_DATABASE_PASSWORD" for service in ("INTAKE", "VERIFICATION", "ISSUANCE", "NOTIFIER")),
    *(f"NATS_{user}_PASSWORD" for user in ("OPERATOR", "INTAKE", "VERIFICATION", "ISSUANCE", "NOTIFIER")),
)
PART_OF_AN_ADDRESS = re.compile(r"[A-Za-z0-9._~-]{16,}")


def faults(told: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each setting that keeps the system from starting."""
    given = {name: value for name in (*OWN, *PASSWORDS) if (value := told.get(name, "demo")) not in ("", "demo")}
    match told.get("DEMO"):
        case "true":
            for name in given:
                yield f"{name} is set, but DEMO is not set to false: the demo opens accounts that everybody knows."
        case "false":
            for name in (*OWN, *PASSWORDS):
                if name not in given:
                    yield f"{name} is missing."
            for name in PASSWORDS:
                if not PART_OF_AN_ADDRESS.fullmatch(given.get(name, "0123456789abcdef")):
                    yield f"{name} must be 16 or more letters and digits: it is part of an address."
        case other:
            yield f"DEMO must be true or false, not {other!r}."


def main() -> None:
    found = list(faults(os.environ))
    if found:
        sys.exit("\n".join(["The settings in .env will not do; .env.example explains each of them.", *found]))
    is_demo = os.environ["DEMO"] == "true"
    sys.stdout.write("DEMO, not for a real office.\n" if is_demo else "The settings are complete.\n")


if __name__ == "__main__":
    main()

"""The link to the page on which numbers and documents are asked for: one for each application, the newest alone."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from shared.dialogue import Utterance

#: Where the address belongs in a message: a fresh one is put there when the message is said.
LINK = "<tautan>"
#: How long it can be used.
LASTS = timedelta(days=3)
#: Random bytes of a token: 160 bits cannot be guessed.
_TOKEN_BYTES = 20


@dataclass(frozen=True, slots=True)
class Link:
    """What is kept of it: never the token itself, which nobody can read out of the database.

    `has_arrived`: it was said while the chat was open. Where a template went in its place, nobody has seen it.
    """

    digest: str
    expires_at: datetime
    has_arrived: bool = True

    def works(self, now: datetime) -> bool:
        return now < self.expires_at


def with_link(
    say: Iterable[Utterance], pages: str, now: datetime, *, arrives: bool
) -> tuple[Link | None, tuple[Utterance, ...]]:
    """Where the words have a place for a link, a new one stands there; None where none has. `pages` is its site."""
    said = tuple(say)
    if not any(LINK in it.text for it in said):
        return None, said
    link, token = new_link(now, arrives=arrives)
    return link, tuple(replace(it, text=it.text.replace(LINK, f"{pages}/isi/{token}")) for it in said)


def new_link(now: datetime, *, arrives: bool) -> tuple[Link, str]:
    """A link, and the token that opens it: letters and digits alone, which nobody takes for WhatsApp's own marks."""
    token = secrets.token_hex(_TOKEN_BYTES)
    return Link(digest_of(token), now + LASTS, arrives), token


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()

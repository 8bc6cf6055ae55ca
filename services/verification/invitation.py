"""The code by which a chair comes to WhatsApp: made by the office, known to the chair."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Invitation:
    """To the chair of one post, who is named; there is one at a time."""

    post_id: UUID
    post: str
    chair_name: str
    code_hash: str
    expires_at: datetime


def hash_of_code(text: str) -> str:
    """That of the eight letters and digits after the word, however they are written: `undangan 7k4m q2x9`."""
    code = re.sub(r"[\W_]", "", text.upper())[-8:]
    return sha256(code.encode()).hexdigest()

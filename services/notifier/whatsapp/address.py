"""What a button or a row carries and brings back: whose question it is, which one, and what was chosen.

At most 200 characters, the limit of a row's id: speaker 12, question 120, choice 60, and the marks between them.
"""

import re
from typing import NamedTuple, cast, get_args

from services.notifier.floor import Address
from shared.contracts.vocabulary import Speaker

_SPEAKERS: frozenset[str] = frozenset(get_args(Speaker))
#: The question's length stands before it, so that question and choice may hold any character.
_SHAPE = re.compile(r"(?P<speaker>\w+)\|(?P<length>\d{1,3})\|(?P<rest>.*)", re.DOTALL)


class Chosen(NamedTuple):
    """What a tap says."""

    to: Address
    choice: str


def write(speaker: Speaker, question: str | None, choice: str) -> str:
    """The id of a button, row or quick reply."""
    return f"{speaker}|{len(question or '')}|{question or ''}{choice}"


def read(written: str) -> Chosen | None:
    """What `write` wrote; None for an id that is not ours."""
    shape = _SHAPE.fullmatch(written)
    if not shape or shape["speaker"] not in _SPEAKERS:
        return None
    length, rest = int(shape["length"]), shape["rest"]
    question, choice = rest[:length], rest[length:]
    if len(question) < length or not choice:
        return None
    return Chosen(Address(cast(Speaker, shape["speaker"]), question or None), choice)

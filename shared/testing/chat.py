"""A test of a dialogue is the dialogue: `chat(scene, "kantor: … / warga: …")`, one line for each message.

`kantor:` lines expect the next message of the office. The words must stand in it in this order (`…` skips some, case
and line breaks do not matter), and `[Label]` must be one of its choices.
`warga:` lines (any other name will do) are replies: words; `[Label]` taps a choice of the last message that had one;
`[foto]`, `[pdf]`, `[suara]`, `[stiker]`, `[lokasi]`, `[video]`, `[30 MB]` send such a thing, with words after it as its
caption. Several photos in one line are one album. Lines that are indented more continue the one before.
"""

# ruff: noqa: S101 - asserting is what this module is for

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Any, Generic, TypeVar

from shared.dialogue import Answers, Heard, Manners, Page, Played, Scene, Utterance, play
from shared.dialogue.heard import Kind
from shared.testing.samples import an_attachment

T = TypeVar("T")
SENT: dict[str, Kind] = {
    "suara": "audio",
    "stiker": "sticker",
    "lokasi": "location",
    "video": "video",
    "kontak": "contact",
}
_LINE = re.compile(r"^(\w+):\s*(.*)$")
_IN_BRACKETS = re.compile(r"\[([^\]]+)\]\s*([^\[]*)")


def chat(scene: Scene[T], conversation: str, *, manners: Manners, answers: Answers | None = None) -> Played[T]:
    """Have the conversation. Raises AssertionError where the office says something else, or more than is written."""
    talk = Talk(scene, manners, dict(answers or {}))
    for who, words in lines(conversation):
        if who == "kantor":
            talk.office_says(words)
        else:
            talk.someone_says(words)
    assert not talk.unheard, f"the office also said: {talk.unheard[0].text}"
    assert talk.played is not None
    return talk.played


@dataclass
class Talk(Generic[T]):
    """A conversation under way: what has been played, and what the office said that no line has expected yet."""

    scene: Scene[T]
    manners: Manners
    answers: dict[str, Any]
    played: Played[T] | None = None
    unheard: list[Utterance] = field(default_factory=list[Utterance])
    last_choices: Utterance | None = None

    def office_says(self, expected: str) -> None:
        if self.played is None:
            self._play(None)
        assert self.unheard, f"the office is silent; expected: {expected}"
        said = self.unheard.pop(0)
        labels = {choice.label for choice in said.choices}
        for label in re.findall(r"\[([^\]]+)\]", expected):
            assert label in labels, f"[{label}] is not among {sorted(labels)} of: {said.text}"
        assert_said(re.sub(r"\[[^\]]+\]", "", expected), said.text)

    def someone_says(self, words: str) -> None:
        assert not self.unheard, f"nobody expected the office to say: {self.unheard[0].text}"
        self._play(heard_as(words, self.last_choices))

    def _play(self, heard: Heard | None) -> None:
        times = self.played.misunderstood if self.played else 0
        self.played = play(self.scene, self.answers, heard, manners=self.manners, misunderstood=times)
        self.answers = self.played.answers
        self.unheard += self.played.say
        self.last_choices = next((said for said in reversed(self.unheard) if said.choices), self.last_choices)


def assert_said(expected: str, text: str) -> None:
    """The parts of `expected` between `…` stand in the text, in this order."""
    rest = _flat(text)
    for part in (_flat(part) for part in expected.split("…")):
        assert part in rest, f"expected: {part}\nthe office said: {text}"
        rest = rest.split(part, 1)[1] if part else rest


def heard_as(words: str, offered: Utterance | None = None) -> Heard:
    """One line of a person as what the script hears."""
    tokens = _IN_BRACKETS.findall(words)
    if not tokens:
        return Heard("text", words)
    name = tokens[0][0]
    if name in SENT:
        return Heard(SENT[name])
    if name == "30 MB":
        return Heard("document", trouble="too_large")
    if name in ("foto", "pdf"):
        return _album(tokens)
    assert offered, f"nothing to tap yet: [{name}]"
    keys = [choice.key for choice in offered.choices if choice.label == name]
    assert keys, f"[{name}] was not offered by: {offered.text}"
    return Heard("choice", text=name, choice=keys[0], question=offered.question)


def _album(tokens: list[tuple[str, str]]) -> Heard:
    pages = tuple(
        Page(
            an_attachment(f"{name}{number}", "application/pdf" if name == "pdf" else "image/jpeg"),
            after.strip() or None,
        )
        for number, (name, after) in enumerate(tokens, 1)
    )
    return Heard("document" if tokens[0][0] == "pdf" else "image", pages=pages)


def _flat(text: str) -> str:
    return " ".join(text.replace("*", "").split()).lower()


def lines(conversation: str) -> Iterator[tuple[str, str]]:
    """Who says what, message by message."""
    who, words = "", ""
    for line in cleandoc(conversation).splitlines():
        if begins := _LINE.match(line):
            if who:
                yield who, words
            who, words = begins.groups()
        else:
            words += "\n" + line.strip()
    if who:
        yield who, words.strip()

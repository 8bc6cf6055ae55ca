"""The sentences of the code: where each is written, and whether it is what somebody was told."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Where sentences for people are written. What a page shows is no message.
WRITTEN_IN = ("services/intake", "services/verification", "services/issuance/conversation.py")
NOT_SPOKEN = {"migrations", "page", "settings.py", "main.py"}
#: So many letters at least, in several words; what is less could stand anywhere.
SHORTEST = 12
ANYTHING = "…"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words as they stand in the code, `…` where something is put in."""

    module: str
    line: int
    words: str

    def is_in(self, text: str) -> bool:
        """Whether its parts stand in a message, in their order."""
        rest = flat(text)
        for part in flat(self.words).split(ANYTHING):
            if part not in rest:
                return False
            rest = rest.split(part, 1)[1] if part else rest
        return True


def sentences() -> list[Sentence]:
    """Every sentence, by module and place."""
    return [sentence for module in modules() for sentence in of_module(module)]


def modules() -> list[Path]:
    paths = [found for place in map(Path, WRITTEN_IN) for found in (place.rglob("*.py") if place.is_dir() else [place])]
    return sorted(path for path in paths if not NOT_SPOKEN & set(path.parts))


def of_module(path: Path) -> Iterator[Sentence]:
    for node in _spoken(ast.parse(path.read_text())):
        words = _words(node).strip()
        if _is_sentence(words):
            yield Sentence(str(path), node.lineno, words)


def told_in(messages: Collection[str], among: Iterable[Sentence]) -> set[Sentence]:
    """Those of the sentences that stand in one of the messages."""
    return {sentence for sentence in among if any(map(sentence.is_in, messages))}


def _spoken(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Strings, each as a whole; neither docstrings, nor what is searched for or understood, nor errors."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Assert() | ast.keyword(arg="also"):
            return
        case ast.Call(func=ast.Attribute(attr="compile" | "fullmatch" | "search" | "info" | "warning")):
            return
        case ast.JoinedStr():
            yield node
        case ast.Constant(value=str()):
            yield node
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _spoken(child)


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{\w+\}", ANYTHING, node.value)
    return ANYTHING


def _is_sentence(words: str) -> bool:
    said = words.replace(ANYTHING, "").strip()
    has_words = sum(map(str.isalpha, said)) >= SHORTEST and " " in said
    return has_words and bool(re.match(r"[A-ZÀ-Þ⚠✅*…“(•\d]", words) or re.search(r"[.?!:]", said))


@cache
def flat(text: str) -> str:
    """In one line."""
    return " ".join(text.split())

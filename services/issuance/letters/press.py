"""The printing press: Typst, with its compilers kept warm."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path

import typst

from services.issuance.letters.errors import TooLong
from services.issuance.letters.models import Introduction, Letter, ModelN1, RtLetter
from services.issuance.letters.qr import qr_code
from services.issuance.letters.text import fit_for_paper
from services.issuance.letters.words import Word, words_of

_PAPER = Path(__file__).parent / "paper"
_SIZES = ("12", "11.5", "11", "10.5", "10", "9.5", "9", "8.5", "8")  # points; letters are seldom so long
_DOES_NOT_FIT = "does not fit on one page"  # what the templates say

Compilation = Callable[[typst.Compiler, dict[str, str]], bytes | list[bytes] | None]


def render(letter: Letter, *, arms: str | None = None) -> bytes:
    """The letter as PDF/A-2b: one page, the same bytes for the same letter. `arms` is what `coat_of_arms` gives.

    Raises `CannotBePrinted` with a sentence for the clerk, and ValueError for a draft: what has no number is no letter.
    """
    if letter.issue is None:
        raise ValueError("a draft has no number yet and cannot be issued; show it with preview")
    made_at = datetime.combine(letter.issue.dated, time(), UTC)
    return _in_largest_type(
        _press_for(letter),
        _inputs(letter, arms),
        lambda compiler, inputs: compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=made_at
        ),
    )


def preview(letter: Letter, *, arms: str | None = None) -> bytes:
    """The very page as an SVG picture, for a draft with its gaps. Raises `CannotBePrinted`."""
    return _picture(_press_for(letter), tuple(_inputs(letter, arms).items()))


async def render_aside(letter: Letter, *, arms: str | None = None) -> bytes:
    """`render` in a thread: Typst does not hold the interpreter while it works."""
    return await asyncio.to_thread(render, letter, arms=arms)


async def preview_aside(letter: Letter, *, arms: str | None = None) -> bytes:
    """`preview` in a thread."""
    return await asyncio.to_thread(preview, letter, arms=arms)


class _Press:
    """The compilers of one template: each serves one thread at a time, and keeps the fonts and what it has set."""

    def __init__(self, template: str) -> None:
        self._source = _PAPER / template
        self._idle: deque[typst.Compiler] = deque()

    @contextmanager
    def compiler(self) -> Generator[typst.Compiler]:
        try:
            compiler = self._idle.pop()
        except IndexError:
            compiler = typst.Compiler(self._source, root=_PAPER, ignore_system_fonts=True)
        yield compiler
        self._idle.append(compiler)  # one that failed is not used again


_PRESSES: Mapping[str, _Press] = {
    name: _Press(f"{name}.typ") for name in ("rt_letter", "introduction", "statement", "model_n1")
}


def _press_for(letter: Letter) -> _Press:
    match letter:
        case RtLetter():
            return _PRESSES["rt_letter"]
        case ModelN1():
            return _PRESSES["model_n1"]
        case Introduction():
            return _PRESSES[letter.wording.form]


@lru_cache(maxsize=8)  # whoever asks whether a letter can be printed looks at it next
def _picture(press: _Press, inputs: tuple[tuple[str, str], ...]) -> bytes:
    return _in_largest_type(
        press, dict(inputs), lambda compiler, inputs: compiler.compile(format="svg", sys_inputs=inputs)
    )


def _in_largest_type(press: _Press, inputs: dict[str, str], compile_with: Compilation) -> bytes:
    for size in _SIZES:
        try:
            with press.compiler() as compiler, no_panic():
                page = compile_with(compiler, inputs | {"size": size})
        except typst.TypstError as error:
            if _DOES_NOT_FIT not in error.message:
                raise
        else:
            assert isinstance(page, bytes)  # noqa: S101 - a list comes of several pages, a template lets pass but one
            return page
    raise TooLong


@contextmanager
def no_panic() -> Generator[None]:
    """Typst's panics are no `Exception`, and one letter must not end the loop that makes the others."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RuntimeError("Typst gave up on a letter") from error


def _inputs(letter: Letter, arms: str | None) -> dict[str, str]:
    inputs = {"letter": json.dumps({key: _cleaned(word) for key, word in words_of(letter).items()})}
    if letter.issue:
        inputs["qr"] = qr_code(letter.issue.check_url)
    if arms:
        inputs["arms"] = arms
    return inputs


def _cleaned(word: Word) -> Word:
    match word:
        case str():
            return fit_for_paper(word)
        case bool() | int() | None:
            return word
        case _:
            return [_cleaned(part) for part in word]

"""The printing press: Typst, with its compilers kept warm."""

import asyncio
import json
from collections import deque
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from services.issuance.letters.errors import TooLong
from services.issuance.letters.models import KtpIntroduction, Letter, RtLetter
from services.issuance.letters.qr import qr_code
from services.issuance.letters.text import fit_for_paper
from services.issuance.letters.words import Word, words_of

_PAPER = Path(__file__).parent / "paper"


def render(letter: Letter, *, arms: str | None = None) -> bytes:
    """The letter as PDF/A-2b: one page, the same bytes for the same letter. `arms` is what `coat_of_arms` gives.

    Raises `CannotBePrinted` with a sentence for the clerk, and ValueError for a draft: what has no number is no letter.
    """
    if letter.issue is None:
        raise ValueError("a draft has no number yet and cannot be issued; show it with preview")
    made_at = datetime.combine(letter.issue.dated, time(), UTC)
    with _press_for(letter).compiler() as compiler, _told_kindly():
        pdf = compiler.compile(
            format="pdf", sys_inputs=_inputs(letter, arms), pdf_standards=["a-2b"], timestamp=made_at
        )
    assert isinstance(pdf, bytes)  # noqa: S101 - Typst gives one file when asked for a PDF
    return pdf


def preview(letter: Letter, *, arms: str | None = None) -> bytes:
    """The very page as an SVG picture, for a draft with its gaps. Raises `CannotBePrinted`."""
    with _press_for(letter).compiler() as compiler, _told_kindly():
        pages = compiler.compile(format="svg", sys_inputs=_inputs(letter, arms))
    assert isinstance(pages, bytes)  # noqa: S101 - Typst gives bytes for a document of one page
    return pages


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


_PRESSES: Mapping[type[Letter], _Press] = {
    RtLetter: _Press("rt_letter.typ"),
    KtpIntroduction: _Press("ktp_introduction.typ"),
}


def _press_for(letter: Letter) -> _Press:
    return _PRESSES[type(letter)]


@contextmanager
def _told_kindly() -> Generator[None]:
    try:
        yield
    except typst.TypstError as error:
        if "does not fit on one page" in error.message:
            raise TooLong from error
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        # Typst's panics are no `Exception`, and one letter must not end the loop that makes the others
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

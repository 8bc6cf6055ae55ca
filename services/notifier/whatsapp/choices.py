"""How choices are laid out: as buttons, or as rows of a list, ten a page. What is shortened stands in full nearby."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from services.notifier.whatsapp import address, limits
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import Choice

#: The row that leads to the next page; its choice is this and how many choices are skipped there.
MORE = "…"
MORE_TITLE = "Lainnya…"


class Said(BaseModel):
    model_config = ConfigDict(frozen=True)


class Option(Said):
    """A button or a row; `id` comes back when it is tapped."""

    id: str
    title: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """One page of choices. `below` is what has to stand in the words above them, because no row has room for it."""

    options: tuple[Option, ...]
    as_buttons: bool = False
    below: str = ""


def laid_out(message: SendMessage, skipped: int = 0) -> Layout:
    """The page that begins behind this many choices."""
    titles = [choice.label for choice in message.choices]
    if len(titles) <= limits.BUTTONS and _are_told_apart(titles) and all(map(_fits_a_button, message.choices)):
        return Layout(_options(message, message.choices), as_buttons=True)
    end = len(titles) if len(titles) - skipped <= limits.ROWS else skipped + limits.ROWS - 1
    rows, below = _rows(message.choices)
    more = _more(message, end, len(titles) - end) if end < len(titles) else ()
    return Layout((*_options(message, rows[skipped:end]), *more), below="\n".join(filter(None, below[skipped:end])))


def has_pages(message: SendMessage) -> bool:
    return len(message.choices) > limits.ROWS


def page_asked_for(choice: str | None) -> int | None:
    """How many choices are skipped on the page that a tap asks for; None for any other tap."""
    number = (choice or "").removeprefix(MORE)
    return int(number) if number != choice and number.isascii() and number.isdigit() else None


def _fits_a_button(choice: Choice) -> bool:
    return len(choice.label) <= limits.BUTTON_TITLE and not choice.description


def _are_told_apart(titles: Iterable[str]) -> bool:
    titles = [title.casefold() for title in titles]
    return len(set(titles)) == len(titles)


def _rows(choices: Sequence[Choice]) -> tuple[list[Choice], list[str]]:
    """The choices as rows have room for them, and what of each has to be written out. Numbered where need be."""
    rows = [row for choice in choices if (row := _explained(choice))]
    if len(rows) == len(choices) and _are_told_apart(row.label for row in rows):
        return rows, [""] * len(rows)
    numbered = [_numbered(number, choice) for number, choice in enumerate(choices, 1)]
    return [row for row, _ in numbered], [line for _, line in numbered]


def _explained(choice: Choice) -> Choice | None:
    """A title that is too long is shortened above its full words. None where there is no room for these."""
    words = choice.description
    if len(choice.label) > limits.ROW_TITLE:
        words = " · ".join(filter(None, (choice.label, choice.description)))
    if words and len(words) > limits.ROW_DESCRIPTION:
        return None
    return _row(choice, choice.label, words)


def _numbered(number: int, choice: Choice) -> tuple[Choice, str]:
    title, words = f"{number}. {choice.label}", choice.description
    if len(title) <= limits.ROW_TITLE and len(words or "") <= limits.ROW_DESCRIPTION:
        return _row(choice, title, words), ""
    written_out = f"{title} ({words})" if words else title
    return _row(choice, title, None), written_out


def _row(choice: Choice, title: str, words: str | None) -> Choice:
    return Choice(key=choice.key, label=shortened(title, limits.ROW_TITLE), description=words)


def shortened(title: str, limit: int) -> str:
    return title if len(title) <= limit else f"{title[: limit - 1].rstrip()}…"


def _options(message: SendMessage, choices: Iterable[Choice]) -> tuple[Option, ...]:
    return tuple(
        Option(id=option_id(message, choice.key), title=choice.label, description=choice.description)
        for choice in choices
    )


def _more(message: SendMessage, skipped: int, left: int) -> tuple[Option]:
    return (Option(id=option_id(message, f"{MORE}{skipped}"), title=MORE_TITLE, description=f"{left} pilihan lagi"),)


def option_id(message: SendMessage, key: str) -> str:
    """What a tap brings back."""
    return address.write(message.speaker, message.question, key)

"""What a script is made of: the steps it yields, and the few verbs that yield them."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar

from shared.contracts.vocabulary import Attachment, Choice
from shared.dialogue.heard import Heard
from shared.dialogue.understand import one_of
from shared.dialogue.understood import Misunderstood, Option, Several

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Question:
    """A step that waits for a reply. The return annotation of `understand` is what a stored answer is read as.

    `sheet` is what a page shows of it, where it is answered on one.
    """

    key: str
    text: str
    understand: Callable[[Heard], Any]
    choices: tuple[Choice, ...] = ()
    hint: str | None = None
    list_button: str = "Pilih"
    awaits_text: bool = True
    document: Attachment | None = None
    image: Attachment | None = None
    sheet: Any = None


@dataclass(frozen=True, slots=True)
class Tell:
    """Words that open the next question's message, or close the script."""

    text: str


@dataclass(frozen=True, slots=True)
class Recall:
    """Look at an answer without asking for it."""

    key: str
    kind: Any


@dataclass(frozen=True, slots=True)
class Forget:
    """Drop answers and play again: their questions come back, and only those."""

    keys: tuple[str, ...]


Step: TypeAlias = Question | Tell | Recall | Forget
#: The lines of a dialogue, or of a part of one; what it returns is what came of it.
Script: TypeAlias = Generator[Step, Any, T]


@dataclass(frozen=True, slots=True)
class Scene(Generic[T]):
    """A whole script with its circumstances, ready to be played as often as there are replies."""

    lines: Callable[[], Script[T]]


def scene(write: Callable[P, Script[T]]) -> Callable[P, Scene[T]]:
    """Make a script playable: `play(hand_in(service), …)`."""

    @wraps(write)
    def prepared(*args: P.args, **kwargs: P.kwargs) -> Scene[T]:
        return Scene(lambda: write(*args, **kwargs))

    return prepared


def ask(
    key: str,
    text: str,
    understand: Callable[[Heard], T | Misunderstood | Several],
    choices: Sequence[Choice] = (),
    *,
    hint: str | None = None,
    list_button: str = "Pilih",
    awaits_text: bool | None = None,
    document: Attachment | None = None,
    image: Attachment | None = None,
    sheet: object = None,
) -> Script[T]:
    """Ask until the reply is understood, and return what it means.

    `hint` is said when it is not (default: the question again). `awaits_text`: whether free text and photos are waited
    for beside the choices (default: only where there are no choices).
    """
    awaits_text = not choices if awaits_text is None else awaits_text
    question = Question(key, text, understand, tuple(choices), hint, list_button, awaits_text, document, image, sheet)
    return (yield question)


def choose(
    key: str,
    text: str,
    options: Sequence[Option],
    *,
    hint: str | None = None,
    list_button: str = "Pilih",
    document: Attachment | None = None,
    image: Attachment | None = None,
    awaits_text: bool | None = None,
    tells: Callable[[str, str], Mapping[str, object]] | None = None,
) -> Script[str]:
    """Have one of the options chosen, by tap, number or words, and return its key.

    `tells`, given the key and the words it was chosen by, says what else they answer, by the keys of those questions.
    """
    choices = [option.choice for option in options]
    understand = one_of(options) if tells is None else _with_more(key, one_of(options), tells)
    return (
        yield from ask(
            key,
            text,
            understand,
            choices,
            hint=hint,
            list_button=list_button,
            awaits_text=awaits_text,
            document=document,
            image=image,
        )
    )


def _with_more(
    key: str, chosen: Callable[[Heard], str | Misunderstood], tells: Callable[[str, str], Mapping[str, object]]
) -> Callable[[Heard], str | Misunderstood | Several]:
    def understand(heard: Heard) -> str | Misunderstood | Several:
        said = chosen(heard)
        more = tells(said, heard.text or "") if isinstance(said, str) else {}
        return Several({key: said, **more}) if more else said

    return understand


def tell(text: str) -> Script[None]:
    """Say something that needs no answer: it opens the next question's message, for each message may cost."""
    yield Tell(text)


def recall(key: str, kind: type[T]) -> Script[T | None]:
    """The answer with this key if there is one already."""
    return (yield Recall(key, kind))


def forget(*keys: str) -> Script[None]:
    """Take these answers back. At least one must be there; the script starts again and does not return here."""
    yield Forget(keys)

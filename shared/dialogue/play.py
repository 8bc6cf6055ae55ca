"""The engine: replays a scene over the stored answers, hears one reply, and stops at the next question."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import JsonValue, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from shared.contracts.vocabulary import Attachment, Choice
from shared.dialogue.heard import Heard
from shared.dialogue.script import Forget, Question, Recall, Scene, Tell
from shared.dialogue.understood import Misunderstood, Several, Unacceptable

T = TypeVar("T")
#: What was understood so far, by the key of its question. It can be stored as JSON.
Answers: TypeAlias = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message to send. `question` is the key of the question it asks; None when it closes the script."""

    text: str
    question: str | None = None
    choices: tuple[Choice, ...] = ()
    list_button: str = "Pilih"
    awaits_text: bool = False
    document: Attachment | None = None
    image: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service speaks when a reply does not help, in its own words.

    `sorry` opens the first two answers, `patience` the later ones in turn; `help` is offered from the second on.
    `cannot` is said instead for a kind of message (`audio`) or a trouble (`too_large`) the question cannot take.
    `already` answers a tap on a question that is not open any more.
    """

    sorry: str
    patience: tuple[str, ...]
    help: Choice
    already: str
    cannot: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Played(Generic[T]):
    """What came of one reply: what to store, what to say. The scene has ended when `question` is None."""

    answers: dict[str, JsonValue]
    say: tuple[Utterance, ...]
    question: str | None = None
    misunderstood: int = 0
    result: T | None = None


@dataclass(frozen=True, slots=True)
class _Reached(Generic[T]):
    """Where a walk through the script stopped: at an open question or at the end."""

    question: Question | None
    told: tuple[str, ...]
    result: T | None = None


def play(
    scene: Scene[T],
    answers: Answers,
    heard: Heard | None = None,
    *,
    manners: Manners,
    misunderstood: int = 0,
    again: bool = False,
) -> Played[T]:
    """Replay `answers`, let the open question hear `heard`, and stop at the next one.

    Without `heard`, the open question is asked, or asked `again`: then without the words that opened it.
    `misunderstood` is how often in a row the open question has already not been understood. Stored answers that the
    script cannot read any more are asked for again.
    """
    known = dict(answers)
    reached = _walk(scene, known)
    question = reached.question
    if question is None or heard is None:
        return _arrive(replace(reached, told=()) if again else reached, known)
    if heard.question not in (None, question.key):
        return Played(known, (_again(question, manners.already),), question.key, misunderstood)
    match question.understand(heard):
        case Misunderstood() as trouble:
            said = _once_more(question, trouble, heard, misunderstood + 1, manners)
            return Played(known, (said,), question.key, misunderstood + 1)
        case Several(answers=fresh):
            pass
        case answer:
            fresh = {question.key: answer}
    known |= {key: to_jsonable_python(value) for key, value in fresh.items()}
    return _arrive(_walk(scene, known, fresh=fresh, after=question.key), known)


def open_question(scene: Scene[Any], answers: Answers) -> Question | None:
    """The question at which these answers lead to a stop, None where they lead to the end."""
    return _walk(scene, dict(answers)).question


def _walk(
    scene: Scene[T], known: dict[str, JsonValue], fresh: Mapping[str, object] | None = None, after: str | None = None
) -> _Reached[T]:
    """Play from the start over what is known, to the first open question.

    What is told before a question that has been answered has been said with it; with `fresh` answers, only what came
    before the question that heard them (`after`): the others were never asked.
    """
    lines, told, answer = scene.lines(), list[str](), None
    while True:
        try:
            step = lines.send(answer)
        except StopIteration as end:
            return _Reached(None, tuple(told), end.value)
        match step:
            case Tell(text):
                told, answer = [*told, text], None
            case Recall(key, kind):
                answer = _restore(key, kind, known)
            case Forget(keys):
                _take_back(keys, known)
                return _walk(scene, known, fresh, after)
            case Question(key=key) as question:
                answer = _restore(key, _kind(question), known)
                if key not in known:
                    return _Reached(question, () if key == after else tuple(told))
                told = [] if fresh is None or key not in fresh or key == after else told


def _arrive(reached: _Reached[T], known: dict[str, JsonValue]) -> Played[T]:
    told = "\n\n".join(reached.told)
    if reached.question is None:
        return Played(known, (Utterance(told),) if told else (), result=reached.result)
    return Played(known, (_again(reached.question, told),), reached.question.key)


def _again(question: Question, opening: str = "") -> Utterance:
    return Utterance(
        text="\n\n".join(part for part in (opening, question.text) if part),
        question=question.key,
        choices=question.choices,
        list_button=question.list_button,
        awaits_text=question.awaits_text,
        document=question.document,
        image=question.image,
    )


def _once_more(question: Question, trouble: Misunderstood, heard: Heard, times: int, manners: Manners) -> Utterance:
    """The same question with its hint; the second time with help, from the third on in other words."""
    opening = _opening(trouble, heard, times, manners)
    hint = trouble.hint or question.hint or question.text
    is_enough = times < 2 or manners.help in question.choices
    choices = question.choices if is_enough else (*question.choices[:9], manners.help)
    said = replace(question, text=hint, choices=choices, document=None)
    return replace(_again(said), text=" ".join(part for part in (opening, hint) if part))


def _opening(trouble: Misunderstood, heard: Heard, times: int, manners: Manners) -> str:
    """Why it was of no use: what cannot be read is named every time, other words are met with growing patience."""
    unreadable = manners.cannot.get(heard.trouble or heard.kind, "")
    if times > 2:
        patience = manners.patience[(times - 3) % len(manners.patience)]
        return f"{unreadable} {patience}".strip()
    return "" if isinstance(trouble, Unacceptable) else unreadable or manners.sorry


def _restore(key: str, kind: Any, known: dict[str, JsonValue]) -> Any:
    """The stored answer as what the script takes it for, None (and no longer known) when it cannot be read so."""
    if key not in known:
        return None
    try:
        return _adapter(kind).validate_python(known[key])
    except ValidationError:
        del known[key]
        return None


def _take_back(keys: tuple[str, ...], known: dict[str, JsonValue]) -> None:
    taken = [known.pop(key) for key in keys if key in known]
    if not taken:
        raise RuntimeError(f"nothing to forget among {', '.join(keys)}: the script would never end")


def _kind(question: Question) -> Any:
    """What `understand` returns when it understood, by its annotation. Raises TypeError where there is none."""
    returned = get_type_hints(question.understand).get("return")
    if returned is None:
        raise TypeError(f"{question.key}: the function that understands the reply must say what it returns")
    return _without_outcomes(returned)


@cache
def _without_outcomes(returned: Any) -> Any:
    if get_origin(returned) not in (Union, types.UnionType):
        return returned
    kinds = [kind for kind in get_args(returned) if kind not in (Misunderstood, Unacceptable, Several)]
    return Union[tuple(kinds)]  # noqa: UP007 - the members are known only now


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)

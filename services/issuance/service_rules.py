"""What a service of the catalogue may not be: every part of it is well-formed, and still they must fit together."""

import re
import string
from collections.abc import Iterable, Iterator

from services.issuance.config_file import Place
from services.issuance.letters.models import N1_DETAILS
from services.issuance.register import AGENDA
from shared.contracts.catalogue import REGISTER_KEY, Letter, Service
from shared.contracts.details import PARTICULARS, Block, DataField, When

#: The values a circumstance may have, by its name; None where any will do.
Known = dict[str, frozenset[str] | None]
Mistakes = Iterator[tuple[Place, str]]

_LETTER_FIELDS = frozenset({"code", "number", "office", "month", "year"})
_LONGEST_KEY = 40


def mistakes_in_service(service: Service, place: Place) -> Mistakes:
    """What every part allows, but the service as a whole does not; each with where it stands."""
    reasons = frozenset(reason.key for reason in service.reasons)
    yield from repeated((reason.key for reason in service.reasons), (*place, "reasons"))
    yield from repeated((document.key for document in service.documents), (*place, "documents"))
    for index, document in enumerate(service.documents):
        for number, key in enumerate(document.when):
            if key not in reasons:
                yield (*place, "documents", index, "when", number), f"names {key}, which is no reason of this service"
    if service.rw_endorses and service.cover_letter == "none":
        yield (*place, "rw_endorses"), "cannot be: there is no surat pengantar to endorse"
    known: Known = {"reason": reasons, **dict.fromkeys(PARTICULARS), "sex": frozenset({"male", "female"})}
    yield from repeated((block.key for block in service.blocks), (*place, "blocks"))
    for index, block in enumerate(service.blocks):
        yield from _mistakes_in_block(block, (*place, "blocks", index), known)
    yield from _mistakes_in_letters(service, place, known)


def mistakes_in_format(form: str, known: frozenset[str], place: Place) -> Mistakes:
    """A format of letter numbers: the running number must be in it, and nothing that is not known."""
    yield from _foreign_fields(form, known, place)
    fields = named_fields(form)
    if fields is not None and (missing := sorted({"number", "year"} - set(fields))):
        yield place, f"must hold {{{missing[0]}}}: else two letters would have the same number"


def mistakes_in_registers(services: Iterable[Service]) -> Mistakes:
    """Where numbers run: not in the agenda, and no number of one register may look like one of another."""
    register_of: dict[str, str] = {}
    for place, letter in _letters(services):
        key, named = letter.runs_in, "register" if letter.number_register else "classification"
        if key.casefold() == AGENDA or not re.fullmatch(REGISTER_KEY, key):
            yield (*place, named), f"is {key}, which cannot be the name of a register"
        written = letter.number_format.replace("{code}", letter.classification)
        if (other := register_of.setdefault(written, key)) != key:
            yield (*place, named), f"is another register than {other}, where the same numbers would be given"


def repeated(keys: Iterable[str], place: Place) -> Mistakes:
    """Keys that come twice in a list."""
    known: set[str] = set()
    for index, key in enumerate(keys):
        if key in known:
            yield (*place, index, "key"), f"is {key} a second time"
        known.add(key)


def named_fields(form: str) -> list[str] | None:
    """What stands in braces; None where a brace is missing or too many.

    With what may follow a name, `:04` or `!r`: no name has that, and so it is refused with what is not known.
    """
    try:
        return [
            f"{field}{'!' if conversion else ''}{conversion or ''}{':' if spec else ''}{spec}"
            for _, field, spec, conversion in string.Formatter().parse(form)
            if field is not None
        ]
    except ValueError:
        return None


def _mistakes_in_block(block: Block, place: Place, known: Known) -> Mistakes:
    """What is told here is known to what comes after it."""
    yield from _mistakes_in_when(block.when, (*place, "when"), known)
    for index, field in enumerate(block.fields):
        here, key = (*place, "fields", index), block.detail(field)
        if key in known or len(key) > _LONGEST_KEY:
            yield (*here, "key"), f"makes {key}, which is {'there already' if key in known else 'too long'}"
        yield from _mistakes_in_field(field, here)
        yield from _mistakes_in_when(field.when, (*here, "when"), known)
        known[key] = frozenset(option.key for option in field.options) or None


def _mistakes_in_field(field: DataField, place: Place) -> Mistakes:
    if bool(field.options) != (field.kind == "choice"):
        yield (*place, "options"), f"{'are missing' if field.kind == 'choice' else 'belong to'} a choice"
    yield from repeated((option.key for option in field.options), (*place, "options"))
    if field.usual is not None and not field.takes(field.usual):
        yield (*place, "usual"), f"is no {field.kind}"


def _mistakes_in_when(when: When, place: Place, known: Known) -> Mistakes:
    for name, values in when.items():
        if name not in known:
            yield (*place, name), f"is not known here; known are {', '.join(known)}"
            continue
        possible = known[name]
        for index, value in enumerate(values):
            if possible is not None and value not in possible:
                yield (*place, name, index), f"names {value}; {name} may be {', '.join(sorted(possible))}"


def _mistakes_in_letters(service: Service, place: Place, known: Known) -> Mistakes:
    if service.letter.when:
        yield (*place, "letter", "when"), "cannot be: this letter is made whenever none of the others is"
    yield from _mistakes_in_letter(service.letter, (*place, "letter"), known)
    for index, letter in enumerate(service.other_letters):
        here = (*place, "other_letters", index)
        if not letter.when:
            yield here, "needs a when: else the usual letter would never be made"
        yield from _mistakes_in_letter(letter, here, known)


def _mistakes_in_letter(letter: Letter, place: Place, known: Known) -> Mistakes:
    if letter.kind == "surat_pengantar":
        yield (*place, "kind"), "is surat_pengantar, which is the RT's"
    yield from _mistakes_in_when(letter.when, (*place, "when"), known)
    yield from mistakes_in_format(letter.number_format, _LETTER_FIELDS, (*place, "number_format"))
    details = frozenset(known) - {"reason", *PARTICULARS}
    yield from _foreign_fields(letter.purpose, details, (*place, "purpose"))
    if letter.form == "introduction" and not letter.addressed_to:
        yield (*place, "addressed_to"), "is missing: an introduction is a letter to somebody"
    if letter.form == "model_n1" and (missing := sorted(N1_DETAILS - details)):
        yield (*place, "form"), f"needs {missing[0]}, which no block asks for"


def _letters(services: Iterable[Service]) -> Iterator[tuple[Place, Letter]]:
    for index, service in enumerate(services):
        yield ("services", index, "letter"), service.letter
        for number, letter in enumerate(service.other_letters):
            yield ("services", index, "other_letters", number), letter


def _foreign_fields(form: str, known: frozenset[str], place: Place) -> Mistakes:
    fields = named_fields(form)
    if fields is None or any(not re.fullmatch(r"\w+", field) for field in fields):
        yield place, "has a brace too many or too few"
    elif foreign := sorted(set(fields) - known):
        there = f"it knows {', '.join(sorted(known))}" if known else "nothing is asked for that could stand there"
        yield place, f"may not hold {{{foreign[0]}}}; {there}"

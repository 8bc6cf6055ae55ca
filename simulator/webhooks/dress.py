"""How letters are put into one POST: plainly when there is one, in every way that Meta knows when there are several."""

from typing import Any

from simulator.webhooks.letters import Letter

Json = dict[str, Any]


def envelope(waba_id: str, letters: list[Letter]) -> Json:
    """The body of one POST. Several letters fill entries, changes and lists of messages alike."""
    changes = _merged([{"value": letter.value, "field": letter.field} for letter in letters])
    half = (len(changes) + 1) // 2
    entries = [{"id": waba_id, "changes": part} for part in (changes[:half], changes[half:]) if part]
    return {"object": "whatsapp_business_account", "entry": entries}


def without_contacts(letter: Letter) -> Letter:
    """As Meta leaves out who wrote, now and then."""
    return _with_value(letter, {name: part for name, part in letter.value.items() if name != "contacts"})


def with_news(letters: list[Letter]) -> list[Letter]:
    """As after a change of Meta's API that nobody has read of yet: fields within, and a webhook of a new kind."""
    return [*map(_with_new_fields, letters), Letter(value={"insight": "good", "score": 5}, field="resident_insights")]


def _with_new_fields(letter: Letter) -> Letter:
    news = {"new_in_next_version": {"level": 1}}
    more = {
        name: [part | news for part in letter.value[name]] for name in ("messages", "statuses") if name in letter.value
    }
    return _with_value(letter, letter.value | more | news)


def _merged(changes: list[Json]) -> list[Json]:
    """The first two become one where both carry messages, so that one value holds two."""
    match changes:
        case [{"field": "messages", "value": {"messages": one}}, {"value": {"messages": other}}, *rest]:
            first, second = changes[0]["value"], changes[1]["value"]
            people = {"contacts": _distinct([*first.get("contacts", []), *second.get("contacts", [])])}
            return [{"value": first | {"messages": one + other} | people, "field": "messages"}, *rest]
        case _:
            return changes


def _distinct(contacts: list[Json]) -> list[Json]:
    return [contact for place, contact in enumerate(contacts) if contact not in contacts[:place]]


def _with_value(letter: Letter, value: Json) -> Letter:
    return letter.model_copy(update={"value": value})

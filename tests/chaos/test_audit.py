"""The audit finds every kind of damage by id, and nothing where there is none."""

from dataclasses import replace

import pytest

from chaos.audit import audit, unknown
from chaos.evidence import Evidence, Left, Number, Said, Sent, Shown
from chaos.report import as_text
from shared.messaging import uuid7

APPLICATION = uuid7().hex
FIRST, SECOND = uuid7().hex, uuid7().hex
HANDED_OVER = Said(uuid7().hex, "fact.issuance.handed_over.v1", APPLICATION, "cause-1")
PHONE = "6281372000001"
AT = (int(FIRST[:12], 16)) / 1000


def shown(message_id: str, seq: int, at: float = AT, *, has_failed: bool = False) -> Shown:
    return Shown(PHONE, seq, message_id, 0, at, has_failed)


def sent(message_id: str, stage: str = "read") -> Sent:
    return Sent(message_id, message_id, stage, 0, "intake")


GOOD = Evidence(
    applications=1,
    files={APPLICATION: "handed_over"},
    ended=frozenset({"handed_over"}),
    facts=(HANDED_OVER,),
    hears={"intake": frozenset({HANDED_OVER.name})},
    heard={"intake": frozenset({HANDED_OVER.id})},
    numbers=(Number("470", 2026, 1), Number("470", 2026, 2)),
    sent=(sent(FIRST), sent(SECOND)),
    shown=(shown(FIRST, 1), shown(SECOND, 2)),
    residents=frozenset({PHONE}),
    photos={"archive/photo": True},
)


def test_nothing_is_found_where_all_is_well():
    assert audit(GOOD) == []
    assert as_text(GOOD, 7) == "applications 1, faults 7, lost 0, duplicated 0"


DAMAGED = {
    "an application nobody has heard of": (replace(GOOD, applications=2), "lost", "an application"),
    "an application made twice": (replace(GOOD, applications=0), "duplicated", "an application"),
    "an application without its end": (replace(GOOD, files={APPLICATION: "drafted"}), "lost", APPLICATION),
    "an end that was not told": (replace(GOOD, facts=()), "lost", APPLICATION),
    "two ends": (
        replace(
            GOOD,
            facts=(HANDED_OVER, Said(HANDED_OVER.id, "fact.issuance.application_withdrawn.v1", APPLICATION, "cause-2")),
        ),
        "duplicated",
        APPLICATION,
    ),
    "a number given twice": (replace(GOOD, numbers=(Number("470", 2026, 1),) * 2), "duplicated", "1/2026"),
    "a number left out": (replace(GOOD, numbers=(Number("470", 2026, 2),)), "lost", "1/2026 of register 470"),
    "a fact in the stream twice": (replace(GOOD, facts=(HANDED_OVER,) * 2), "duplicated", HANDED_OVER.id),
    "a fact said twice because of one thing": (
        replace(GOOD, facts=(HANDED_OVER, HANDED_OVER._replace(id=uuid7().hex)), hears={}),
        "duplicated",
        "cause-1",
    ),
    "a fact not heard": (replace(GOOD, heard={}), "lost", HANDED_OVER.id),
    "a message that is on no phone": (replace(GOOD, shown=(shown(SECOND, 2),)), "lost", FIRST),
    "a message that is on the phone only as failed": (
        replace(GOOD, shown=(shown(FIRST, 1, has_failed=True), shown(SECOND, 2))),
        "lost",
        FIRST,
    ),
    "a message that came twice": (
        replace(GOOD, shown=(*GOOD.shown, shown(SECOND, 3))),
        "duplicated",
        SECOND,
    ),
    "a message nobody has sent": (replace(GOOD, sent=(sent(FIRST),)), "lost", SECOND),
    "a message still under way": (replace(GOOD, sent=(sent(FIRST), sent(SECOND, "sending"))), "in limbo", SECOND),
    "an unknown message on nobody's list": (
        replace(GOOD, sent=(sent(FIRST), sent(SECOND, "unknown"))),
        "lost",
        SECOND,
    ),
    "messages in the wrong order": (replace(GOOD, shown=(shown(SECOND, 1), shown(FIRST, 2))), "out of order", FIRST),
    "a photo that is not there": (replace(GOOD, photos={"archive/photo": False}), "lost", "archive/photo"),
    "something left in the outbox": (replace(GOOD, left=(Left("intake", "outbox", "id-1", ""),)), "in limbo", "id-1"),
    "something parked": (replace(GOOD, left=(Left("intake", "parked", "FACTS:1", "why"),)), "in limbo", "why"),
    "a resident who waits in vain": (replace(GOOD, despaired=("resident 7",)), "lost", "resident 7"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_each_damage_is_found_and_named(damage: str):
    evidence, kind, named = DAMAGED[damage]

    assert any(finding.kind == kind and named in finding.what for finding in audit(evidence))
    assert f"  {kind}: " in as_text(evidence, 0)


def test_an_unknown_message_on_a_clerks_list_is_counted_apart():
    evidence = replace(GOOD, sent=(sent(FIRST), sent(SECOND, "unknown")), listed=frozenset({SECOND}))

    assert audit(evidence) == []
    assert unknown(evidence) == [SECOND]
    assert SECOND in as_text(evidence, 0)


def test_a_clock_that_was_an_hour_ahead_does_not_upset_the_order():
    ahead = f"{int(FIRST[:12], 16) + 3_600_000:012x}{FIRST[12:]}"
    evidence = replace(GOOD, sent=(sent(ahead), sent(SECOND)), shown=(shown(ahead, 1), shown(SECOND, 2)))

    assert audit(evidence) == []


def test_what_whatsapp_sent_and_nobody_understands_is_counted_apart_when_it_has_a_reason():
    parked = Left("notifier", "parked", "WEBHOOKS:7", "of an unknown shape")

    assert audit(replace(GOOD, left=(parked,))) == []
    assert "parked, for a person: WEBHOOKS:7: of an unknown shape" in as_text(replace(GOOD, left=(parked,)), 0)
    assert audit(replace(GOOD, left=(parked._replace(reason=""),))) != []

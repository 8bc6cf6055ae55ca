"""What the evidence says: was anything lost, was anything done twice? Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from uuid import UUID

from chaos.evidence import Evidence, Left, Number, Shown

Kind = Literal["lost", "duplicated", "out of order", "in limbo"]
#: Each ends an application.
ENDS = {
    "fact.issuance.handed_over.v1",
    "fact.issuance.application_refused.v1",
    "fact.issuance.application_withdrawn.v1",
}
ARRIVED = frozenset({"sent", "delivered", "read"})
UNDER_WAY = frozenset({"queued", "sending"})
AN_HOUR = 3_600_000  # milliseconds


class Finding(NamedTuple):
    """Something that should not be; `what` names it by id."""

    kind: Kind
    what: str


def audit(evidence: Evidence) -> list[Finding]:
    """Everything that is wrong; nothing when all is well."""
    looks = (_despair, _ends, _numbers, _facts, _hearing, _messages, _order, _photos, _limbo)
    return [finding for look in looks for finding in look(evidence)]


def unknown(evidence: Evidence) -> list[str]:
    """Messages of which nobody knows whether they arrived."""
    return [sent.id for sent in evidence.sent if sent.stage == "unknown"]


def for_a_person(evidence: Evidence) -> list[Left]:
    """What WhatsApp sent that nobody understands: it is parked with its reason, and holds nothing up."""
    return [left for left in evidence.left if _is_for_a_person(left)]


def _is_for_a_person(left: Left) -> bool:
    return left.table == "parked" and left.place.startswith("WEBHOOKS:") and bool(left.reason)


def _despair(evidence: Evidence) -> Iterator[Finding]:
    for words in evidence.despaired:
        yield Finding("lost", words)


def _ends(evidence: Evidence) -> Iterator[Finding]:
    for _ in range(len(evidence.files), evidence.applications):
        yield Finding("lost", f"an application: the office has {len(evidence.files)} of {evidence.applications}")
    for _ in range(evidence.applications, len(evidence.files)):
        yield Finding("duplicated", f"an application: the office has {len(evidence.files)}")
    ends = Counter(fact.key for fact in evidence.facts if fact.name in ENDS)
    for application, stage in evidence.files.items():
        if stage not in evidence.ended or not ends[application]:
            yield Finding("lost", f"application {application}: its end, it is {stage}")
        elif ends[application] > 1:
            yield Finding("duplicated", f"application {application}: {ends[application]} ends")


def _numbers(evidence: Evidence) -> Iterator[Finding]:
    for number, times in Counter(evidence.numbers).items():
        if times > 1:
            yield Finding("duplicated", f"number {_named(number)}, {times} times")
    registers: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number in evidence.numbers:
        registers[number.register, number.year].add(number.number)
    for (register, year), taken in registers.items():
        for gap in sorted(set(range(1, max(taken))) - taken):
            yield Finding("lost", f"number {_named(Number(register, year, gap))}")


def _named(number: Number) -> str:
    return f"{number.number}/{number.year} of register {number.register}"


def _facts(evidence: Evidence) -> Iterator[Finding]:
    yield from _repeated("fact", (fact.id for fact in evidence.facts))
    for said, times in Counter((fact.name, fact.key, fact.cause) for fact in evidence.facts).items():
        if times > 1:
            yield Finding("duplicated", f"{said[0]} of {said[1]} because of {said[2]}, {times} times")


def _hearing(evidence: Evidence) -> Iterator[Finding]:
    for service, names in evidence.hears.items():
        heard = evidence.heard.get(service, frozenset())
        for fact in evidence.facts:
            if fact.name in names and fact.id not in heard:
                yield Finding("lost", f"{fact.name} {fact.id}: {service} has not heard it")


def _messages(evidence: Evidence) -> Iterator[Finding]:
    shown = Counter(each.message_id for each in evidence.shown if not each.has_failed)
    for sent in evidence.sent:
        if sent.stage in ARRIVED and not shown[sent.id]:
            yield Finding("lost", f"message {sent.id}: {sent.stage}, and not on the phone")
        elif sent.stage == "unknown" and sent.whole not in evidence.listed:
            yield Finding("lost", f"message {sent.id}: unknown, and on nobody's list")
        elif sent.stage in UNDER_WAY:
            yield Finding("in limbo", f"message {sent.id}: {sent.stage}")
    for message_id, times in shown.items():
        if times > 1:
            yield Finding("duplicated", f"message {message_id}, {times} times on the phone")
    known = {sent.id for sent in evidence.sent}
    for message_id in shown.keys() - known:
        yield Finding("lost", f"message {message_id}: on a phone, and unknown to the notifier")


def _order(evidence: Evidence) -> Iterator[Finding]:
    """Each speaker's words reach a resident as they were said; their ids tell the order."""
    speakers = {sent.id: sent.speaker for sent in evidence.sent if sent.id == sent.whole}
    last: dict[tuple[str, str], tuple[float, str]] = {}
    for shown in sorted(evidence.shown, key=lambda each: each.seq):
        speaker = speakers.get(shown.message_id)
        if speaker is None or shown.phone not in evidence.residents or shown.has_failed:
            continue
        said_at, before = _said_at(shown), last.get((shown.phone, speaker))
        if before and before[0] > said_at:
            yield Finding("out of order", f"message {shown.message_id} came after {before[1]} on {shown.phone}")
        last[shown.phone, speaker] = (said_at, shown.message_id)


def _said_at(shown: Shown) -> float:
    """In milliseconds, and parts of them; what a clock said that was wrong by hours is put right."""
    number = UUID(shown.message_id).int
    told = (number >> 80) + (number >> 64 & 0xFFF) / 4096
    return told - AN_HOUR * round((told - 1000 * shown.at) / AN_HOUR)


def _photos(evidence: Evidence) -> Iterator[Finding]:
    for name, is_there in evidence.photos.items():
        if not is_there:
            yield Finding("lost", f"attachment {name}")


def _limbo(evidence: Evidence) -> Iterator[Finding]:
    for left in evidence.left:
        if _is_for_a_person(left):
            continue
        if left.table != "parked" or not left.reason:
            yield Finding("in limbo", f"{left.place} in {left.table} of {left.service}")
        else:
            yield Finding("in limbo", f"{left.place} is parked by {left.service}: {left.reason}")


def _repeated(what: str, ids: Iterable[str]) -> Iterator[Finding]:
    for id_, times in Counter(ids).items():
        if times > 1:
            yield Finding("duplicated", f"{what} {id_}, {times} times")

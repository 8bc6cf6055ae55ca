"""What a run says at its end: one line, and below it everything that was found, by id."""

from collections import Counter
from collections.abc import Sequence

from chaos.audit import Finding, audit, for_a_person, unknown
from chaos.evidence import Evidence


def is_clean(findings: Sequence[Finding]) -> bool:
    return not findings


def as_text(evidence: Evidence, faults: int) -> str:
    """`applications N, faults M, lost 0, duplicated 0`, and what else there is to say."""
    findings = audit(evidence)
    found = Counter(finding.kind for finding in findings)
    others = [f"{kind} {found[kind]}" for kind in ("out of order", "in limbo") if found[kind]]
    said = [
        f"applications {evidence.applications}, faults {faults}",
        f"lost {found['lost']}, duplicated {found['duplicated']}",
        *others,
    ]
    lines = [", ".join(said), *(f"  {finding.kind}: {finding.what}" for finding in findings)]
    if doubtful := unknown(evidence):
        lines.append(f"  on a clerk's list, since nobody knows whether they arrived: {', '.join(doubtful)}")
    lines += [f"  parked, for a person: {left.place}: {left.reason}" for left in for_a_person(evidence)]
    return "\n".join(lines)

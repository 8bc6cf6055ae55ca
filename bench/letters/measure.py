"""Sets and seals many different letters, and counts the CPU time of each."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench.figures import Figure
from bench.machine import resident_mb
from services.issuance.letters import Introduction, Issue, Letter, RtLetter, new_code, preview, render
from services.issuance.signing import Seal, make_demo_certificate, verify
from shared.contracts.vocabulary import CoverLetter, Person
from shared.testing.samples import KTP, OFFICE, SITI

Thing = TypeVar("Thing")
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
WARMING = 20  # letters set before anything is counted


def measure(rounds: int = 3, letters: int = 200) -> list[Figure]:
    """One process, warm."""
    for warm in (_rt_letters, _introductions):
        _cpu_ms(render, warm(WARMING))
    seal = _seal()
    found = [_round(letters, seal) for _ in range(rounds)]
    return [Figure("letters", what, unit, tuple(each[what, unit] for each in found)) for what, unit in found[0]]


def _round(letters: int, seal: Seal) -> dict[tuple[str, str], float]:
    pdfs, sealed = list[bytes](), list[bytes]()
    return {
        ("set surat pengantar RT", "CPU ms"): _cpu_ms(render, _rt_letters(letters)),
        ("set surat pengantar KTP", "CPU ms"): _cpu_ms(lambda it: pdfs.append(render(it)), _introductions(letters)),
        ("preview surat pengantar KTP", "CPU ms"): _cpu_ms(preview, _introductions(letters)),
        ("seal (RSA 2048)", "CPU ms"): _cpu_ms(lambda pdf: sealed.append(seal.seal(pdf, reason="Surat")), pdfs),
        ("check a seal", "CPU ms"): _cpu_ms(verify, sealed),
        ("set by two threads", "letters/s"): _side_by_side(render, _introductions(letters)),
        ("memory after the round", "MB"): resident_mb(),
    }


def _cpu_ms(work: Callable[[Thing], object], things: Iterable[Thing]) -> float:
    """For each of them."""
    ready = list(things)
    began = time.process_time()
    for thing in ready:
        work(thing)
    return (time.process_time() - began) * 1000 / len(ready)


def _side_by_side(work: Callable[[Thing], object], things: Iterable[Thing]) -> float:
    """So many a second."""
    ready = list(things)
    with ThreadPoolExecutor(2) as threads:
        began = time.perf_counter()
        list(threads.map(work, ready))
        return len(ready) / (time.perf_counter() - began)


def _seal() -> Seal:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seal.p12"
        make_demo_certificate(path, "bench", OFFICE)
        return Seal.load(path, "bench")


def _rt_letters(count: int) -> Iterator[Letter]:
    purpose = "pengurusan Kartu Tanda Penduduk (KTP) elektronik"
    for serial in range(count):
        issue = _issue(f"{serial:03}/RT.005/RW.002/XI/2026")
        yield RtLetter(office=OFFICE, applicant=_person(serial), purpose=purpose, issue=issue)


def _introductions(count: int) -> Iterator[Letter]:
    cover = CoverLetter(number="012/RT.005/RW.002/XI/2026", dated=NOW.date())
    for serial in range(count):
        issue, person = _issue(f"470/{serial:04}/BKS/XI/2026"), _person(serial)
        yield Introduction(office=OFFICE, applicant=person, wording=KTP.letter, cover_letter=cover, issue=issue)


def _person(serial: int) -> Person:
    return SITI.model_copy(update={"name": f"Siti Aminah {serial}", "address": f"Jl. Sapta Marga No. {serial}"})


def _issue(number: str) -> Issue:
    return Issue(
        number=number,
        dated=NOW.date(),
        code=new_code(),
        public_url="https://pengantar.example",
        approved_by="Rahmat Hidayat",
        approved_at=NOW,
    )

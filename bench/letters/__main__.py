"""What a letter costs: `python -m bench.letters [COUNT]`. Milliseconds are medians of COUNT different letters, warm."""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TypeVar

from services.issuance.letters import Issue, KtpIntroduction, Letter, RtLetter, new_code, preview, render
from services.issuance.signing import Seal, make_demo_certificate, verify
from shared.contracts.vocabulary import CoverLetter, Person
from shared.testing.samples import KTP, OFFICE, SITI

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
Thing = TypeVar("Thing")
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {COUNT} letters each\n")
    for _ in map(render, chain(_rt_letters(20), _introductions(20))):
        pass
    memory = [_resident()]
    _time("render surat pengantar RT", render, _rt_letters(COUNT))
    memory.append(_resident())
    _time("render pengantar KTP", render, _introductions(COUNT))
    memory.append(_resident())
    _time("preview pengantar KTP", preview, _introductions(COUNT))
    memory.append(_resident())
    _time_side_by_side("render, two threads", _introductions(COUNT))
    _time_seal()
    print("\nmemory, warm and after each of the first three:", ", ".join(f"{size:.0f} MB" for size in memory))


def _time_seal() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seal.p12"
        make_demo_certificate(path, "bench", OFFICE)
        seal = Seal.load(path, "bench")
    sealed: list[bytes] = []
    pdfs = [render(letter) for letter in _introductions(min(COUNT, 200))]
    _time("seal (RSA 2048)", lambda pdf: sealed.append(seal.seal(pdf, reason="Surat Pengantar")), pdfs)
    _time("verify", verify, sealed)


def _time(what: str, work: Callable[[Thing], object], things: Iterable[Thing]) -> None:
    spent: list[float] = []
    cpu = time.process_time()
    for thing in things:
        start = time.perf_counter()
        work(thing)
        spent.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / len(spent)
    print(f"{what:28} {median(spent):6.1f} ms, 95 % within {quantiles(spent, n=20)[-1]:.1f} ms, {cpu:.1f} ms of CPU")


def _time_side_by_side(what: str, letters: Iterable[Letter]) -> None:
    with ThreadPoolExecutor(2) as threads:
        start = time.perf_counter()
        made = sum(1 for _ in threads.map(render, letters))
    print(f"{what:28} {made / (time.perf_counter() - start):6.0f} letters a second")


def _resident() -> float:
    """Memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _rt_letters(count: int) -> Iterator[Letter]:
    purpose = "pengurusan Kartu Tanda Penduduk (KTP) elektronik"
    for serial in range(count):
        issue = _issue(f"{serial:03}/RT.005/RW.002/XI/2026")
        yield RtLetter(office=OFFICE, applicant=_person(serial), purpose=purpose, issue=issue)


def _introductions(count: int) -> Iterator[Letter]:
    cover = CoverLetter(number="012/RT.005/RW.002/XI/2026", dated=NOW.date())
    for serial in range(count):
        issue, person = _issue(f"470/{serial:04}/BKS/XI/2026"), _person(serial)
        yield KtpIntroduction(office=OFFICE, applicant=person, wording=KTP.letter, cover_letter=cover, issue=issue)


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


if __name__ == "__main__":
    main()

"""Which photo is which: told by its caption, else by its order, else asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shared.contracts.vocabulary import DocumentKey
from shared.dialogue import Option, Page
from shared.dialogue.understand import which

_TOO_COMMON = {"foto", "surat", "dari", "yang", "lama", "asli"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is wanted; `label` says more than its name where there is more to say: `pas foto latar biru`."""

    key: DocumentKey
    name: str
    label: str
    hint: str | None = None


@dataclass
class Sorted:
    """What an album turned out to hold, and the photos that could be of anything."""

    placed: dict[DocumentKey, tuple[Page, ...]] = field(default_factory=dict[DocumentKey, tuple[Page, ...]])
    unsorted: tuple[Page, ...] = ()


def is_readable(page: Page) -> bool:
    """Photos and PDFs, which every desk can open."""
    kind = page.attachment.media_type
    return kind.startswith("image/") or kind == "application/pdf"


def sort(pages: Iterable[Page], missing: Sequence[Paper], wanted: Sequence[Paper]) -> Sorted:
    """Put every page to its document.

    Pages without a telling caption follow the order of what is still missing. More pages than that belong to the one
    document that is missing, or could be of anything.
    """
    found, loose = Sorted(), list[Page]()
    for page in pages:
        key = which(page.caption or "", options(wanted))
        if key is None:
            loose.append(page)
        else:
            found.placed[key] = (*found.placed.get(key, ()), page)
    free = [paper.key for paper in missing if paper.key not in found.placed]
    if len(loose) <= len(free):
        found.placed |= {key: (page,) for key, page in zip(free, loose, strict=False)}
    elif len(free) == 1:
        found.placed[free[0]] = tuple(loose)
    else:
        found.unsorted = tuple(loose)
    return found


def options(papers: Sequence[Paper]) -> list[Option]:
    """The documents as people call them: by key, name, initials, or a word that only one of them has."""
    owners: dict[str, set[DocumentKey]] = {}
    for paper in papers:
        for word in paper.name.lower().split():
            owners.setdefault(word, set()).add(paper.key)
    return [Option(paper.key, paper.name, also=tuple(_also(paper, owners))) for paper in papers]


def _also(paper: Paper, owners: Mapping[str, set[DocumentKey]]) -> Iterable[str]:
    yield from (paper.name, paper.key.replace("_", " "))
    words = paper.name.lower().split()
    if len(words) > 1:
        yield "".join(word[0] for word in words)
    yield from (word for word in words if owners[word] == {paper.key} and word not in _TOO_COMMON)

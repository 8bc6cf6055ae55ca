"""What is to be handed in, and what has been."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.intake.dialogue.lacking import Lacking, lacking_key
from services.intake.understanding.pages import Paper
from shared.contracts.vocabulary import Attachment, DocumentKey
from shared.dialogue import Script, recall

Pages = tuple[Attachment, ...]
Documents = Mapping[DocumentKey, Pages]


@dataclass(frozen=True, slots=True)
class Needed:
    """What is to be handed in, by whom, how it is asked for at first, and whether by a link or in the chat."""

    wanted: tuple[Paper, ...]
    called: str
    opening: str
    by_link: bool = False


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The pages of each document, and why the resident does not have the others."""

    documents: Documents
    lacking: Lacking


def what_is_known(needed: Needed) -> Script[tuple[dict[DocumentKey, Pages], dict[DocumentKey, str]]]:
    """The pages that are there; of what has none, why."""
    given: dict[DocumentKey, Pages] = {}
    lacking: dict[DocumentKey, str] = {}
    for paper in needed.wanted:
        if known := (yield from recall(document_key(paper.key), Pages)):
            given[paper.key] = known
        elif reason := (yield from recall(lacking_key(paper.key), str)):
            lacking[paper.key] = reason
    return given, lacking


def document_key(key: DocumentKey) -> str:
    """The question, and the answer, that is this document."""
    return f"document.{key}"

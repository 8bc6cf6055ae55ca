"""A document that the resident does not have: which one, and why. The clerk decides whether it goes on without it."""

import re
from collections.abc import Callable, Mapping, Sequence

from services.intake.understanding import pages
from services.intake.understanding.pages import Paper
from shared.contracts.vocabulary import DocumentKey
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, Unacceptable, ask, recall
from shared.dialogue.understand import one_of, plain, some_text, which

Lacking = Mapping[DocumentKey, str]
#: Photos that come while this is talked about, as answers; None where there are none.
Photos = Callable[[Heard], Several | Misunderstood | None]

#: The photo of a surat pengantar on paper, among the documents: whoever has said that they hold it sends it.
COVER_LETTER_KEY = "cover_letter"
DO_NOT_HAVE = Option("lacking", "Tidak punya")
MISTAKEN = Option("mistaken", "Ada semua", also=("ada", "batal", "tidak jadi", "salah", "punya"))
_THERE_AFTER_ALL = {"ada", "ternyata ada", "punya", "ternyata punya", "batal", "tidak jadi"}
#: The answer that says which document is spoken of, or that some one is.
CLAIM = "lacked"
_SOME, _NONE = "some", ""
_WHY_HINT = "Tulis singkat kenapa tidak ada, contoh: *hilang waktu banjir*. Kalau ternyata ada, kirim fotonya."
_DO_NOT_HAVE = re.compile(
    r"\b(?:(?:tidak|tak|tdk|ndak|dak|enggak|nggak|ngga|gak|ga)\s+(?:punya|memiliki|mempunyai|ada|ado)"
    r"|(?:belum|blm)\s+(?:punya|memiliki|mempunyai))\b"
)


def lacking_key(key: DocumentKey) -> str:
    """The question why the resident does not have this document, and the answer."""
    return f"lacking.{key}"


def may_lack(papers: Sequence[Paper]) -> list[Paper]:
    return [paper for paper in papers if paper.key != COVER_LETTER_KEY]


def says_it_lacks(heard: Heard, missing: Sequence[Paper]) -> Several | None:
    """Which of those that are missing the resident does not have, as far as the words tell."""
    could = may_lack(missing)
    said = plain(heard.text or "")
    if not could or not (heard.choice == DO_NOT_HAVE.key or (heard.kind == "text" and _DO_NOT_HAVE.search(said))):
        return None
    named = which(_DO_NOT_HAVE.sub(" ", said), pages.options(could)) if heard.choice is None else None
    return Several({CLAIM: could[0].key if len(could) == 1 else named or _SOME})


def what_is_lacking(missing: Sequence[Paper], photos: Photos) -> Script[None]:
    """Which one, where that is not clear, and why: the reason is what the clerk goes by."""
    claim = yield from recall(CLAIM, str)
    could = may_lack(missing)
    if not could or not claim:
        return
    if claim == _SOME:
        options = [*pages.options(could), MISTAKEN]
        choices = [option.choice for option in options]
        yield from ask(
            "which_lacked", "Dokumen mana yang tidak ada?", one_that_lacks(options, photos), choices, awaits_text=True
        )
    if paper := next((it for it in could if it.key == claim), None):
        text = f"Kenapa *{paper.label}* tidak ada? Tulis singkat saja; petugas yang memutuskan."
        yield from ask(lacking_key(paper.key), text, why(photos), hint=_WHY_HINT)


def one_that_lacks(options: Sequence[Option], photos: Photos) -> Callable[[Heard], str | Several | Misunderstood]:
    understand = one_of(options)

    def the_one(heard: Heard) -> str | Several | Misunderstood:
        if (shown := photos(heard)) is not None:
            return leaving_the_claim(shown)
        said = understand(heard)
        if isinstance(said, Misunderstood):
            return said
        return Several({CLAIM: _NONE if said == MISTAKEN.key else said})

    return the_one


def why(photos: Photos) -> Callable[[Heard], str | Several | Misunderstood]:
    """In a few words, at most 200 characters. Who finds the document after all sends it, or says that it is there."""

    def the_reason(heard: Heard) -> str | Several | Misunderstood:
        if (shown := photos(heard)) is not None:
            return leaving_the_claim(shown)
        said = some_text(heard)
        if isinstance(said, Misunderstood):
            return said
        if plain(said) in _THERE_AFTER_ALL:
            return Several({CLAIM: _NONE})
        return said[:200] if len(said) > 2 else Unacceptable(_WHY_HINT)

    return the_reason


def leaving_the_claim(shown: Several | Misunderstood) -> Several | Misunderstood:
    return Several({**shown.answers, CLAIM: _NONE}) if isinstance(shown, Several) else shown

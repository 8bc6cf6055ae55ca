"""How people and papers are called in a sentence."""

import re
from collections.abc import Sequence

from shared.contracts.catalogue import Chair, Reason, Service
from shared.contracts.vocabulary import Person, Rt
from shared.dialogue.understand import plain
from shared.indonesian import honorific, listed

_TITLE = re.compile(r"^(?:h|hj|dr|drs|dra|ir|prof|kh|m|st|a|r)\.?$", re.IGNORECASE)


def short_name(name: str) -> str:
    """The first word of a name that is one: `Hj. Siti Aminah` is `Siti`."""
    words = [word for word in name.replace(",", " ").split() if not _TITLE.match(word) and not word.endswith(".")]
    return words[0] if words else name


def called(applicant: Person, helped_by: str | None = None) -> str:
    """How to speak to whoever writes to us: `Ibu Siti`."""
    if helped_by:
        return f"Bapak/Ibu {short_name(helped_by)}"
    return f"{honorific(applicant.sex)} {short_name(applicant.name)}"


def the_chair(rt: Rt, chair: Chair | None) -> str:
    """`Ketua RT 005, Bapak Rahmat Hidayat`"""
    return f"Ketua RT {rt.rt:03}, {chair.honorific} {chair.name}" if chair else f"Ketua RT {rt.rt:03}"


def is_the_chair(applicant: Person, chair_name: str | None) -> bool:
    """Whether somebody would be vouching for themselves, as far as the names tell."""
    return chair_name is not None and plain(applicant.name) == plain(chair_name)


def the_rw_chair(rt: Rt, chair: Chair | None) -> str:
    """`Ketua RW 002, Ibu Dewi Sartika`"""
    return f"Ketua RW {rt.rw:03}, {chair.honorific} {chair.name}" if chair else f"Ketua RW {rt.rw:03}"


def purpose(service: Service, reason: Reason | None) -> str:
    """`KTP (rusak / ganti data)`"""
    return f"{service.short} ({lowered(reason.label)})" if reason else service.short


def lowered(words: str) -> str:
    """With a small first letter, unless the first word is an abbreviation."""
    first = words.split(" ", 1)[0]
    return words if first.isupper() else words[:1].lower() + words[1:]


def masked(value: str) -> str:
    """A number of 16 digits but for its end; anything else as it is."""
    return f"{'•' * 12}{value[-4:]}" if len(value) == 16 and value.isdigit() else value


def begun(words: str) -> str:
    """As a sentence begins: with a capital letter."""
    return words[:1].upper() + words[1:]


def photo_of(paper: str) -> str:
    """`*foto* Kartu Keluarga`; a pas foto is one already."""
    return f"*{paper}*" if "foto" in paper.lower() else f"*foto* {paper}"


def photos_of(papers: Sequence[str]) -> str:
    """`foto KTP lama dan pas foto`; a pas foto alone is one already."""
    is_one = len(papers) == 1 and "foto" in papers[0].lower()
    return listed(papers) if is_one else f"foto {listed(papers)}"


def as_sentence(words: str) -> str:
    """Somebody's words as the end of a sentence."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def says_briefly(said: str, pattern: re.Pattern[str], most: int) -> bool:
    """Whether this is said in a sentence of so many words at the most: in a long one it is something else as well."""
    words = plain(said)
    return len(words.split()) <= most and bool(pattern.search(words))

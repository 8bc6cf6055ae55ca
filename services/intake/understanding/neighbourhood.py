"""RT and RW: `005/002`, `rt 5 rw 2`, `RT05`; it must be one of the kelurahan's."""

import re

from shared.contracts.catalogue import Directory
from shared.contracts.vocabulary import Rt
from shared.dialogue import Misunderstood, Unacceptable
from shared.dialogue.understand import ORDINALS
from shared.indonesian import listed

_BOTH = re.compile(r"\brt\W*0*(\d{1,3})(?:\s*[/\\]\s*(?:rw)?|\W*(?:dan)?\W*rw)\W*0*(\d{1,3})\b", re.IGNORECASE)
_TURNED = re.compile(r"\brw\W*0*(\d{1,3})\W*rt\W*0*(\d{1,3})\b", re.IGNORECASE)
_PAIR = re.compile(r"^\W*(?:rt\s*/?\s*rw)?\W*0*(\d{1,3})\s*[/\\\-., ]\s*(?:rw)?\s*0*(\d{1,3})\W*$", re.IGNORECASE)
_RT_ALONE = re.compile(r"\brt\W*0*(\d{1,3})\b", re.IGNORECASE)
_IN_WORDS = re.compile(rf"\b(r[tw]\W*)({'|'.join(ORDINALS)})\b", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"^\W*0*(\d{1,3})\W*$")


def read_rt(text: str, directory: Directory) -> Rt | Misunderstood:
    """The RT and its RW. The RW need not be said where only one RW has that RT."""
    text = _IN_WORDS.sub(_in_digits, text)
    if pair := find_pair(text):
        rt, rw = pair
        there = next((post.rt for post in directory.rts if (post.rt.rt, post.rt.rw) == pair), None)
        return there or Unacceptable(_unknown(rt, rw, directory))
    alone = _RT_ALONE.search(text) or _NUMBER_ALONE.match(text)
    if alone is None:
        return Misunderstood("Tulis RT dan RW dengan angka, contoh: 005/002.")
    return _only_one(int(alone[1]), directory)


def find_pair(text: str) -> tuple[int, int] | None:
    """The numbers of RT and RW, in this order."""
    if turned := _TURNED.search(text):
        return int(turned[2]), int(turned[1])
    found = _BOTH.search(text) or _PAIR.match(text)
    return (int(found[1]), int(found[2])) if found else None


def _in_digits(found: re.Match[str]) -> str:
    """`rt lima` is `rt 5`."""
    return f"{found[1]}{ORDINALS.index(found[2].lower()) + 1}"


def names_an_rt(text: str) -> bool:
    """Whether the text speaks of an RT, by name or as `005/002`."""
    return bool(find_pair(text) or _RT_ALONE.search(text))


def without_rt(text: str) -> str:
    """An address without the RT and RW in it: they are kept by themselves."""
    for pattern in (_BOTH, _TURNED, _RT_ALONE):
        text = pattern.sub("", text)
    return text.strip(" ,.;-")


def _only_one(rt: int, directory: Directory) -> Rt | Misunderstood:
    found = [post.rt for post in directory.rts if post.rt.rt == rt]
    match found:
        case [only]:
            return only
        case []:
            return Unacceptable(_unknown(rt, None, directory))
        case _:
            rws = listed([f"RW {there.rw:03}" for there in found], last="atau")
            return Unacceptable(
                f"RT {rt:03} ada di beberapa RW: {rws}. Tulis RT dan RW-nya, contoh: {rt:03}/{found[0].rw:03}."
            )


def _unknown(rt: int, rw: int | None, directory: Directory) -> str:
    said = f"RT {rt:03}" if rw is None else f"RT {rt:03}/RW {rw:03}"
    near = [post.rt for post in directory.rts if post.rt.rt == rt]
    if near:
        return (
            f"{said} tidak ada di kelurahan ini, yang ada {listed([str(there) for there in near])}. RT dan RW berapa?"
        )
    return (
        f"{said} tidak ada di kelurahan ini. RT dan RW tertulis di Kartu Keluarga, contoh: 005/002. RT dan RW berapa?"
    )

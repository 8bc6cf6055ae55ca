"""The directory on a screen: RW by RW, phones masked where a list does not need them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import phonenumbers

from services.issuance.chairs import ChairOnWhatsApp
from services.issuance.console.words import DOT, Mark, near_time
from services.issuance.directory_edits import Post, name_of, same_post
from shared.contracts.catalogue import Chair, Directory, RtPost


class PostRow(NamedTuple):
    """One RT or RW. `href` is where it is changed; `whatsapp` is None where there is no chair."""

    name: str
    href: str
    chair: str
    phone: str
    is_rw: bool
    whatsapp: Mark | None


class Tally(NamedTuple):
    """How the office stands with its chairs."""

    rts: int
    vacant: int
    on_paper: int


class Difference(NamedTuple):
    """What a list would change: the chair before and after; `before` is None for what is new."""

    name: str
    before: str | None
    after: str


def by_rw(directory: Directory, known: Mapping[str, ChairOnWhatsApp], now: datetime) -> list[tuple[int, list[PostRow]]]:
    """Each RW with itself first, where it is in the directory, and its RTs. `known` is by the name of the post."""
    numbers = sorted({post.rt.rw for post in directory.rts} | {post.rw for post in directory.rws})
    return [
        (number, [_row(post, known.get(name_of(post)), now) for post in _posts(directory, number)])
        for number in numbers
    ]


def tally(directory: Directory) -> Tally:
    chairs = [post.chair for post in directory.rts]
    on_paper = sum(chair is not None and chair.phone is None for chair in chairs)
    return Tally(len(chairs), chairs.count(None), on_paper)


def differences(directory: Directory, posts: Sequence[Post]) -> list[Difference]:
    """What differs from the directory, in the order of the list."""
    found: list[Difference] = []
    for post in posts:
        known = same_post(directory, post)
        before, after = _in_words(known.chair) if known else None, _in_words(post.chair)
        if before != after:
            found.append(Difference(name_of(post), before, after))
    return found


class Whatsapp(NamedTuple):
    """How a chair stands with WhatsApp, in a sentence, and what can be done about it."""

    words: str
    is_bound: bool


def on_whatsapp(post: Post, known: ChairOnWhatsApp | None, now: datetime, zone: ZoneInfo) -> Whatsapp | None:
    """None where there is no chair. What is known of somebody who sat there before says nothing about this one."""
    if post.chair is None:
        return None
    if known is None or known.chair_name != post.chair.name:
        waits = (
            "Belum terhubung" if post.chair.phone else "Tanpa nomor HP, belum diundang: surat pengantarnya di kertas"
        )
        return Whatsapp(f"{waits}.", is_bound=False)
    since = near_time(known.since, now, zone)
    words = {
        "phone": f"Terhubung lewat nomor HP di daftar, sejak {since}.",
        "invitation": f"Terhubung lewat kode undangan, sejak {since}.",
        "office": f"Dilepas kelurahan {since}: surat pengantarnya di kertas.",
        "chair": f"Dilepas ketuanya sendiri {since}: surat pengantarnya di kertas.",
        "invited": f"Diundang {since}. Kodenya {'belum dipakai' if _is_invited(known, now) else 'sudah lewat'}.",
    }
    return Whatsapp(words[known.by], known.is_bound)


def shown_phone(phone: str | None) -> str:
    """`0812-7100-2005`; what is no phone number stays as it was written."""
    try:
        number = phonenumbers.parse(phone or "", "ID")
    except phonenumbers.NumberParseException:
        return phone or ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def masked_phone(phone: str | None) -> str:
    """`0812-••••-2005`: enough to recognise one's own."""
    digits = shown_phone(phone)
    hidden = range(4, len(digits) - 4)
    return "".join(DOT if at in hidden and each.isdigit() else each for at, each in enumerate(digits))


def _posts(directory: Directory, rw: int) -> list[Post]:
    """The RW itself, where it is in the directory, and its RTs."""
    rws: list[Post] = [post for post in directory.rws if post.rw == rw]
    return rws + [post for post in directory.rts if post.rt.rw == rw]


def _row(post: Post, known: ChairOnWhatsApp | None, now: datetime) -> PostRow:
    is_rt = isinstance(post, RtPost)
    rw = post.rt.rw if is_rt else post.rw
    return PostRow(
        name=f"RT {post.rt.rt:03}" if is_rt else f"RW {rw:03}",
        href=f"/atur/rt/{rw}/{post.rt.rt}" if is_rt else f"/atur/rt/{rw}",
        chair=f"{post.chair.honorific} {post.chair.name}" if post.chair else "",
        phone=masked_phone(post.chair.phone) if post.chair else "",
        is_rw=not is_rt,
        whatsapp=_standing(post.chair, known, now) if post.chair else None,
    )


def _standing(chair: Chair, known: ChairOnWhatsApp | None, now: datetime) -> Mark:
    """Whether the chair can be asked there; what is known of somebody who sat there before says nothing of them."""
    if known and known.chair_name == chair.name:
        if known.is_bound:
            return Mark("terhubung", "fine", "check")
        if _is_invited(known, now):
            return Mark("diundang", "today", "clock")
    return Mark("belum", "", "")


def _is_invited(known: ChairOnWhatsApp, now: datetime) -> bool:
    return known.by == "invited" and known.expires_at is not None and now < known.expires_at


def _in_words(chair: Chair | None) -> str:
    if chair is None:
        return "belum ada ketua"
    return f"{chair.honorific} {chair.name}, {shown_phone(chair.phone) or 'tanpa nomor HP'}"

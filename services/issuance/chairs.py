"""Chairs on WhatsApp: whom verification can ask there, and the codes by which others come."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal
from uuid import UUID

from services.issuance.changes import Area
from services.issuance.directory_edits import Post, name_of
from services.issuance.edits import Edit
from services.issuance.stage import NotAllowed
from shared.contracts.verification import ChairBound, ChairUnbound, InviteChair, UnbindChair, post_id
from shared.messaging import Desk
from shared.messaging.message import OfficeCode
from shared.readable import ALPHABET, DIGITS

VALID_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ChairOnWhatsApp:
    """What verification said last about the chair of a post: since when they can be asked, or cannot any more.

    `by` is how that came: by the phone in the directory or an invitation; at the office's wish or the chair's. Or the
    office has `invited` them since, with a code that can be used until `expires_at`.
    """

    post_id: UUID
    post: str
    chair_name: str
    since: datetime
    is_bound: bool
    by: Literal["phone", "invitation", "office", "chair", "invited"]
    expires_at: datetime | None = None

    @classmethod
    def told_by(cls, fact: ChairBound | ChairUnbound) -> "ChairOnWhatsApp":
        return cls(fact.post_id, fact.post, fact.chair_name, fact.at, isinstance(fact, ChairBound), fact.by)


def new_code() -> str:
    """`7K4M-Q2X9`, as it is handed over; it has a digit, so that no word is taken for one. 36 bits, for some days."""
    letters = [secrets.choice(ALPHABET) for _ in range(7)]
    letters.insert(secrets.randbelow(8), secrets.choice(DIGITS))
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def invite(desk: Desk, office: OfficeCode, post: Post, code: str, edit: Edit) -> datetime:
    """Let verification know of a code, and nobody else; until when it can be used. Raises `NotAllowed`."""
    if post.chair is None:
        raise NotAllowed(f"{name_of(post)} belum ada ketua. Simpan dulu namanya.")
    expires_at, name = desk.now + VALID_FOR, name_of(post)
    desk.keep(edit.change(desk, Area.DIRECTORY, f"Kode undangan WhatsApp untuk Ketua {name}, {post.chair.name}"))
    invited = InviteChair(
        office=office,
        at=desk.now,
        post_id=post_id(office, name),
        post=name,
        chair_name=post.chair.name,
        code_hash=sha256(code.replace("-", "").encode()).hexdigest(),
        expires_at=expires_at,
    )
    desk.say(invited)
    _note(invited, desk)
    return expires_at


def _note(invited: InviteChair, desk: Desk) -> None:
    """So that the list says so. Who can be asked already stays known as that: the code only adds an account."""
    before = desk.find(ChairOnWhatsApp, invited.post_id)
    if before is None or not before.is_bound or before.chair_name != invited.chair_name:
        until = invited.expires_at
        desk.keep(ChairOnWhatsApp(invited.post_id, invited.post, invited.chair_name, desk.now, False, "invited", until))


def unbind(desk: Desk, office: OfficeCode, post: Post, edit: Edit) -> None:
    """The chair of this post is not to be asked on WhatsApp any more. Raises `NotAllowed`."""
    desk.keep(edit.change(desk, Area.DIRECTORY, f"Ketua {name_of(post)} dilepas dari WhatsApp"))
    desk.say(UnbindChair(office=office, at=desk.now, post_id=post_id(office, name_of(post)), post=name_of(post)))

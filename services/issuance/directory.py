"""The neighbourhoods in the file: RTs and RWs, and who chairs them."""

from collections.abc import Iterator

import phonenumbers
from pydantic import Field

from services.issuance.config_file import Place
from shared.contracts.catalogue import Chair, RtPost, RwPost
from shared.contracts.vocabulary import Rt, Value


class RtLine(Value):
    """An RT as the file writes it; without a `chair` it is vacant."""

    rt: int = Field(ge=1, le=999)
    rw: int = Field(ge=1, le=999)
    chair: Chair | None = None

    def post(self) -> RtPost:
        return RtPost(rt=Rt(rt=self.rt, rw=self.rw), chair=self.chair)


def mistakes_in_directory(rts: tuple[RtLine, ...], rws: tuple[RwPost, ...]) -> Iterator[tuple[Place, str]]:
    """What cannot be: an RT or RW twice, a phone that nobody can be reached on."""
    known_rts: set[Rt] = set()
    for index, line in enumerate(rts):
        rt = line.post().rt
        if rt in known_rts:
            yield ("rts", index), f"names {rt} a second time"
        known_rts.add(rt)
    known_rws: set[int] = set()
    for index, post in enumerate(rws):
        if post.rw in known_rws:
            yield ("rws", index), f"names RW {post.rw:03} a second time"
        known_rws.add(post.rw)
    for kind, posts in (("rts", rts), ("rws", rws)):
        for index, post in enumerate(posts):
            if post.chair and post.chair.phone and not _can_be_called(post.chair.phone):
                yield (kind, index, "chair", "phone"), "is no phone number that can be called"


def _can_be_called(phone: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(phone, "ID"))
    except phonenumbers.NumberParseException:
        return False

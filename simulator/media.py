"""What WhatsApp takes as media: types, sizes, and the links under which the office fetches bytes."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from urllib.parse import urlencode

MB = 1024 * 1024

MediaKind = Literal["image", "audio", "video", "sticker", "document"]

#: How long a link works after it was given (Meta: retrieveMediaUrl), and media after it was uploaded or received.
LINK_LIVES = timedelta(minutes=5)
UPLOAD_LIVES = timedelta(days=30)
RECEIVED_LIVES = timedelta(days=7)

#: Which types the office may upload, and how large (Meta's table of supported media).
LIMITS: dict[str, int] = {
    **dict.fromkeys(("image/jpeg", "image/png"), 5 * MB),
    **dict.fromkeys(("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"), 16 * MB),
    **dict.fromkeys(("video/mp4", "video/3gpp"), 16 * MB),
    **dict.fromkeys(
        (
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        100 * MB,
    ),
    "image/webp": 500 * 1024,
}
#: A sticker that does not move has to be smaller.
STILL_STICKER = 100 * 1024


def limit_of(mime_type: str, begins: bytes) -> int | None:
    """The most bytes of an upload; None for a type that WhatsApp does not take. `begins` are its first 32 bytes."""
    if mime_type == "image/webp" and not _moves(begins):
        return STILL_STICKER
    return LIMITS.get(mime_type)


def _moves(webp: bytes) -> bool:
    """Whether a WebP says in its extended header that it is animated."""
    return webp[12:16] == b"VP8X" and len(webp) > 20 and bool(webp[20] & 0x02)


def kind_of(mime_type: str) -> MediaKind:
    """As what a phone sends a file of this type. WhatsApp shows only JPEG and PNG as photos."""
    match plain(mime_type).split("/"):
        case ["image", "jpeg" | "png"]:
            return "image"
        case ["image", "webp"]:
            return "sticker"
        case ["audio", _]:
            return "audio"
        case ["video", "mp4" | "3gpp"]:
            return "video"
        case _:
            return "document"


def plain(mime_type: str) -> str:
    """Without parameters: `audio/ogg; codecs=opus` is `audio/ogg`."""
    return mime_type.partition(";")[0].strip().lower()


class Links(NamedTuple):
    """Makes links to bytes and knows its own again; `secret` signs them."""

    secret: str

    def query(self, media_id: str, now: datetime) -> str:
        """The query part of a link that works for five minutes."""
        expires = str(int((now + LINK_LIVES).timestamp()))
        return urlencode({"mid": media_id, "source": "getMedia", "ext": expires, "hash": self._hash(media_id, expires)})

    def opens(self, media_id: str, expires: str, given: str, now: datetime) -> bool:
        """Whether this is a link of ours that has not run out."""
        genuine = hmac.compare_digest(given, self._hash(media_id, expires))
        return genuine and now.timestamp() < int(expires)

    def _hash(self, media_id: str, expires: str) -> str:
        return hmac.new(self.secret.encode(), f"{media_id} {expires}".encode(), hashlib.sha256).hexdigest()[:40]

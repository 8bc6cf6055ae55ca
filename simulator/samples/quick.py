"""What else a phone sends, to see how the office takes it: a voice note, a sticker, a place, a contact."""

import io
import struct
from functools import cache

from PIL import Image, ImageDraw

from simulator.bubble import Card, Place

OFFICE = Place(
    latitude=-2.9553, longitude=104.7803, name="Kelurahan Bukit Sangkal", address="Jalan Sapta Marga No. 1, Palembang"
)
NEIGHBOUR = Card(name="Zulkifli", phone="6281371001002")

#: Twenty milliseconds of silence in Opus.
SILENCE = b"\xf8\xff\xfe"
SAMPLES_A_PACKET = 960


@cache
def voice_note(seconds: int = 2) -> bytes:
    """Silence as WhatsApp records it: Opus in Ogg (RFC 7845)."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 2, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 9) + b"pengantar" + struct.pack("<I", 0)
    packets = seconds * 50
    return (
        _ogg_page([head], position=0, number=0, flags=2)
        + _ogg_page([tags], position=0, number=1, flags=0)
        + _ogg_page([SILENCE] * packets, position=packets * SAMPLES_A_PACKET, number=2, flags=4)
    )


@cache
def sticker() -> bytes:
    """A smiling face, 512 pixels wide, as WebP."""
    image = Image.new("RGBA", (512, 512), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((40, 40, 472, 472), fill="#f3c74f", outline="#8a6412", width=10)
    for left in (160, 300):
        pen.ellipse((left, 180, left + 52, 250), fill="#3a2c10")
    pen.arc((150, 190, 362, 380), 20, 160, fill="#3a2c10", width=18)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80)
    return out.getvalue()


def _ogg_page(packets: list[bytes], position: int, number: int, flags: int) -> bytes:
    """One page of an Ogg stream; every packet is shorter than 255 bytes."""
    lengths = bytes(len(packet) for packet in packets)
    start = struct.pack("<4sBBqII", b"OggS", 0, flags, position, 1, number)
    end = bytes([len(lengths)]) + lengths + b"".join(packets)
    return start + struct.pack("<I", _checksum(start + bytes(4) + end)) + end


def _checksum(page: bytes) -> int:
    """Ogg's own CRC: polynomial 04c11db7, not reflected, starting from nothing."""
    register = 0
    for octet in page:
        register ^= octet << 24
        for _ in range(8):
            register = (register << 1) ^ 0x04C11DB7 if register & 0x80000000 else register << 1
        register &= 0xFFFFFFFF
    return register

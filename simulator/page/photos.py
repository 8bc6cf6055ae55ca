"""Photos leave a phone smaller than they were taken: WhatsApp re-encodes them, and with that drops where and when."""

import io

from PIL import Image, ImageOps

from simulator.handset import Upload

LONGEST_SIDE = 1600
QUALITY = 82


def as_a_phone_sends(data: bytes, mime_type: str, filename: str | None) -> Upload:
    """Images that can be read become JPEG of at most 1600 pixels; everything else goes as the file that it is."""
    if not mime_type.startswith("image/") or mime_type == "image/webp":
        return Upload(data, mime_type or "application/octet-stream", filename)
    try:
        with Image.open(io.BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, Image.DecompressionBombError):
        return Upload(data, mime_type, filename)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=QUALITY)
    return Upload(out.getvalue(), "image/jpeg", filename)

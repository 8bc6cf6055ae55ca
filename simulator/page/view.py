"""How things are written on the phones page: times, numbers, and WhatsApp's own marks in a text."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from markupsafe import Markup, escape

ZONE = ZoneInfo("Asia/Jakarta")

#: WhatsApp's marks: the sign, and the element that it makes of what stands between two of them.
MARKS = (("```", "code"), ("*", "b"), ("_", "i"), ("~", "s"))
_ADDRESS = re.compile(r"https?://[^\s<]*[^\s<.,;:!?)]")


def formatted(text: str) -> Markup:
    """Paragraphs and line breaks as written, `*bold*`, `_italic_`, `~struck~` and ```code``` as WhatsApp shows them.

    Addresses can be followed.
    """
    paragraphs = (str(escape(paragraph)) for paragraph in re.split(r"\n\s*\n", text.strip()))
    return Markup("").join(Markup(f"<p>{_marked(paragraph)}</p>") for paragraph in paragraphs if paragraph)  # noqa: S704


def _marked(escaped: str) -> str:
    """A mark counts when it hugs what it marks and no letter stands outside of it."""
    for sign, element in MARKS:
        quoted = re.escape(sign)
        pattern = rf"(?<![\w{quoted[-1]}]){quoted}(?=\S)(.+?)(?<=\S){quoted}(?![\w{quoted[-1]}])"
        escaped = re.sub(pattern, rf"<{element}>\1</{element}>", escaped)
    linked = _ADDRESS.sub(r'<a href="\g<0>" target="_blank" rel="noopener noreferrer">\g<0></a>', escaped)
    return linked.replace("\n", "<br>")


def clock(at: datetime) -> str:
    """`08.20`"""
    return f"{at.astimezone(ZONE):%H.%M}"


def moment(at: datetime) -> str:
    """`Sel 24 Nov 11.02`"""
    local = at.astimezone(ZONE)
    return f"{format_date(local, 'EEE d MMM', locale='id')} {local:%H.%M}"


def deadline(at: datetime) -> str:
    """`Rab 11.02`, for what is less than a week away."""
    local = at.astimezone(ZONE)
    return f"{format_date(local, 'EEE', locale='id')} {local:%H.%M}"


def day(at: datetime, now: datetime) -> str:
    """`Hari ini`, `Kemarin` or `Senin, 23 November`."""
    date, today = at.astimezone(ZONE).date(), now.astimezone(ZONE).date()
    match (today - date).days:
        case 0:
            return "Hari ini"
        case 1:
            return "Kemarin"
        case _:
            return format_date(date, "EEEE, d MMMM", locale="id")


def masked(number: str) -> str:
    """`0812 •••• 093`: enough to tell two phones apart."""
    national = "0" + number.removeprefix("62") if number.startswith("62") else f"+{number}"
    return f"{national[:4]} •••• {national[-3:]}"


def dialled(number: str) -> str:
    """`0812-7100-1001`"""
    national = "0" + number.removeprefix("62") if number.startswith("62") else f"+{number}"
    return "-".join((national[:4], national[4:8], national[8:])).rstrip("-")


def size(octets: int) -> str:
    """`84 KB` or `2,4 MB`."""
    if octets >= 1024 * 1024:
        return f"{octets / 1024 / 1024:.1f} MB".replace(".", ",")
    return f"{max(1, round(octets / 1024))} KB"


def kind_of_document(mime_type: str) -> str:
    """`PDF`"""
    return {"application/pdf": "PDF", "text/plain": "Teks"}.get(mime_type, mime_type.rpartition("/")[2].upper()[:12])

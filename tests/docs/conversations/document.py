"""`docs/conversations.md`: everything the office writes on WhatsApp, as it is really said."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from tests.docs.conversations import anytime, clerks, letters, neighbourhood
from tests.docs.conversations.chat import Chat, Line, nothing_by_chance
from tests.docs.conversations.sentences import Sentence, sentences, told_in

DOCUMENT = Path("docs/conversations.md")
Script = Callable[[], Chat]
AUDIENCES: dict[str, tuple[Script, ...]] = {
    "Warga: surat dari awal sampai selesai": letters.LETTERS,
    "Warga: yang bisa terjadi di jalan": (*letters.ON_THE_WAY, *anytime.OTHERWISE),
    "Warga: kata kunci": (*anytime.WORDS, *clerks.PERSONS),
    "Pendamping": anytime.HELPERS,
    "Ketua RT dan RW": neighbourhood.CHAIRS,
    "Tetangga": neighbourhood.NEIGHBOURS,
}
PREFACE = """# Apa yang ditulis kelurahan di WhatsApp

Untuk petugas dan lurah: baca semua kalimat kelurahan, dan beri tahu bila ada yang kurang tepat. Percakapan di bawah
benar-benar dimainkan oleh program, kata demi kata. Orang, nomor, dan suratnya rekaan. Tombol ditulis ▢ *begini*; kata
miring di antara pesan mengatakan apa yang terjadi di tempat lain. Di bawah setiap percakapan tertulis di berkas
program mana kalimatnya disimpan; kalimat yang tidak muncul di percakapan mana pun ada di [bagian
terakhir](#kalimat-lain).

Halaman ini dibuat dengan `make docs`; jangan diubah di sini. Ubah kalimatnya di berkas program, lalu jalankan `make
docs` lagi. Pesan templat (bila warga sudah lebih dari 24 jam tidak menulis) ada di [whatsapp.md](whatsapp.md).
"""


@cache
def played() -> dict[str, tuple[Chat, ...]]:
    """Every conversation, by whom it is with."""
    return {audience: tuple(map(_play, scripts)) for audience, scripts in AUDIENCES.items()}


def written() -> str:
    """The whole document."""
    every = sentences()
    parts = [PREFACE, *_contents()]
    for audience, chats in played().items():
        parts += [f"\n## {audience}\n", *(line for chat in chats for line in _as_text(chat, every))]
    return "\n".join([*parts, *_untold(every)]) + "\n"


def every_told() -> set[Sentence]:
    """The sentences that are said in some conversation."""
    every = sentences()
    return {sentence for chats in played().values() for chat in chats for sentence in _told(chat, every)}


def _play(script: Script) -> Chat:
    with nothing_by_chance(script.__name__):
        return script()


def _contents() -> Iterator[str]:
    for audience, chats in played().items():
        address = re.sub(r"[^\w -]", "", audience).lower().replace(" ", "-")
        yield f"- [{audience}](#{address}): {' · '.join(chat.title for chat in chats)}"


def _as_text(chat: Chat, every: Sequence[Sentence]) -> Iterator[str]:
    yield f"### {chat.title}\n"
    for line in chat.lines:
        yield f"{_bubble(line)}\n"
    places = sorted({sentence.module for sentence in _told(chat, every)})
    yield f"<sub>Kalimatnya di: {', '.join(f'`{place}`' for place in places)}</sub>\n"


def _told(chat: Chat, every: Sequence[Sentence]) -> set[Sentence]:
    said = {*map(_said, chat.by_the_office)}
    return told_in(said, [sentence for sentence in every if sentence.module.startswith(chat.speaker)])


def _bubble(line: Line) -> str:
    text = "<br>".join(escape(line.text, quote=False).splitlines())
    if not line.by:
        return f"*{text}*"
    if not line.to:
        return f"**{line.by}:** {text}"
    brings = f" 📎 {line.brings}" if line.brings else ""
    buttons = " ".join(f"▢ *{_choice(choice.label, choice.description)}*" for choice in line.choices)
    return f"> **{line.by} → {line.to}:**{brings} {text}" + (f"<br>{buttons}" if buttons else "")


def _choice(label: str, description: str | None) -> str:
    return f"{label} ({description})" if description else label


def _said(line: Line) -> str:
    return "\n".join([line.text, *(f"{choice.label} {choice.description or ''}" for choice in line.choices)])


def _untold(every: Sequence[Sentence]) -> Iterator[str]:
    told = every_told()
    rest = [sentence for sentence in every if sentence not in told]
    yield "\n## Kalimat lain\n"
    yield "Kalimat yang tidak muncul di percakapan di atas; `…` diganti nama, tanggal, atau angka.\n"
    for module, of_it in groupby(rest, key=lambda sentence: sentence.module):
        yield f"`{module}`\n"
        yield from (f"- {'<br>'.join(escape(sentence.words, quote=False).splitlines())}" for sentence in of_it)
        yield ""

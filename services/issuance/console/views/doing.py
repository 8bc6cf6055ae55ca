"""The buttons of a file: what each is called and asks for. Which of them are there, the rules say."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from services.issuance.stage import ACTION_NAMES, Action

Asks = Literal[
    "nothing",
    "reason",
    "remark",
    "neighbours",
    "documents",
    "paper_letter",
    "particulars",
    "ink",
    "courier",
    "receiver",
    "papers",
    "sure",
]

SLUGS: Mapping[Action, str] = {
    Action.BRING_PAPERS: "unggah",
    Action.ACCEPT_PAPER_LETTER: "surat-kertas",
    Action.ACCEPT_WITHOUT: "tanpa-dokumen",
    Action.RECEIVE: "terima",
    Action.RETURN_DOCUMENTS: "kembalikan",
    Action.ASK_CHAIR_AGAIN: "tanya-lagi",
    Action.ASK_NEIGHBOURS: "tanya-tetangga",
    Action.CONFIRM: "lanjutkan",
    Action.DRAFT: "konsep",
    Action.SEND_BACK_DRAFT: "kembalikan-konsep",
    Action.APPROVE: "setujui",
    Action.SIGN_AGAIN: "tanda-tangani-lagi",
    Action.SIGN_IN_INK: "tanda-tangan-basah",
    Action.SEND_OUT: "kirim-kurir",
    Action.CAME_BACK: "kembali-dari-kurir",
    Action.HAND_OVER: "serahkan",
    Action.WITHDRAW: "tarik",
    Action.REFUSE: "tolak",
}
BY_SLUG = {slug: action for action, slug in SLUGS.items()}

#: What clerks find wrong with documents most often, so that nobody has to type it. The resident reads it.
READY_REASONS = (
    "fotonya buram, tulisannya tidak terbaca",
    "ada bagian yang terpotong",
    "terlalu gelap, atau silau oleh lampu",
    "bukan dokumen yang diminta",
    "sudah tidak berlaku",
    "namanya tidak sama dengan nama pemohon",
)
_LOOKS: Mapping[Action, tuple[str, Asks, str]] = {
    Action.BRING_PAPERS: ("inbox", "papers", "D"),
    Action.ACCEPT_PAPER_LETTER: ("paper", "paper_letter", ""),
    Action.ACCEPT_WITHOUT: ("check", "reason", "W"),
    Action.RECEIVE: ("check", "nothing", "T"),
    Action.RETURN_DOCUMENTS: ("back", "documents", "K"),
    Action.ASK_CHAIR_AGAIN: ("people", "remark", "U"),
    Action.ASK_NEIGHBOURS: ("people", "neighbours", "M"),
    Action.CONFIRM: ("check", "reason", "L"),
    Action.DRAFT: ("pen", "particulars", "B"),
    Action.SEND_BACK_DRAFT: ("back", "reason", "K"),
    Action.APPROVE: ("pen", "nothing", "S"),
    Action.SIGN_AGAIN: ("pen", "nothing", "S"),
    Action.SIGN_IN_INK: ("pen", "ink", "S"),
    Action.SEND_OUT: ("hand", "courier", "K"),
    Action.CAME_BACK: ("back", "reason", "B"),
    Action.HAND_OVER: ("hand", "receiver", "S"),
    Action.WITHDRAW: ("cross", "sure", ""),
    Action.REFUSE: ("cross", "reason", "X"),
}
#: The deeds that stand in half a row, side by side, and are called shorter there.
_HALF: Mapping[Action, str] = {
    Action.RETURN_DOCUMENTS: "Kembalikan",
    Action.ASK_CHAIR_AGAIN: "Tanya RT lagi",
    Action.ASK_NEIGHBOURS: "Tanya tetangga",
    Action.SEND_BACK_DRAFT: "Kembalikan",
    Action.WITHDRAW: "Pemohon batal",
    Action.REFUSE: "Tolak",
}


class Doing(NamedTuple):
    """A button and what it asks for before it does anything. `label` is what fits on it, `whole` the deed's name."""

    action: Action
    slug: str
    label: str
    whole: str
    icon: str
    asks: Asks
    hint: str
    tone: str
    half: bool


def doings(allowed: Iterable[Action]) -> tuple[Doing, ...]:
    """The buttons for what is allowed; the first is the one that leads on."""
    actions = sorted(allowed, key=lambda action: action in _HALF)
    return tuple(_doing(action, first=place == 0 and action not in _HALF) for place, action in enumerate(actions))


def _doing(action: Action, *, first: bool) -> Doing:
    icon, asks, hint = _LOOKS[action]
    whole = ACTION_NAMES[action]
    tone = "primary" if first else "danger" if action is Action.REFUSE else ""
    whole = whole[:1].upper() + whole[1:]
    return Doing(action, SLUGS[action], _HALF.get(action, whole), whole, icon, asks, hint, tone, action in _HALF)

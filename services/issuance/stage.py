"""The stages of a file, whom each waits for, and who may do what in it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from services.issuance.staff import Role


class NotAllowed(Exception):
    """A person's action that the rules refuse; the text is an Indonesian sentence for that person."""


class Amiss(NotAllowed):
    """Something typed that will not do; `field` is where, as its form names it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Stage(StrEnum):
    """Where a file stands. The order is that of the way it takes."""

    COVER_LETTER = "cover_letter"  # the RT chair is asked for the surat pengantar
    DECLINED = "declined"  # the chair will not make it
    COLLECTING = "collecting"  # the surat pengantar is there or on paper; the resident gathers the documents
    SUBMITTED = "submitted"  # the clock runs; a clerk should receive
    RETURNED = "returned"  # the clock stands still; documents are with the resident
    RECEIVED = "received"  # under an agenda number; the chair is asked about the documents
    DISPUTED = "disputed"  # the chair doubts documents; the clerk settles it
    NO_CHAIR = "no_chair"  # nobody of this RT can be asked; the clerk decides
    CONFIRMED = "confirmed"  # the documents hold; a clerk should draft the letter
    DRAFTED = "drafted"  # waits for the lurah
    APPROVED = "approved"  # it has its number; the PDF is being made and sealed
    UNSIGNED = "unsigned"  # it has its number, and the signing service has not signed it: the lurah is asked again
    TO_SIGN = "to_sign"  # printed, to be signed and stamped by hand
    SIGNED = "signed"  # by hand; what the resident gets of it is being made
    ISSUED = "issued"  # the letter is with the resident
    HANDED_OVER = "handed_over"  # the print too
    VOID = "void"  # the letter was issued and does not count any more, and no other is made
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({Stage.DECLINED, Stage.ISSUED, Stage.HANDED_OVER, Stage.VOID, Stage.REFUSED, Stage.WITHDRAWN})
#: The letter has its number and is not out yet.
BEING_ISSUED = frozenset({Stage.APPROVED, Stage.UNSIGNED, Stage.TO_SIGN, Stage.SIGNED})

#: Until then the resident may withdraw: from the lurah's approval on there is a number, and soon a signature.
WITHDRAWABLE = frozenset(Stage) - ENDED - BEING_ISSUED

Awaited = Literal["resident", "chair", "clerk", "lurah", "office"]
WAITS_FOR: Mapping[Stage, Awaited] = {
    Stage.COVER_LETTER: "chair",
    Stage.COLLECTING: "resident",
    Stage.SUBMITTED: "clerk",
    Stage.RETURNED: "resident",
    Stage.RECEIVED: "chair",
    Stage.DISPUTED: "clerk",
    Stage.NO_CHAIR: "clerk",
    Stage.CONFIRMED: "clerk",
    Stage.DRAFTED: "lurah",
    Stage.APPROVED: "office",
    Stage.UNSIGNED: "lurah",
    Stage.TO_SIGN: "clerk",
    Stage.SIGNED: "office",
}


class Action(StrEnum):
    """What staff can do to a file."""

    BRING_PAPERS = "bring_papers"
    ACCEPT_PAPER_LETTER = "accept_paper_letter"
    ACCEPT_WITHOUT = "accept_without"
    RECEIVE = "receive"
    RETURN_DOCUMENTS = "return_documents"
    ASK_CHAIR_AGAIN = "ask_chair_again"
    ASK_NEIGHBOURS = "ask_neighbours"
    CONFIRM = "confirm"
    DRAFT = "draft"
    SEND_BACK_DRAFT = "send_back_draft"
    APPROVE = "approve"
    SIGN_AGAIN = "sign_again"
    SIGN_IN_INK = "sign_in_ink"
    SEND_OUT = "send_out"
    CAME_BACK = "came_back"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"
    REFUSE = "refuse"


_CLERKS = frozenset({Role.CLERK})
_LURAH = frozenset({Role.LURAH})
_BOTH = _CLERKS | _LURAH

ACTIONS: Mapping[Stage, Mapping[Action, frozenset[Role]]] = {
    Stage.COVER_LETTER: {Action.BRING_PAPERS: _CLERKS, Action.WITHDRAW: _CLERKS},
    Stage.COLLECTING: {Action.BRING_PAPERS: _CLERKS, Action.WITHDRAW: _CLERKS},
    Stage.SUBMITTED: {
        Action.ACCEPT_PAPER_LETTER: _CLERKS,
        Action.ACCEPT_WITHOUT: _CLERKS,
        Action.RECEIVE: _CLERKS,
        Action.RETURN_DOCUMENTS: _CLERKS,
        Action.WITHDRAW: _CLERKS,
        Action.REFUSE: _BOTH,
    },
    Stage.RETURNED: {Action.BRING_PAPERS: _CLERKS, Action.WITHDRAW: _CLERKS, Action.REFUSE: _BOTH},
    Stage.RECEIVED: {
        Action.RETURN_DOCUMENTS: _CLERKS,
        Action.ASK_NEIGHBOURS: _CLERKS,
        Action.WITHDRAW: _CLERKS,
        Action.REFUSE: _BOTH,
    },
    Stage.DISPUTED: {
        Action.CONFIRM: _BOTH,
        Action.ASK_CHAIR_AGAIN: _CLERKS,
        Action.ASK_NEIGHBOURS: _CLERKS,
        Action.RETURN_DOCUMENTS: _CLERKS,
        Action.WITHDRAW: _CLERKS,
        Action.REFUSE: _BOTH,
    },
    Stage.NO_CHAIR: {
        Action.CONFIRM: _BOTH,
        Action.ASK_CHAIR_AGAIN: _CLERKS,
        Action.ASK_NEIGHBOURS: _CLERKS,
        Action.RETURN_DOCUMENTS: _CLERKS,
        Action.WITHDRAW: _CLERKS,
        Action.REFUSE: _BOTH,
    },
    Stage.CONFIRMED: {
        Action.DRAFT: _CLERKS,
        Action.RETURN_DOCUMENTS: _CLERKS,
        Action.WITHDRAW: _CLERKS,
        Action.REFUSE: _BOTH,
    },
    Stage.DRAFTED: {
        Action.APPROVE: _LURAH,
        Action.SEND_BACK_DRAFT: _LURAH,
        Action.WITHDRAW: _CLERKS,
        Action.REFUSE: _LURAH,
    },
    Stage.UNSIGNED: {Action.SIGN_AGAIN: _LURAH},
    Stage.TO_SIGN: {Action.SIGN_IN_INK: _BOTH},
    Stage.ISSUED: {Action.SEND_OUT: _CLERKS, Action.HAND_OVER: _CLERKS, Action.CAME_BACK: _CLERKS},
}

STAGE_NAMES: Mapping[Stage, str] = {
    Stage.COVER_LETTER: "menunggu surat pengantar RT",
    Stage.DECLINED: "ditolak Ketua RT",
    Stage.COLLECTING: "menunggu dokumen pemohon",
    Stage.SUBMITTED: "menunggu diterima petugas",
    Stage.RETURNED: "dikembalikan ke pemohon",
    Stage.RECEIVED: "menunggu pemeriksaan Ketua RT",
    Stage.DISPUTED: "diragukan Ketua RT",
    Stage.NO_CHAIR: "tanpa Ketua RT yang bisa ditanya",
    Stage.CONFIRMED: "siap dibuatkan surat",
    Stage.DRAFTED: "menunggu tanda tangan lurah",
    Stage.APPROVED: "sedang dibuatkan suratnya",
    Stage.UNSIGNED: "disetujui, belum ditandatangani",
    Stage.TO_SIGN: "menunggu tanda tangan basah",
    Stage.SIGNED: "sudah ditandatangani basah",
    Stage.ISSUED: "sudah terbit",
    Stage.HANDED_OVER: "sudah diserahkan",
    Stage.VOID: "suratnya dibatalkan",
    Stage.REFUSED: "ditolak kelurahan",
    Stage.WITHDRAWN: "ditarik pemohon",
}

ACTION_NAMES: Mapping[Action, str] = {
    Action.BRING_PAPERS: "unggah dokumen di loket",
    Action.ACCEPT_PAPER_LETTER: "catat surat pengantar kertas",
    Action.ACCEPT_WITHOUT: "terima tanpa dokumen itu",
    Action.RECEIVE: "terima berkas",
    Action.RETURN_DOCUMENTS: "kembalikan dokumen",
    Action.ASK_CHAIR_AGAIN: "tanya Ketua RT lagi",
    Action.ASK_NEIGHBOURS: "minta tetangga ditanya",
    Action.CONFIRM: "lanjutkan dengan alasan",
    Action.DRAFT: "buat konsep surat",
    Action.SEND_BACK_DRAFT: "kembalikan ke petugas",
    Action.APPROVE: "setujui dan tanda tangani",
    Action.SIGN_AGAIN: "tanda tangani lagi",
    Action.SIGN_IN_INK: "catat tanda tangan basah",
    Action.SEND_OUT: "serahkan ke kurir",
    Action.CAME_BACK: "catat surat kembali dari kurir",
    Action.HAND_OVER: "serahkan surat cetak",
    Action.WITHDRAW: "tarik atas permintaan pemohon",
    Action.REFUSE: "tolak permohonan",
}

"""What is told to whoever has sent a letter of the office to ask whether it is genuine."""

import re

from shared.contracts.issuance import LetterChecked, LetterVerdict
from shared.dialogue import Heard
from shared.dialogue.understand import plain
from shared.indonesian import long_date

PDF = "application/pdf"
_ASKS = re.compile(r"\b(?:asli|palsu|keaslian|cek|periksa|sah)\b")
_SAID: dict[LetterVerdict, str] = {
    "genuine": "✅ Surat ini *asli* dan isinya *tidak diubah*.",
    "expired": "Surat ini asli, tetapi *masa berlakunya sudah lewat*.",
    "unsigned": "Surat ini sudah bernomor, tetapi *belum ditandatangani*. Belum berlaku.",
    "void": "⚠️ Surat ini pernah kami keluarkan, tetapi *sudah dibatalkan*. Jangan dipakai.",
    "replaced": "⚠️ Surat ini *sudah diganti* dengan surat lain. Mintalah penggantinya.",
    "changed": "⚠️ Kodenya milik surat kelurahan, tetapi *isi berkas ini tidak sama* dengan yang kami keluarkan. "
    "Jangan dipakai.",
    "unknown": "Berkas ini *bukan surat yang kami keluarkan*, atau hasil pindai. Cek juga kode QR di kertasnya. "
    "Kalau mau mengurus surat, ketik MENU.",
}


def is_sent_to_be_checked(heard: Heard) -> bool:
    """A PDF with words that ask for it."""
    return is_a_pdf(heard) and bool(_ASKS.search(plain(heard.text or "")))


def is_a_pdf(heard: Heard) -> bool:
    return bool(heard.pages) and all(page.attachment.media_type == PDF for page in heard.pages)


def told(fact: LetterChecked) -> str:
    """How it stands, and what to compare with the paper."""
    lines = [_SAID[fact.verdict]]
    if fact.because and fact.verdict in ("void", "replaced"):
        lines.append(f"Alasannya: {fact.because}")
    if fact.dated and fact.verdict != "changed":
        lines.append(f"{fact.title}\nNomor: {fact.number}\nAtas nama: {fact.holder}\nTanggal: {long_date(fact.dated)}")
        lines.append(f"Ditandatangani: {fact.signed_by}")
    return "\n".join(lines)

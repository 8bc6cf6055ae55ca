"""How long the certificate still counts, the nearer its end the louder."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.issuance.console.words import Mark
from services.issuance.seals import WARN_WITHIN
from services.issuance.signing import Seal
from shared.indonesian import long_date


def lasting(seal: Seal, now: datetime, zone: ZoneInfo) -> Mark:
    """Until when, in words."""
    until, left = long_date(seal.expires_at.astimezone(zone).date()), seal.expires_at - now
    if left <= timedelta(0):
        return Mark(f"berakhir {until}", "late", "alert", "Surat tidak bisa disegel sampai sertifikat diganti.")
    if left <= WARN_WITHIN:
        return Mark(f"berakhir {until}", "today", "clock", f"Tinggal {left.days} hari. Siapkan gantinya sekarang.")
    return Mark(f"berlaku sampai {until}", "fine", "check")

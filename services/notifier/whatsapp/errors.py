"""What Meta's refusals mean for us, by their code. `sentence` says it to a clerk."""

from typing import Any, ClassVar


class WhatsAppError(Exception):
    """A call was refused, or nobody knows whether it was heard. `code` is Meta's, 0 when there was none."""

    sentence: ClassVar[str] = "WhatsApp menolak pesan ini."

    def __init__(self, code: int = 0, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__} {code} {detail}".rstrip())
        self.code = code
        self.detail = detail


class Later(WhatsAppError):
    """It was not sent; the same message may be tried again after a while."""

    sentence = "WhatsApp sedang terlalu sibuk. Pesan sudah dicoba berkali-kali dan belum terkirim."


class PairRate(Later):
    """131056: too many messages to this one contact in a short time; others are not concerned."""


class NumberRate(Later):
    """130429: more than the number may send in a second, to whomever."""


class MediaNotTaken(WhatsAppError):
    """131052, 131053: the uploaded file could not be fetched or used; it has to be uploaded again."""

    sentence = "WhatsApp tidak bisa memakai lampiran pesan ini."


class Doubtful(WhatsAppError):
    """It may have been sent: the answer was lost, or says itself that nobody knows."""

    sentence = "Tidak ada kabar dari WhatsApp apakah pesan ini sampai."


class Final(WhatsAppError):
    """It was not sent, and trying again would not help."""


class WindowClosed(Final):
    """131047: more than 24 hours since the contact wrote; only a template may be sent."""

    sentence = "Sudah lebih dari 24 jam sejak warga terakhir menulis, dan tidak ada templat untuk pesan ini."


class Malformed(Final):
    """100, 131008, 131009, 131051: what we said is not as WhatsApp wants it; our own mistake."""

    sentence = "WhatsApp tidak menerima bentuk pesan ini. Sampaikan dengan cara lain dan beri tahu admin."


class RefusedByRecipient(Final):
    """131050: the person has told WhatsApp that they want no such messages from this office."""

    sentence = "Warga memilih tidak menerima pesan seperti ini dari kelurahan. Hubungi dengan cara lain."


class PhoneHidden(Final):
    """131062: this kind of template goes to phone numbers only, and the person's is not known."""

    sentence = "Pesan ini hanya bisa dikirim ke nomor telepon, sedangkan nomor warga ini tersembunyi."


class Undeliverable(Final):
    """131026: not on WhatsApp, too old an app, or the terms were not accepted. Meta does not say which."""

    sentence = "Nomor ini tidak bisa menerima pesan WhatsApp. Hubungi dengan cara lain."


class NotAllowedRecipient(Final):
    """131030: a test number writes only to the recipients on its list."""

    sentence = "Nomor ini belum ada di daftar penerima nomor percobaan WhatsApp kelurahan."


class WordsForgotten(Final):
    """A clerk wants it sent again, and what it said is not kept any more. Our own refusal, not Meta's."""

    sentence = "Isi pesan ini sudah tidak tersimpan. Sampaikan dengan cara lain."


class OptedOut(Final):
    """The person wrote STOP. Our own refusal, not Meta's."""

    sentence = "Warga menulis STOP, jadi pesan tidak dikirim sampai ia menulis lagi. Hubungi dengan cara lain."


class NotInTrial(Final):
    """The office tries it out, and this phone is not on its list. Our own refusal, not Meta's."""

    sentence = "Masa percobaan: nomor ini tidak ada di daftar, jadi pesan tidak dikirim. Sampaikan dengan cara lain."


class Withheld(Final):
    """130472, 131049: Meta keeps it back to limit how much a person is written to."""

    sentence = "WhatsApp menahan pesan ini supaya warga tidak menerima terlalu banyak pesan. Coba lagi besok."


class AttachmentLost(Final):
    """The file that should go with it is not kept any more. Not Meta's, but met at the same moment."""

    sentence = "Lampiran pesan ini sudah tidak tersimpan, jadi pesan tidak dikirim."


class TemplateWrong(Final):
    """132000 to 132012: the template is missing, not approved, or does not fit what we fill in."""

    sentence = "Templat pesan ini belum disetujui WhatsApp atau isinya tidak cocok. Beri tahu admin."


class TemplatePaused(TemplateWrong):
    """132015, 132016: people complained about it; Meta has paused it, or taken it away for good."""

    sentence = "Templat pesan ini dihentikan WhatsApp karena keluhan penerima. Beri tahu admin."


class SendingStopped(WhatsAppError):
    """Nothing can be sent until someone has put it right: the token, a permission, the account, a payment."""

    sentence = "Pengiriman WhatsApp berhenti: token, izin atau akun kelurahan perlu diperiksa admin."


class NumberPaused(SendingStopped):
    """131048, 133016: Meta slows this number down after complaints or too many attempts; wait, and look."""

    sentence = "WhatsApp menahan nomor kelurahan untuk sementara. Pengiriman dilanjutkan sendiri."


_BY_CODE: dict[int, type[WhatsAppError]] = {
    **dict.fromkeys((4, 80007, 131016, 131057, 133004), Later),
    130429: NumberRate,
    131056: PairRate,
    **dict.fromkeys((1, 2, 131000), Doubtful),
    **dict.fromkeys((131052, 131053), MediaNotTaken),
    131047: WindowClosed,
    **dict.fromkeys((100, 131008, 131009, 131051), Malformed),
    131050: RefusedByRecipient,
    131062: PhoneHidden,
    131026: Undeliverable,
    131030: NotAllowedRecipient,
    **dict.fromkeys((130472, 131049), Withheld),
    **dict.fromkeys((132000, 132001, 132005, 132007, 132012), TemplateWrong),
    **dict.fromkeys((132015, 132016), TemplatePaused),
    **dict.fromkeys((131048, 133016), NumberPaused),
    **dict.fromkeys(
        (0, 3, 10, 190, 368, 131005, 131031, 131037, 131042, 131045, 133010, *range(200, 300)), SendingStopped
    ),
}

#: 100 with this subcode: the phone number's id does not exist, or the token may not see it.
_NO_SUCH_OBJECT = 33


def by_code(code: int, detail: str = "", subcode: int | None = None) -> WhatsAppError:
    """The error with this code. A code that is not known is final: it is told, not tried again."""
    if code == 100 and subcode == _NO_SUCH_OBJECT:
        return SendingStopped(code, detail)
    return _BY_CODE.get(code, Final)(code, detail)


def by_status(code: int) -> WhatsAppError:
    """What a status *failed* with this code means: there is no doubt that it did not arrive."""
    error = by_code(code)
    return Later(code) if isinstance(error, Doubtful) else error


def by_answer(status: int, body: Any) -> WhatsAppError:
    """The error that an HTTP answer stands for. Meta's code counts for more than the HTTP status."""
    match body:
        case {"error": {"code": int(code)} as error} if code in _BY_CODE or status < 500:
            subcode = error.get("error_subcode")
            return by_code(code, str(error.get("type", "")), subcode if isinstance(subcode, int) else None)
        case _ if status == 429:
            return Later(detail="HTTP 429")
        case _ if status in (401, 403):
            return SendingStopped(detail=f"HTTP {status}")
        case _ if status >= 500:
            return Doubtful(detail=f"HTTP {status}")
        case _:
            return Final(detail=f"HTTP {status}")

"""Why the office's seal cannot be used."""


class SealRefused(Exception):
    """The seal cannot be used as it is; `sentence` tells the operator what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SealUnreadable(SealRefused):
    """There is no PKCS#12 file at the path."""


class WrongPassphrase(SealRefused):
    """The file does not open with this pass phrase."""


class NoPrivateKey(SealRefused):
    """The file holds no private key that can sign, or no certificate for it."""


class NotForSigning(SealRefused):
    """The certificate says that it is for something else, such as encryption."""


class WeakKey(SealRefused):
    """A key is so short that others can find it: that of the certificate, or of one that vouches for it."""


class SealOutOfDate(SealRefused):
    """The certificate has expired, or does not count yet."""

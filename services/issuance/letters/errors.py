"""Why a letter cannot be made, each with a sentence for the clerk."""


class CannotBePrinted(Exception):
    """The letter as it stands cannot become a page; trying again would not help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Unprintable(CannotBePrinted):
    """A text holds letters of another script; `characters` are those, each once."""

    def __init__(self, characters: str) -> None:
        super().__init__(
            f"Surat belum bisa dibuat: huruf {' '.join(characters)} tidak ada di surat resmi. Tulis dengan huruf Latin."
        )
        self.characters = characters


class TooLong(CannotBePrinted):
    """The texts do not fit on one page even in the smallest size that can be read."""

    def __init__(self) -> None:
        super().__init__("Surat belum bisa dibuat: isinya lebih dari satu halaman. Persingkat alamat atau data lain.")

"""Lenient understanding of what people write in everyday Indonesian: yes and no, choices, numbers, dates.

A function here takes what was heard and returns its meaning, or `Misunderstood`. None of them holds a sentence.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from babel import Locale
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from shared.dialogue.heard import Heard
from shared.dialogue.understood import Misunderstood, Option

#: How people shorten words on a phone.
SHORT: dict[str, str] = {
    "yg": "yang", "dgn": "dengan", "utk": "untuk", "krn": "karena", "dr": "dari", "org": "orang", "sy": "saya",
    "aku": "saya", "gw": "saya", "sdh": "sudah", "udh": "sudah", "udah": "sudah", "blm": "belum", "blum": "belum",
    "bnr": "benar", "bener": "benar", "btl": "betul", "tdk": "tidak", "gak": "tidak", "ga": "tidak", "gk": "tidak",
    "nggak": "tidak", "ngga": "tidak", "enggak": "tidak", "engga": "tidak", "tak": "tidak", "kgk": "tidak",
    "jgn": "jangan", "bkn": "bukan", "sm": "sama", "tlg": "tolong", "hr": "hari", "tgl": "tanggal", "bln": "bulan",
    "thn": "tahun", "th": "tahun", "no": "nomor", "nmr": "nomor", "jdi": "jadi", "bs": "bisa", "pk": "pakai",
}  # fmt: skip
YES = {"ya", "iya", "y", "yes", "yoi", "iyo", "benar", "betul", "ok", "oke", "okay", "setuju", "sip", "boleh", "siap",
       "lanjut", "lanjutkan", "tentu", "mau", "sudah", "silakan", "silahkan"}  # fmt: skip
NO = {"tidak", "bukan", "belum", "jangan", "salah", "batal", "kurang", "keliru", "ndak"}
THANKS = {"terima", "terimakasih", "makasih", "trims", "thanks", "tq", "thx", "nuhun", "suwun"}
ALL_IS_WELL = {"ok", "oke", "sip", "siap"}
_AROUND_THANKS = {"kasih", "banyak", "ya", "iya", "pak", "bu", "kak", "min", "baik", "mantap", "alhamdulillah", "sudah"}
NEGATIONS = {"tidak", "bukan", "belum", "jangan"}
ORDINALS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_FIRST = {"pertama": 1, "kesatu": 1} | {f"ke{word}": number for number, word in enumerate(ORDINALS, 1)}
_NUMBERS = {word: number for number, word in enumerate(ORDINALS, 1)} | _FIRST
_MONTHS = {
    name.rstrip(".").lower(): number
    for width in ("wide", "abbreviated")
    for number, name in Locale("id").months["format"][width].items()
} | {"agst": 8, "ags": 8, "agt": 8, "agus": 8, "pebruari": 2, "nopember": 11, "nop": 11, "sept": 9, "des": 12}
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_WORDY_DATE = re.compile(r"\b(\d{1,2})[\s.-]*([a-z]{3,10})\.?[\s.-]*(\d{4}|\d{2})\b")
#: "tanggal 5 bulan 8 tahun 1990" and "tanggal 5 bulan agustus tahun 1990"
_SPELT_DATE = re.compile(r"tanggal\s+(\d{1,2})\s+(?:bulan\s+)?(\w+)\s+tahun\s+(\d{4}|\d{2})")


def plain(text: str) -> str:
    """Lower case, without punctuation, with shortened words written out: `Yg rusak!` is `yang rusak`."""
    words: list[str] = re.findall(r"\w+", text.lower())
    return " ".join(SHORT.get(word, word) for word in words)


def some_text(heard: Heard) -> str | Misunderstood:
    """Whatever was written, on one line."""
    text = " ".join((heard.text or "").split())
    return text if text and heard.kind == "text" else Misunderstood()


def yes_or_no(heard: Heard) -> bool | Misunderstood:
    """A tap on `yes` or `no`, or words that mean it. Both together say neither."""
    if heard.choice is not None:
        return heard.choice == "yes" if heard.choice in ("yes", "no") else Misunderstood()
    words = plain(heard.text or "").replace("tidak apa apa", "ya").split()
    refused = [word for word in words if word in NO]
    if len(refused) > 1:
        return Misunderstood()
    if refused:
        return False if words.index(refused[0]) < 2 else Misunderstood()
    return True if YES & set(words) else Misunderstood()


def one_of(options: Sequence[Option]) -> Callable[[Heard], str | Misunderstood]:
    """The key of the option meant by tap, number, label, synonym or nearly so."""

    def the_option(heard: Heard) -> str | Misunderstood:
        if heard.choice is not None:
            return heard.choice if heard.choice in {option.key for option in options} else Misunderstood()
        return which(heard.text or "", options) or Misunderstood()

    return the_option


def which(text: str, options: Sequence[Option]) -> str | None:
    """The key of the one option that the text means; None when it names none, or more than one."""
    said = plain(text)
    if not said:
        return None
    number = ordinal(said)
    if number is not None and 1 <= number <= len(options):
        return options[number - 1].key
    return named(said, options) or _nearly(said, options)


def ordinal(said: str) -> int | None:
    """The number a short answer consists of: `2`, `nomor dua`, `yang kedua`."""
    words = [word for word in said.split() if word not in ("yang", "nomor", "pilih", "pilihan", "ke", "saja")]
    if len(words) != 1:
        return None
    return int(words[0]) if re.fullmatch(r"\d{1,2}", words[0]) else _NUMBERS.get(words[0])


def says_thanks(text: str) -> bool:
    """Nothing but thanks."""
    return _is_only_kind(text, THANKS)


def says_all_is_well(text: str) -> bool:
    """Nothing but thanks, or a word that needs no answer."""
    return _is_only_kind(text, THANKS | ALL_IS_WELL)


def _is_only_kind(text: str, needed: set[str]) -> bool:
    """One of the words that are needed is there, and beside it only such as people are kind with."""
    words = set(plain(text).split())
    return bool(words & needed) and words <= THANKS | ALL_IS_WELL | _AROUND_THANKS


def an_integer(heard: Heard) -> int | Misunderstood:
    """The only number in the text, in digits (`1.250`) or a word up to ten."""
    said = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", (heard.text or "").lower())
    digits = re.findall(r"\d+", said)
    words = [_NUMBERS[word] for word in plain(said).split() if word in _NUMBERS]
    found = [int(number) for number in digits] or words
    return found[0] if len(found) == 1 else Misunderstood()


def a_date(latest: date) -> Callable[[Heard], date | Misunderstood]:
    """A date in the ways people write it."""

    def the_date(heard: Heard) -> date | Misunderstood:
        return read_date(heard.text or "", latest) or Misunderstood()

    return the_date


def read_date(text: str, latest: date) -> date | None:
    """`5 Agustus 1990`, `05-08-1990`, `5/8/90`, `tgl 5 bln 8 th 1990`: day first. None when there is none.

    A year of two digits is the last one whose date is not after `latest`.
    """
    said = text.lower()
    if iso := _ISO_DATE.search(said):
        year, month, day = iso.groups()
        return _date(day, month, year, latest)
    spelt = _SPELT_DATE.search(plain(said))
    found = spelt or _NUMERIC_DATE.search(said) or _WORDY_DATE.search(said)
    if found is None:
        return None
    day, month, year = found.groups()
    return _date(day, month, year, latest)


def _date(day: str, month: str, year: str, latest: date) -> date | None:
    number = int(month) if month.isdigit() else _month(month)
    if number is None:
        return None
    century = latest.year // 100 * 100 if len(year) == 2 else 0
    try:
        found = date(century + int(year), number, int(day))
        return date(found.year - 100, number, int(day)) if century and found > latest else found
    except ValueError:
        return None


def _month(word: str) -> int | None:
    if word in _MONTHS:
        return _MONTHS[word]
    near = process.extractOne(word, _MONTHS.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=2)
    return _MONTHS[near[0]] if near and len(word) > 4 else None


def named(said: str, options: Sequence[Option]) -> str | None:
    """The option whose words stand in the text, the longest match first, unless they are denied: `tidak hilang`."""
    spans = [
        (match.start(), match.end(), option.key)
        for option in options
        for name in _names(option)
        for match in re.finditer(rf"\b{re.escape(name)}\b", said)
    ]
    kept = [span for span in spans if not any(_covers(other, span) for other in spans)]
    meant = {key for start, _, key in kept if not _denied(said[:start])}
    return meant.pop() if len(meant) == 1 else None


def _covers(other: tuple[int, int, str], span: tuple[int, int, str]) -> bool:
    longer = other[1] - other[0] > span[1] - span[0]
    return longer and other[0] <= span[0] and other[1] >= span[1]


def _denied(before: str) -> bool:
    return bool(NEGATIONS & set(before.split()[-1:]))


def _nearly(said: str, options: Sequence[Option]) -> str | None:
    """The option whose words come nearest, when it is near enough and clearly nearer than the others."""
    if NEGATIONS & set(said.split()):
        return None
    scores = sorted(((_likeness(said, option), option.key) for option in options), reverse=True)
    best, key = scores[0]
    second = scores[1][0] if len(scores) > 1 else 0.0
    return key if best >= 80 and best - second >= 8 else None


def _likeness(said: str, option: Option) -> float:
    """0 to 100: the whole against a name, or any word of four letters or more against a name of one word."""
    words = [said, *(word for word in said.split() if len(word) >= 4)]
    return max(
        (fuzz.ratio(word, name) for name in _names(option) if len(name) >= 4 for word in words),
        default=0.0,
    )


def _names(option: Option) -> list[str]:
    return [name for name in (plain(word) for word in (option.label, *option.also)) if name]

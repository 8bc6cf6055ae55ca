"""From a letter to the words its page needs: everything the templates in `paper/` read."""

import re
from collections.abc import Iterator, Mapping, Sequence

from services.issuance.letters.models import Introduction, Issue, Letter, ModelN1, RtLetter, Signatory
from services.issuance.letters.n1 import words_of_n1
from shared.contracts.catalogue import Office
from shared.contracts.vocabulary import CoverLetter, Person
from shared.indonesian import long_date, nip, official_moment, sex_in_words

#: What a template is given: JSON, where None stands for a gap of the draft.
Words = Mapping[str, "Word"]
Word = str | bool | int | None | Sequence["Word"]

_ACTING = {"plt": "Plt.", "plh": "Plh.", "an": "a.n."}
_KIND_OF_CITY = re.compile(r"^(Kota|Kabupaten)( Administrasi)? ")


def words_of(letter: Letter) -> Words:
    """Everything the letter's template needs."""
    match letter:
        case RtLetter():
            return _common("Surat Pengantar", letter) | _of_the_rt(letter)
        case ModelN1():
            return _common(letter.wording.title, letter) | _of_the_lurah(letter) | words_of_n1(letter)
        case Introduction():
            return _common(letter.wording.title, letter) | _of_the_lurah(letter) | _of_the_introduction(letter)


def _common(title: str, letter: Letter) -> dict[str, Word]:
    office, applicant, issue = letter.office, letter.applicant, letter.issue
    return {
        "title": title,
        "file_title": f"{title} {issue.number}" if issue else title,
        "author": f"Kelurahan {office.name}",
        "kelurahan": office.name,
        "kecamatan": office.kecamatan,
        "city": office.city,
        "place": _place(office),
        "paper": office.paper,
        "rt": f"{applicant.rt.rt:03}",
        "rw": f"{applicant.rt.rw:03}",
        "particulars": _particulars(applicant, office),
        **_issued(issue, office),
    }


def _issued(issue: Issue | None, office: Office) -> dict[str, Word]:
    if issue is None:
        return dict.fromkeys(
            (
                "number",
                "day",
                "dated",
                "check_url",
                "check_place",
                "check_code",
                "approved_by",
                "approved_at",
                "by_hand_on",
            )
        )
    place, code = issue.check_address
    return {
        "number": issue.number,
        "day": (issue.dated.year, issue.dated.month, issue.dated.day),
        "dated": long_date(issue.dated),
        "check_url": issue.check_url,
        "check_place": place,
        "check_code": code,
        "approved_by": issue.approved_by,
        "approved_at": official_moment(issue.approved_at, office.time_zone),
        "by_hand_on": long_date(issue.signed_by_hand_on) if issue.signed_by_hand_on else None,
    }


def _particulars(person: Person, office: Office) -> Sequence[Word]:
    return (
        ("Nama", person.name),
        ("NIK", person.nik),
        ("Tempat, tanggal lahir", f"{person.birth_place}, {long_date(person.birth_date)}"),
        ("Jenis kelamin", sex_in_words(person.sex).capitalize()),
        ("Agama", person.religion),
        ("Status perkawinan", person.marital_status),
        ("Pekerjaan", person.occupation),
        ("Kewarganegaraan", person.nationality),
        ("Alamat", f"{person.address}, {person.rt}", f"Kelurahan {office.name}, Kecamatan {office.kecamatan}"),
    )


def _of_the_rt(letter: RtLetter) -> dict[str, Word]:
    word = letter.endorsement
    return {
        "purpose": _begun(letter.purpose),
        "rw_in_place": letter.acting_as == "rw_chair",
        "is_endorsed": word is not None,
        "endorsed_by": word.by if word else None,
        "endorsed_at": official_moment(word.at, letter.office.time_zone) if word and word.at else None,
    }


def _of_the_lurah(letter: Introduction | ModelN1) -> dict[str, Word]:
    office = letter.office
    signatory = letter.signatory or Signatory(name=office.lurah_name, nip=office.lurah_nip)
    return {
        "address": f"{office.address}, {_place(office)} {office.postcode}, Telepon {office.phone}",
        "in_ink": letter.wording.signed == "in_ink",
        "speaks_as": _speaks_as(signatory, office),
        "signs_as": _signs_as(signatory, office),
        "signatory_name": signatory.name,
        "signatory_nip": nip(signatory.nip),
    }


def _speaks_as(signatory: Signatory, office: Office) -> str:
    """In whose post the letter speaks: who signs on behalf of the lurah lets the lurah speak."""
    acting = f"{_ACTING[signatory.acts]} " if signatory.acts in ("plt", "plh") else ""
    return f"{acting}Lurah {office.name}"


def _signs_as(signatory: Signatory, office: Office) -> Sequence[Word]:
    """The lines above the signature."""
    if signatory.acts == "an":
        return (f"{_ACTING['an']} Lurah {office.name}", signatory.position)
    return (_speaks_as(signatory, office),)


def _of_the_introduction(letter: Introduction) -> dict[str, Word]:
    return {
        "addressed_to": letter.wording.addressed_to,
        "printed": [(part.leads_in, part.rows) for part in letter.printed],
        "grounds": _grounds(letter),
    }


def _grounds(letter: Introduction) -> Sequence[Word]:
    reason = (_continued(letter.reason),) if letter.reason else ()
    rows: list[Word] = [("Keperluan", _begun(letter.purpose or letter.wording.purpose), *reason)]
    if letter.cover_letter:
        rows.append(("Dasar", *_cover_letter(letter.cover_letter, letter.applicant)))
    if letter.wording.valid_days:
        until = f", sampai dengan {long_date(letter.valid_until)}" if letter.valid_until else " sejak tanggal surat"
        rows.append(("Masa berlaku", f"{letter.wording.valid_days} hari{until}"))
    return rows


def _cover_letter(cover: CoverLetter, applicant: Person) -> Iterator[str]:
    yield f"Surat pengantar Ketua {applicant.rt}{' (di atas kertas)' if cover.on_paper else ''}"
    if cover.number:
        yield f"Nomor {cover.number}"
    if cover.dated:
        yield f"tanggal {long_date(cover.dated)}"


def _begun(text: str) -> str:
    """As a line begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def _continued(reason: str) -> str:
    return f"({reason[:1].lower()}{reason[1:]})"


def _place(office: Office) -> str:
    """Where the letter is written: the city without its kind."""
    return _KIND_OF_CITY.sub("", office.city)

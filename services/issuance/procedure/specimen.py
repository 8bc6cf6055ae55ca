"""A letter about a resident whom nobody knows: how it will look, before anyone asks for it."""

from datetime import date

from services.issuance.details import printed, purpose
from services.issuance.edition import InForce
from services.issuance.letters import Introduction, ModelN1, Wording
from services.issuance.signatory import the_lurah
from shared.contracts.catalogue import Letter, Service
from shared.contracts.details import Circumstances, DataField, Details, circumstances
from shared.contracts.vocabulary import CoverLetter, Person, Rt

_SOMEBODY = Person(
    name="Contoh Binti Permisalan",
    nik="1671074508900003",
    birth_place="Palembang",
    birth_date=date(1990, 8, 5),
    sex="female",
    religion="Islam",
    marital_status="Belum kawin",
    occupation="Karyawan swasta",
    address="Jalan Contoh No. 1",
    rt=Rt(rt=5, rw=2),
)
_BY_KIND = {
    "name": "Permisalan bin Contoh",
    "nik": "1671070101600001",
    "birth": "Palembang, 1 Januari 1960",
    "address": "Jalan Contoh No. 1 RT 005/RW 002",
    "religion": "Islam",
    "occupation": "Wiraswasta",
    "phone": "+6281200000000",
    "number": "2",
}


def specimen(service: Service, letter: Letter, in_force: InForce, on: date) -> Wording:
    """What the letter says of somebody in the circumstances in which it is this one, with every detail told."""
    applicant = _in_the_circumstances(letter)
    reason = next(iter(letter.when.get("reason", ())), service.reasons[0].key if service.reasons else None)
    details = _told(service, letter, on)
    known: Circumstances = circumstances(reason, applicant, details)
    office, signatory = in_force.catalogue.office, the_lurah(in_force.catalogue.office)
    if letter.form == "model_n1":
        return ModelN1(office=office, applicant=applicant, wording=letter, details=details, signatory=signatory)
    named = service.reason(reason)
    return Introduction(
        office=office,
        applicant=applicant,
        wording=letter,
        purpose=purpose(service, letter, details),
        reason=named.label if named else None,
        printed=printed(service, known, details),
        cover_letter=CoverLetter(number="012/RT.005/RW.002/I/2026", dated=on) if _has_cover_letter(service) else None,
        signatory=signatory,
    )


def _has_cover_letter(service: Service) -> bool:
    return service.cover_letter == "required"


def _in_the_circumstances(letter: Letter) -> Person:
    """Somebody of whom the letter's condition is true."""
    of_a_person = {name: values[0] for name, values in letter.when.items() if name in Person.model_fields and values}
    return _SOMEBODY.model_copy(update=of_a_person)


def _told(service: Service, letter: Letter, on: date) -> Details:
    fields = {block.detail(field): field for block in service.blocks for field in block.fields}
    wanted = {name: values[0] for name, values in letter.when.items() if name in fields and values}
    return {key: _value(field, on) for key, field in fields.items()} | wanted


def _value(field: DataField, on: date) -> str:
    if field.usual:
        return field.usual
    if field.kind == "choice":
        return field.options[0].key
    if field.kind == "date":
        return on.isoformat()
    return _BY_KIND.get(field.kind) or field.example or f"({field.label.lower()})"

"""Who signs a letter: the lurah, or who does it for the lurah in these days. Whoever approves it is who signs it."""

from datetime import date

from services.issuance.letters.models import Signatory
from services.issuance.staff import Role, Staff
from services.issuance.stage import NotAllowed
from shared.contracts.catalogue import Deputy, Office
from shared.indonesian import long_date


def who_signs(office: Office, by: Staff, on: date) -> Signatory:
    """Who stands below a letter that this person approves. Raises `NotAllowed` for a deputy outside of their days.

    An account that has never been a deputy's is the lurah's own.
    """
    terms = [deputy for deputy in office.deputies if deputy.account == by.username]
    if not terms:
        return the_lurah(office)
    if current := next((deputy for deputy in terms if _is_in_office(deputy, on)), None):
        return _as_signatory(current)
    if coming := next((deputy for deputy in terms if deputy.first > on), None):
        raise NotAllowed(f"Tugas Anda menandatangani surat baru mulai {long_date(coming.first)}.")
    raise NotAllowed(f"Tugas Anda menandatangani surat berakhir {long_date(terms[-1].last)}.")


def who_would_sign(office: Office, seen_by: Staff, on: date) -> Signatory:
    """Who stands below the draft that this person looks at: themselves, else whoever is in the lurah's place."""
    if seen_by.role is Role.LURAH:
        try:
            return who_signs(office, seen_by, on)
        except NotAllowed:
            return the_lurah(office)
    in_place = (deputy for deputy in office.deputies if deputy.acts != "an" and _is_in_office(deputy, on))
    return next((_as_signatory(deputy) for deputy in in_place), the_lurah(office))


def the_lurah(office: Office) -> Signatory:
    return Signatory(name=office.lurah_name, nip=office.lurah_nip)


def _is_in_office(deputy: Deputy, on: date) -> bool:
    return deputy.first <= on <= deputy.last


def _as_signatory(deputy: Deputy) -> Signatory:
    return Signatory(name=deputy.name, nip=deputy.nip, acts=deputy.acts, position=deputy.position)

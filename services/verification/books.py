"""The copies of what issuance publishes: one directory and one catalogue an office, the newest."""

from dataclasses import dataclass

from shared.contracts.catalogue import Catalogue, Directory, Service
from shared.contracts.details import Details
from shared.contracts.vocabulary import ReasonKey, ServiceKey


@dataclass(frozen=True, slots=True)
class KnownDirectory:
    """Who chairs which RT and RW of the office with this code."""

    office: str
    directory: Directory


@dataclass(frozen=True, slots=True)
class KnownCatalogue:
    """The procedure of the office with this code; its calendar says when a chair has been silent for long."""

    office: str
    catalogue: Catalogue

    def purpose(self, service: ServiceKey, reason: ReasonKey | None) -> str:
        """What a letter is for, as a sentence carries it: `KTP (rusak / ganti data)`.

        A service or reason that is no longer offered is named by its key.
        """
        offered = next((it for it in self.catalogue.services if it.key == service), None)
        if offered is None:
            return service.upper()
        return offered.short if reason is None else f"{offered.short} ({_why(offered, reason)})"

    def for_chairs(self, service: ServiceKey, told: Details) -> tuple[str, ...]:
        """What a chair may know of what the service asks for, a line each: `Nama usaha: Warung Sederhana`."""
        offered = next((it for it in self.catalogue.services if it.key == service), None)
        return tuple(
            f"{block.called(field)}: {field.written(told[key])}"
            for block in (offered.blocks if offered else ())
            for field in block.fields
            if block.for_chairs and (key := block.detail(field)) in told
        )


def _why(service: Service, key: ReasonKey) -> str:
    reason = service.reason(key)
    return f"{reason.label[:1].lower()}{reason.label[1:]}" if reason else key

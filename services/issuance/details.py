"""What a service asks for beside the particulars, as clerks and letters read it."""

from collections.abc import Iterator
from typing import NamedTuple

from services.issuance.letters.models import Printed
from shared.contracts.catalogue import Letter, Service
from shared.contracts.details import UNKNOWN, Block, Circumstances, DataField, Details
from shared.contracts.vocabulary import CatalogueKey


class Detail(NamedTuple):
    """One thing that is asked for, and what was told: the dash where nothing was."""

    key: CatalogueKey
    block: Block
    field: DataField
    value: str

    @property
    def written(self) -> str:
        """The value as people read it."""
        return self.field.written(self.value)


def details_of(service: Service, known: Circumstances, told: Details) -> list[Detail]:
    """All that is asked for in these circumstances, in the order of the catalogue."""
    return [
        Detail(key, block, field, told.get(key, UNKNOWN))
        for block in service.blocks
        for field in block.fields_for(known)
        if (key := block.detail(field))
    ]


def printed(service: Service, known: Circumstances, told: Details) -> tuple[Printed, ...]:
    """The blocks that a letter prints, each after the words that lead to it."""
    return tuple(_printed(service, known, told))


def purpose(service: Service, letter: Letter, told: Details) -> str:
    """What the letter is for, with the details that it names."""
    written = {
        key: field.written(told.get(key, UNKNOWN))
        for block in service.blocks
        for field in block.fields
        if (key := block.detail(field))
    }
    return letter.purpose.format_map(written)


def _printed(service: Service, known: Circumstances, told: Details) -> Iterator[Printed]:
    for block in service.blocks:
        found = [detail for detail in details_of(service, known, told) if detail.block == block]
        if found and block.on_letter:
            rows = tuple((detail.field.label, detail.written) for detail in found)
            yield Printed(leads_in=block.on_letter, rows=rows)

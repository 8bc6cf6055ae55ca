"""The catalogue and the directory as they were and as they are."""

from dataclasses import dataclass

from shared.contracts.catalogue import Catalogue, Directory


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version of the catalogue; all are kept, because a running application keeps its own."""

    version: int
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class InForce:
    """What counts at the office now: the newest catalogue, and who chairs which RT."""

    office: str
    catalogue: Catalogue
    directory: Directory

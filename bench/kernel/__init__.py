"""How much the kit carries: four services in a row, each a process with its own database, everything on disk."""

from bench.kernel.measure import measure

__all__ = ["measure"]

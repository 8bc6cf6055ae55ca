"""From the command to a town that is ready, and to its first answer, on a data folder that is there already."""

from bench.start.measure import measure

__all__ = ["measure"]

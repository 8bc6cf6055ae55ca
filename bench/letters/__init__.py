"""What a letter costs: to set, to look at, to seal, to check."""

from bench.letters.measure import measure

__all__ = ["measure"]

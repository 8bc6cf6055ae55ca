"""What one KTP application costs, from the first word to the print handed over, several of them at once."""

from bench.application.measure import measure
from bench.application.memory import measure_memory

__all__ = ["measure", "measure_memory"]

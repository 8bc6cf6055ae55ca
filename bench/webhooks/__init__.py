"""How many webhooks a notifier takes, and how soon each is answered, with every one on disk before it is."""

from bench.webhooks.measure import measure

__all__ = ["measure"]

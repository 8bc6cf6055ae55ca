"""Whole applications through the real processes while things go wrong, and an audit of what is left. Start: `town`."""

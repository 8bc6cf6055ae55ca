"""Everything the services say to each other: one file per speaker, the words they share in `vocabulary.py`."""

"""`pengantar backup` and `pengantar restore`: the whole office in one file, taken while it is at work.

How the parts are made to fit each other: docs/decisions/0050-a-backup-is-taken-while-nobody-writes.md.
"""

from services.commands.backup.command import backup, restore

__all__ = ["backup", "restore"]

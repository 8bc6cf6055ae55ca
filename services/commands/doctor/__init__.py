"""`pengantar doctor`: what is wrong, and what to do about it."""

from services.commands.doctor.command import doctor

__all__ = ["doctor"]

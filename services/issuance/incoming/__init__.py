"""Everything issuance hears, by who says it: find, apply a rule, keep, say."""

from services.issuance.incoming import announcements, chairs, complaints, errands, people, proof, residents
from services.issuance.incoming.ears import hear

__all__ = ["announcements", "chairs", "complaints", "errands", "hear", "people", "proof", "residents"]

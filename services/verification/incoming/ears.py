"""The ears of verification; the modules beside this one fill them, one for each who speaks."""

from services.verification.outgoing import SAYS
from services.verification.store import shelves
from shared.messaging import Hear

hear = Hear("verification", *shelves, says=SAYS)

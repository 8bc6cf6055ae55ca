"""The ears of intake; the modules beside this one fill them, one for each who speaks."""

from services.intake.outgoing import SAYS
from services.intake.store import shelves
from shared.messaging import Hear

hear = Hear("intake", *shelves, says=SAYS)

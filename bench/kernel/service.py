"""One of the four as a process: `python -m bench.kernel.service NAME`."""

import sys

from bench.kernel.services import plan
from shared.messaging.house import run

if __name__ == "__main__":
    run(plan(sys.argv[1]))

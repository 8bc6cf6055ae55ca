"""`python -m bench.kernel [EVENTS [ROUNDS]]` prints one line of JSON."""

import json
import sys

from bench.kernel.measure import measure

if __name__ == "__main__":
    events, rounds = (int(number) for number in (*sys.argv[1:], "20000", "3")[:2])
    print(json.dumps(measure(events, rounds)))

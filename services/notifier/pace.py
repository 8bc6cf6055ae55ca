"""How fast WhatsApp lets an office write, to one person and in all. In memory: a restart begins with a full stock."""

#: Seconds between two messages to one person once the stock is used up, and the stock.
PAIR_SECONDS = 6.0
PAIR_STOCK = 45
#: Seconds for which the number rests after WhatsApp has found it too fast all the same.
REST = 1.0
#: So many are known by name before those with a full stock are forgotten.
MOST_KNOWN = 10_000


class Bucket:
    """Tokens for each name: one comes every `seconds`, up to `stock`; a burst borrows from the time after it."""

    def __init__(self, seconds: float, stock: int) -> None:
        self._seconds, self._stock = seconds, stock
        self._full_at: dict[str, float] = {}

    def wait(self, name: str, now: float) -> float:
        """Seconds until there is a token."""
        missing = max(self._full_at.get(name, now) - now, 0.0)
        return max(missing - (self._stock - 1) * self._seconds, 0.0)

    def take(self, name: str, now: float) -> float:
        """Take a token, perhaps one still to come; seconds until it is there."""
        wait = self.wait(name, now)
        self._full_at[name] = max(self._full_at.get(name, now), now) + self._seconds
        if len(self._full_at) > MOST_KNOWN:
            self._full_at = {name: at for name, at in self._full_at.items() if at > now}
        return wait

    def empty(self, name: str, now: float, rest: float) -> None:
        """Nothing is left, and nothing comes for `rest` seconds."""
        self._full_at[name] = now + rest + (self._stock - 1) * self._seconds


class Pace:
    """The rates of one number: `throughput` messages a second, and what one person may be sent."""

    NUMBER = "the number"

    def __init__(self, throughput: int) -> None:
        self._pairs = Bucket(PAIR_SECONDS, PAIR_STOCK)
        self._number = Bucket(1 / throughput, throughput)

    def wait_for(self, recipient: str, now: float) -> float:
        """Seconds for which nothing may be sent to this person; others are not concerned."""
        return self._pairs.wait(recipient, now)

    def take(self, recipient: str, now: float) -> float:
        """A message is about to go: seconds for which it has to wait for the others of the number."""
        self._pairs.take(recipient, now)
        return self._number.take(self.NUMBER, now)

    def was_too_fast(self, now: float) -> None:
        """WhatsApp says so of the number (130429)."""
        self._number.empty(self.NUMBER, now, REST)

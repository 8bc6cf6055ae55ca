"""Under which address other machines of the network reach this one."""

import socket

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
LOOPBACK = ("127.0.0.1", "::1", "localhost")
#: An address for documentation (RFC 5737): nothing is sent to it, it only shows which way packets would go.
SOMEWHERE = ("192.0.2.1", 9)


def reached_at(host: str) -> str:
    """What to type into a browser for what listens on `host`."""
    return _on_the_network() if host in EVERYWHERE else host


def is_open(host: str) -> bool:
    """Whether other machines are let in."""
    return host not in LOOPBACK


def _on_the_network() -> str:
    """This machine's own address where it has a network, else only its own."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(SOMEWHERE)
        except OSError:
            return LOOPBACK[0]
        return way.getsockname()[0]

"""The operator's command: `pengantar up | staff | parked | streams | doctor | backup | restore | asyncapi`."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console

from services.launcher.demo import Demo
from services.launcher.parts import CannotRun, House, Ports
from services.launcher.up import up as run_until_stopped

app = App(name="pengantar", help="The public counter of a kelurahan on WhatsApp.", version="0.1.0")
out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)
# Imported only when they are called, so that `up` starts the sooner.
app.command("services.commands.staff:staff", help="Accounts on the console.")
app.command("services.commands.parked:parked", help="Messages that could not be handled.")
app.command("services.commands.streams:streams", help="Put the message queue in order.")
app.command("services.commands.doctor:doctor", help="Find out what is wrong, and what to do about it.")
app.command("services.commands.backup:backup", help="Copy everything the office keeps into one file.")
app.command("services.commands.backup:restore", help="Bring a backup back on an empty machine.")
app.command("services.commands.asyncapi:asyncapi", help="Write the AsyncAPI document of all services.")
HERE = Path(__file__).resolve().parents[1]


@app.command
def up(
    *,
    data: Annotated[Path, Parameter(env_var="DATA_DIR")] = Path("data"),
    config: Annotated[Path, Parameter(env_var="CONFIG")] = HERE / "config" / "kelurahan.yaml",
    host: Annotated[str, Parameter(env_var="HOST")] = "127.0.0.1",
    simulator: bool = True,
) -> None:
    """Start the message queue, the four services and WhatsApp's stand-in; stop them with Ctrl-C.

    Parameters
    ----------
    data
        Where databases, the message queue and logs are kept.
    config
        The office, its services and its RTs.
    host
        The address to listen on; 0.0.0.0 lets other machines of the network in.
    simulator
        The demo with WhatsApp's stand-in. Without it, WHATSAPP_… and CERTIFICATE… must be set.
    """
    try:
        demo = Demo.of(data.resolve()) if simulator else None
        house = House(data.resolve(), config.resolve(), host, Ports.from_environment(), demo)
        asyncio.run(run_until_stopped(house, out))
    except (CannotRun, ValueError, PermissionError) as reason:
        err.print(f"pengantar: {reason}")
        sys.exit(1)


def main() -> None:
    """Entry point of the command."""
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    app()


if __name__ == "__main__":
    main()

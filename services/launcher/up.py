"""`pengantar up`: from nothing to a first message, and down again."""

import asyncio
import io
import os
import signal
from pathlib import Path

import segno
from rich.console import Console
from rich.panel import Panel

from services.issuance.demo import ACCOUNTS
from services.launcher.parts import CannotRun, House, Part
from services.launcher.supervisor import Supervisor, check_ports

REQUIRED_WITHOUT_DEMO = (
    "WHATSAPP_PHONE_NUMBER_ID",
    "WHATSAPP_ACCESS_TOKEN",
    "WHATSAPP_APP_SECRET",
    "WHATSAPP_VERIFY_TOKEN",
    "CERTIFICATE",
    "CERTIFICATE_PASSPHRASE",
)


async def up(house: House, out: Console) -> None:
    """Run until a signal asks to stop. Raises `CannotRun` when something does not start, or ends by itself."""
    check_data_folder(house.data)
    check_settings(house)
    parts = list(house.parts())
    check_ports(parts, house.host)
    supervisor = Supervisor(house.data / "logs")
    asked_to_stop = asyncio.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(ending, asked_to_stop.set)
    try:
        await _start(supervisor, parts)
        out.print(welcome(house))
        if house.demo and house.is_open:
            out.print(to_scan(house.phones_url))
        await _until(asked_to_stop, supervisor)
    finally:
        out.print("Stopping …")
        await supervisor.stop()


def check_data_folder(data: Path) -> None:
    """Raises `CannotRun` when nothing can be kept there."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise CannotRun(
            f"The data folder {data} cannot be written ({error.strerror}). Make it writable, or name another by --data."
        ) from None


def check_settings(house: House) -> None:
    """Outside the demo no secret has a default. Raises `CannotRun` naming those that are missing."""
    missing = [] if house.demo else [name for name in REQUIRED_WITHOUT_DEMO if not os.environ.get(name)]
    if missing:
        raise CannotRun(f"Without the simulator these settings are needed and missing: {', '.join(missing)}.")


async def _start(supervisor: Supervisor, parts: list[Part]) -> None:
    queue, *others = parts
    await supervisor.start(queue)
    await supervisor.ready(queue)
    for part in others:
        await supervisor.start(part)
    await asyncio.gather(*(supervisor.ready(part) for part in others))


async def _until(asked_to_stop: asyncio.Event, supervisor: Supervisor) -> None:
    stopping = asyncio.create_task(asked_to_stop.wait())
    ended = asyncio.create_task(supervisor.first_to_end())
    await asyncio.wait({stopping, ended}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not asked_to_stop.is_set():
        raise CannotRun(await ended)
    ended.cancel()


def welcome(house: House) -> Panel:
    """The one block that says where to go first."""
    if not house.demo:
        text = f"Console   {house.console_url}\nWebhook   {house.host}:{house.ports.notifier}/whatsapp/webhook"
        return Panel.fit(text, title="Pengantar")
    accounts = "\n".join(f"          {each.username:<8} {each.password:<13} {each.name}" for each in ACCOUNTS)
    text = (
        f"Phones    {house.phones_url}\n"
        f"Console   {house.console_url}\n{accounts}\n"
        f"Logs      {house.data / 'logs'}\n\n"
        'Try: on the phones, write "mau bikin ktp" as Siti Aminah,\n'
        "approve as Rahmat Hidayat, send the photos;\n"
        "then receive and issue on the console.\n\n"
        f"{_who_gets_in(house)}"
        "All people are invented, all secrets throw-away. Ctrl-C stops everything."
    )
    return Panel.fit(text, title="Pengantar · DEMO, not for a real office")


def _who_gets_in(house: House) -> str:
    if not house.is_open:
        return ""
    return (
        "Every machine of this network can open both pages; WhatsApp's stand-in\n"
        "knows no passwords. The phones in a real phone's browser:\n"
        f"{house.phones_url}, or the code below.\n\n"
    )


def to_scan(url: str) -> str:
    """The address as a code for a phone's camera."""
    drawn = io.StringIO()
    segno.make(url).terminal(drawn, compact=True)
    return drawn.getvalue()

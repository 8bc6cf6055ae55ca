"""What was backed up on one machine goes on on another."""

from pathlib import Path

from tests.compose.system import System, gone_afterwards
from tests.story.console import Console


async def letters_of(system: System) -> str:
    """The register of letters as a clerk downloads it."""
    async with Console(f"http://127.0.0.1:{system.ports['issuance']}") as clerk:
        await clerk.signs_in("petugas", "petugas-demo")
        return (await clerk.downloads("/register.csv?key=470")).text


async def test_a_backup_is_restored_where_nothing_is(system: System, tmp_path: Path):
    carried = tmp_path / "carried"
    carried.mkdir()
    carried.chmod(0o777)  # the containers' user is nobody here
    pengantar = ("run", "--rm", "-T", f"--volume={carried}:/carried", "pengantar")
    system.does(*pengantar, "backup", "/carried/office.tar")

    with gone_afterwards(System.of(tmp_path)) as elsewhere:
        elsewhere.does("up", "--detach", "nats", "postgres")
        elsewhere.is_healthy("nats", "postgres")
        elsewhere.does(*pengantar, "restore", "/carried/office.tar")
        elsewhere.starts()

        assert "All is well." in elsewhere.does("run", "--rm", "-T", "pengantar", "doctor")
        assert await letters_of(elsewhere) == await letters_of(system)

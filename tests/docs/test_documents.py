"""The documents say what is there: pictures, files, commands, buttons, templates."""

import re
from pathlib import Path

import pytest

from services.cli import app
from tests.docs.generated import DOCUMENT, TEMPLATES, renewed

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "services/*/README.md", "simulator/README.md", "bench/**/*.md")
    for path in Path().glob(pattern)
)
HANDBOOK = Path("docs/office.md")
PICTURES = Path("docs/pictures")
MOST_BYTES = 120_000
#: What is shown of folders: a path of ours between backticks.
OURS = re.compile(r"`((?:docs|services|shared|tests|config|deploy|tools|bench|simulator)/[\w./-]*\w/?)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_file_that_is_named_is_there(document: Path):
    text = document.read_text()
    linked = [document.parent / link for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)]
    named = [Path(path) for path in OURS.findall(text)]

    assert [str(path) for path in linked + named if not path.exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_heading_that_is_linked_is_there(document: Path):
    text = document.read_text()
    headings = [re.sub(r"[^\w -]", "", heading).lower() for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    linked = set(re.findall(r"\]\(#([^)]+)\)", text))

    assert linked - {heading.replace(" ", "-") for heading in headings} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_command_that_is_named_is_one(document: Path):
    text = document.read_text()
    words = set(re.findall(r"(?:`|^|compose run --rm )pengantar ([a-z]+)", text, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", Path("Makefile").read_text(), re.MULTILINE))

    assert words - {name for name in app if not name.startswith("-")} == set()
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)) - targets == set()


def test_every_picture_is_shown_somewhere():
    shown = {path.name for path in PICTURES.glob("*.png") if any(path.name in each.read_text() for each in DOCUMENTS)}

    assert {path.name for path in PICTURES.iterdir()} == shown


def test_every_picture_is_small():
    assert [path.name for path in PICTURES.glob("*.png") if path.stat().st_size > MOST_BYTES] == []


def test_what_the_handbook_prints_bold_stands_on_the_console():
    console = [path for ending in ("html", "py", "js") for path in Path("services/issuance").rglob(f"*.{ending}")]
    screens = " ".join(" ".join(path.read_text().split()) for path in console).casefold()
    bold = re.findall(r"\*\*([^*]+)\*\*", " ".join(HANDBOOK.read_text().split()))

    assert bold
    assert [words for words in bold if words.casefold().rstrip(".,:") not in screens] == []


def test_templates_and_refusals_are_told_as_they_are():
    assert DOCUMENT.read_text() == renewed(DOCUMENT.read_text()), "make docs"


def test_every_template_is_explained():
    names = re.findall(r"^- name: (\w+)", TEMPLATES.read_text(), re.MULTILINE)

    assert [name for name in names if f"| `{name}` |" not in DOCUMENT.read_text()] == []

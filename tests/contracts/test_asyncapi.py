"""The AsyncAPI document in `docs/` is drawn from the contracts, and is that of today."""

import json
import subprocess
import sys
from pathlib import Path


def test_the_document_is_up_to_date():
    stored = json.loads(Path("docs/asyncapi.json").read_text())

    drawn = subprocess.run([sys.executable, "-m", "services.cli", "asyncapi"], capture_output=True, check=True)

    assert json.loads(drawn.stdout) == stored, "run `make docs`"

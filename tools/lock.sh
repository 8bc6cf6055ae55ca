#!/bin/sh
# Renews requirements.lock from pyproject.toml: every version pinned, every file by its hash, no download addresses.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo build/uv/bin/uv)
"$uv" pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra dev \
  pyproject.toml --output-file requirements.lock

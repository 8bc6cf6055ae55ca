#!/bin/sh
# Renews both lock files from pyproject.toml: every version pinned, every file by its hash, no download addresses.
# requirements.lock is what the product runs on, requirements-dev.lock the same and what checks and tests it.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo build/uv/bin/uv)

pin() {
  "$uv" pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml "$@"
}

pin --output-file requirements.lock
pin --output-file requirements-dev.lock --extra dev --constraint requirements.lock

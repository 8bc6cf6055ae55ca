#!/bin/sh
# Builds the virtual environment from requirements-dev.lock. Needs Python 3.11 or newer, nothing else.
set -eu
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Pengantar needs Python 3.11 or newer; 'python3' here is $(python3 -V 2>&1 || echo missing)." >&2
  exit 1
fi

if command -v uv >/dev/null 2>&1; then
  uv=uv
else
  boot=build/uv
  if [ ! -x "$boot/bin/uv" ]; then
    python3 -m venv "$boot" || {
      echo "Python's venv module does not work here. On Debian and Ubuntu: apt-get install python3-venv" >&2
      exit 1
    }
    "$boot/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/uv.lock
  fi
  uv=$boot/bin/uv
fi

[ -x "$venv/bin/python" ] || "$uv" venv --quiet --python python3 "$venv"
VIRTUAL_ENV=$venv "$uv" pip sync --quiet --compile-bytecode --require-hashes requirements-dev.lock
VIRTUAL_ENV=$venv "$uv" pip install --quiet --no-deps --no-build-isolation --editable .
touch "$venv/.ready"

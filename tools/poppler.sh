#!/bin/sh
# pdfsig of poppler-utils looks at the seals of letters in the tests: use the one that is here, else install it.
set -eu
command -v pdfsig >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends poppler-utils >/dev/null
else
  echo "pdfsig is not here: seals are looked at by pyHanko alone. It comes with poppler-utils." >&2
fi

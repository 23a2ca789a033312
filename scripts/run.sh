#!/usr/bin/env bash
# Starts Takwin on this machine with the demonstration ministry; installs what is missing. PORT=8000 by default.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh run
# WeasyPrint draws documents with these; without them the site runs and says that documents wait.
scripts/system_packages.sh libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

python=.venv/bin/python
var="${TAKWIN_VAR:-var}"
mkdir -p "$var"
# Compressing static files takes seconds: only when one of them, or the packages, changed.
static="$({ cat requirements.txt; find static -type f -printf '%p %s %T@\n' | sort; } | sha256sum)"
if [ "$static" != "$(cat "$var/static.stamp" 2>/dev/null)" ]; then
  "$python" manage.py collectstatic --no-input --verbosity 0
  echo "$static" >"$var/static.stamp"
fi
"$python" manage.py migrate --no-input --verbosity 0
echo "Takwin: looking after the demonstration ministry (the first time takes a minute)"
"$python" manage.py demo --once >/dev/null # the server says who can sign in
exec "$python" manage.py serve --port "${PORT:-8000}" --demonstration

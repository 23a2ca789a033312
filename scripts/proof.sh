#!/usr/bin/env bash
# Tries what docs/promises.md promises, in the long versions where there are such, on SQLite and then on a PostgreSQL of its own;
# ends with a verdict for each promise. TESTS="tests/promises/test_races.py" tries some of them only.
set -uo pipefail
cd "$(dirname "$0")/.."

report="$(mktemp -d)"
trap 'rm -rf "$report"' EXIT
python=.venv/bin/python
# Long versions take the place of the short ones, and properties are tried on three thousand examples.
export TRY_LONG=1 TRY_EXAMPLES="${TRY_EXAMPLES:-3000}" BROWSER=0
if [ $# -gt 0 ]; then named=("$@"); else mapfile -t named < <("$python" scripts/verdicts.py tests); fi
own=()
for path in "${named[@]}"; do case "$path" in tests/promises/*) own+=("$path") ;; esac; done

DATABASE=sqlite scripts/test.sh -m "not browser and not tools" --junit-xml "$report/sqlite.xml" "${named[@]}"
# What depends on the engine: races, deaths and all that is marked as PostgreSQL's.
if [ ${#own[@]} -gt 0 ]; then
  DATABASE=postgres scripts/test.sh -m "not browser and not tools" --junit-xml "$report/postgres.xml" "${own[@]}"
fi
exec "$python" scripts/verdicts.py tell "$report"/*.xml

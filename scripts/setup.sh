#!/usr/bin/env bash
# Prepares .venv: `run` for the site, `all` for tests and checks as well. Takes no time when nothing has changed.
# usage: scripts/setup.sh run|all
set -euo pipefail
cd "$(dirname "$0")/.."

level="${1:-run}"
case "$level" in
  run) wanted=requirements.txt ;;
  all) wanted=requirements-dev.txt ;;
  *) echo "usage: scripts/setup.sh run|all" >&2; exit 2 ;;
esac

sum() { sha256sum "$1" | cut -d' ' -f1; }
stamped() { [ -f ".venv/takwin-$1" ] && [ "$(cat ".venv/takwin-$1")" = "$(sum "$2")" ]; }
if [ -x .venv/bin/python ]; then
  # What serves the tests serves the site too.
  if stamped all requirements-dev.txt; then exit 0; fi
  if [ "$level" = run ] && stamped run requirements.txt; then exit 0; fi
fi

suits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }

# One that was begun and left unfinished cannot install anything.
is_whole() { .venv/bin/python -c 'import pip' 2>/dev/null || command -v uv >/dev/null; }
if ! { [ -x .venv/bin/python ] && suits .venv/bin/python && is_whole; }; then
  python=""
  for candidate in python3 python3.12 python3.13 python3.11; do
    if command -v "$candidate" >/dev/null && suits "$candidate"; then python="$candidate"; break; fi
  done
  if [ -z "$python" ]; then
    echo "Takwin needs Python 3.11, 3.12 or 3.13, and none was found." >&2
    exit 1
  fi
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    scripts/system_packages.sh "python$version-venv"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
      echo "Takwin cannot go on without python$version-venv." >&2
      exit 1
    fi
  fi
  rm -rf .venv
  "$python" -m venv .venv
fi

echo "Takwin: installing the Python packages of $wanted"
rm -f .venv/takwin-run .venv/takwin-all
groups=(--no-default-groups)
if [ "$level" = all ]; then groups=(--all-groups); fi
if ! { command -v uv >/dev/null && uv sync --quiet --frozen --inexact --all-extras "${groups[@]}" --python .venv/bin/python 2>/dev/null; }; then
  .venv/bin/python -c 'import pip' 2>/dev/null || .venv/bin/python -m ensurepip >/dev/null
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$wanted"
fi
sum "$wanted" >".venv/takwin-$level"

#!/usr/bin/env bash
# Prints the path of bpmnlint, fetching it when it is missing; prints nothing when it cannot be had. Used by the tests alone.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=".venv/share/bpmnlint"
if [ ! -x "$folder/node_modules/.bin/bpmnlint" ]; then
  command -v npm >/dev/null || scripts/system_packages.sh npm >&2 || exit 0
  mkdir -p "$folder"
  cp package.json package-lock.json .npmrc "$folder/"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund >&2) || exit 0
fi
echo "$PWD/$folder/node_modules/.bin/bpmnlint"

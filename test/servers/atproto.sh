#!/bin/sh
# Puts the development network of Bluesky (its own PDS, AppView and directory of accounts) with PostgreSQL and Redis into a
# folder, and prints it. About 400 MB and five minutes: better-sqlite3 is compiled, since nothing but packages is downloaded.
# Needs a compiler, Python and Node's headers (NODEDIR, default /usr or where node is).
# usage: test/servers/atproto.sh [folder]
set -eu
folder=${1:-${TMPDIR:-/tmp}/brandwatch-atproto}
unpack=$(cd "$(dirname "$0")" && pwd)/debian.sh
mkdir -p "$folder"
cd "$folder"
if [ ! -e ready ]; then
  [ -e package.json ] || echo '{ "private": true }' > package.json
  npm install --no-audit --no-fund --ignore-scripts @atproto/dev-env@0.3.215 >&2
  nodedir=${NODEDIR:-$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")}
  gyp=$(npm root -g)/npm/node_modules/node-gyp/bin/node-gyp.js
  (cd node_modules/better-sqlite3 && node "$gyp" rebuild --release --nodedir="$nodedir" >&2)

  postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
  redis=$(command -v redis-server || true)
  if [ -z "$postgres" ]; then
    "$unpack" "$folder" bookworm postgresql-15 postgresql-client-15 libpq5
    postgres=$folder/root/usr/lib/postgresql/15/bin
  fi
  if [ -z "$redis" ]; then
    "$unpack" "$folder" bookworm redis-server redis-tools libjemalloc2 liblua5.1-0 liblzf1 lua-cjson lua-bitop
    redis=$folder/root/usr/bin/redis-server
  fi
  # What was only unpacked does not find its libraries by itself.
  libraries=$(ls -d "$folder"/root/usr/lib/*-linux-gnu 2>/dev/null | head -n 1 || true)
  rm -rf postgres redis-server
  mkdir postgres
  for program in initdb postgres; do
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s/%s "$@"\n' "$libraries" "$postgres" "$program" > "postgres/$program"
  done
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' "$libraries" "$redis" > redis-server
  chmod +x postgres/initdb postgres/postgres redis-server
  touch ready
fi
echo "$folder"

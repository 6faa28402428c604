#!/bin/sh
# Puts the development network of Bluesky (its own PDS, AppView and directory of accounts) with PostgreSQL and Redis into a
# folder, and prints it. About 400 MB and five minutes: better-sqlite3 is compiled, since nothing but packages is downloaded.
# Needs a compiler, Python and Node's headers (NODEDIR, default /usr or where node is).
# usage: test/servers/atproto.sh [folder]
set -eu
folder=${1:-${TMPDIR:-/tmp}/brandwatch-atproto}
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
    apt-get download postgresql-15 postgresql-client-15 libpq5 >&2
    for package in postgresql*.deb libpq5*.deb; do dpkg -x "$package" root; done
    postgres=$folder/root/usr/lib/postgresql/15/bin
  fi
  if [ -z "$redis" ]; then
    apt-get download redis-server redis-tools libjemalloc2 liblua5.1-0 liblzf1 lua-cjson lua-bitop >&2
    for package in redis*.deb libjemalloc2*.deb liblua5.1*.deb liblzf1*.deb lua-*.deb; do dpkg -x "$package" root; done
    redis=$folder/root/usr/bin/redis-server
  fi
  ln -sfn "$postgres" postgres
  ln -sfn "$redis" redis-server
  touch ready
fi
echo "$folder"

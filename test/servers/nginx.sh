#!/bin/sh
# Unpacks nginx from Debian into a folder, without installing it, and prints the path of its binary.
# usage: test/servers/nginx.sh [folder]
set -eu
folder=${1:-${TMPDIR:-/tmp}/brandwatch-nginx}
binary=$folder/root/usr/sbin/nginx
if [ ! -x "$binary" ]; then
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main" > "$folder/sources.list"
  cd "$folder"
  set -- -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$folder/lists" -o Dir::Cache="$folder/cache"
  apt-get "$@" update >&2
  apt-get "$@" download nginx >&2
  dpkg -x nginx_*.deb root
fi
echo "$binary"

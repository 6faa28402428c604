#!/bin/sh
# Unpacks snac2 from Debian's backports into a folder, without installing it, and prints the path of its binary.
# usage: test/servers/snac2.sh [folder]
set -eu
folder=${1:-${TMPDIR:-/tmp}/brandwatch-snac2}
binary=$folder/root/usr/bin/snac
if [ ! -x "$binary" ]; then
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm-backports main" > "$folder/sources.list"
  cd "$folder"
  set -- -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$folder/lists" -o Dir::Cache="$folder/cache"
  apt-get "$@" update >&2
  apt-get "$@" download snac2 >&2
  dpkg -x snac2_*.deb root
fi
echo "$binary"

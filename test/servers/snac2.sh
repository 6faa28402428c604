#!/bin/sh
# Unpacks snac2 from Debian's backports into a folder, without installing it, and prints the path of its binary.
# usage: test/servers/snac2.sh [folder]
set -eu
folder=${1:-${TMPDIR:-/tmp}/brandwatch-snac2}
binary=$folder/root/usr/bin/snac
[ -x "$binary" ] || "$(dirname "$0")/debian.sh" "$folder" bookworm-backports snac2
echo "$binary"

#!/bin/sh
# Unpacks nginx from Debian into a folder, without installing it, and prints the path of its binary.
# usage: test/servers/nginx.sh [folder]
set -eu
folder=${1:-${TMPDIR:-/tmp}/brandwatch-nginx}
binary=$folder/root/usr/sbin/nginx
[ -x "$binary" ] || "$(dirname "$0")/debian.sh" "$folder" bookworm nginx
echo "$binary"

#!/bin/sh
# Unpacks packages of a suite of Debian into the folder root/ of a folder, without installing them.
# usage: test/servers/debian.sh <folder> <suite> <package>...
set -eu
folder=$1
suite=$2
shift 2
mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/packages"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" > "$folder/sources.list"
cd "$folder/packages"
apt() {
  apt-get -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$folder/lists" -o Dir::Cache="$folder/cache" "$@" >&2
}
apt update
apt download "$@"
for package in *.deb; do dpkg -x "$package" "$folder/root"; done

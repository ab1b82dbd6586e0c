#!/bin/sh
# Install what building, running and testing need, as Debian packages.  Does
# nothing when all of it is there.  Usage: deps.sh build|test
set -eu

build="gcc libc6-dev libfcgi-dev libjson-c-dev liblmdb-dev libmd4c-dev libssl-dev libpango1.0-dev libzip-dev pkg-config fonts-crosextra-carlito fonts-dejavu-core nginx-light curl"
check="check clang-14 libclang-rt-14-dev cppcheck shellcheck wrk nodejs npm poppler-utils imagemagick unzip libxml2-utils"

case "${1:-build}" in
build) wanted=$build ;;
test) wanted="$build $check" ;;
*)
  echo "usage: deps.sh build|test" >&2
  exit 2
  ;;
esac

# nginx-full and friends provide the same program.
installed() {
  if [ "$1" = nginx-light ] && command -v /usr/sbin/nginx >/dev/null 2>&1; then
    return 0
  fi
  dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q '^install ok installed$'
}

missing=
for package in $wanted; do
  installed "$package" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
  root=
elif command -v sudo >/dev/null 2>&1; then
  root=sudo
else
  echo "These Debian packages are missing, and there is no sudo to install them:" >&2
  echo " $missing" >&2
  exit 1
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # both are lists of words
$root apt-get update -q
# shellcheck disable=SC2086
$root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -q -y --no-install-recommends $missing

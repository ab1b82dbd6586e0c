#!/bin/sh
# Install what building, running and testing need, as Debian packages, and for
# tests what tests/npm/package-lock.json lists, into BUILD/npm.  Does nothing
# when all of it is there.  Usage: [BUILD=build] deps.sh build|test
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)

build="gcc libc6-dev libfcgi-dev libjson-c-dev liblmdb-dev libmd4c-dev libsodium-dev libssl-dev libpango1.0-dev libzip-dev pkg-config fonts-crosextra-carlito fonts-dejavu-core nginx-light curl"
check="check clang-14 libclang-rt-14-dev cppcheck shellcheck wrk nodejs npm poppler-utils imagemagick minisign unzip libxml2-utils"

case "${1:-build}" in
build) wanted=$build ;;
test) wanted="$build $check" ;;
*)
  echo "usage: deps.sh build|test" >&2
  exit 2
  ;;
esac

# Of some packages only the program counts: nginx-full provides the same one,
# and node.js often comes from elsewhere.
installed() {
  program=
  case $1 in
  nginx-light) program=/usr/sbin/nginx ;;
  nodejs) program=node ;;
  npm) program=npm ;;
  esac
  if [ -n "$program" ] && command -v "$program" >/dev/null 2>&1; then
    return 0
  fi
  dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q '^install ok installed$'
}

install_packages() {
  missing=
  for package in $wanted; do
    installed "$package" || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -eq 0 ]; then
    sudo=
  elif command -v sudo >/dev/null 2>&1; then
    sudo=sudo
  else
    echo "These Debian packages are missing, and there is no sudo to install them:" >&2
    echo " $missing" >&2
    exit 1
  fi
  echo "Installing:$missing"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # both are lists of words
  $sudo apt-get update -q
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $missing
}

# The lock file is copied last: where it is the same, the rest is whole.
install_modules() {
  from=$root/tests/npm to=${BUILD:-$root/build}/npm
  ! cmp -s "$from/package-lock.json" "$to/installed" || return 0
  echo "Installing into $to: what tests/npm/package-lock.json lists"
  rm -rf "$to"
  mkdir -p "$to"
  cp "$from/package.json" "$from/package-lock.json" "$from/.npmrc" "$to/"
  (cd "$to" && npm ci --loglevel=error)
  cp "$from/package-lock.json" "$to/installed"
}

install_packages
[ "${1:-build}" = build ] || install_modules

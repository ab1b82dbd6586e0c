#!/bin/sh
# Print a port of loopback, from 8100 to 8199, where nobody answers.
# Usage: free-port.sh
set -eu

first=$(($$ % 100))
tries=0
while [ "$tries" -lt 100 ]; do
  port=$((8100 + (first + tries) % 100))
  status=0
  curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$port/" || status=$?
  if [ "$status" -eq 7 ]; then
    echo "$port"
    exit
  fi
  tries=$((tries + 1))
done
echo "free-port.sh: no port from 8100 to 8199 is free" >&2
exit 1

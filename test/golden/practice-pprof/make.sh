#!/bin/sh
# Makes the files beside this script with `go tool pprof`, a line of cases.txt each: its name, then the words behind
# pprof. Run at the root of the repository, by hand, on a machine with Go; tests only read what it made.
set -eu
export TZ=UTC
out=test/golden/practice-pprof
while read -r name words; do
  # shellcheck disable=SC2086 # the words are words
  go tool pprof -symbolize=none $words >"$out/$name.txt" 2>/dev/null
done <"$out/cases.txt"

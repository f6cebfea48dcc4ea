#!/bin/sh
# Makes the golden files beside this script with `go tool pprof`. Run at the root of the repository, by hand, on a
# machine with Go; tests only read what it made. See README.md.
set -eu
export TZ=UTC
out=test/golden/pprof
corpus=test/corpus/pprof
evidence=content/evidence

# top NAME TYPE UNIT FILE [more flags]
top() {
  name=$1 type=$2 unit=$3 file=$4
  shift 4
  go tool pprof -symbolize=none -top -nodefraction=0 -edgefraction=0 -sample_index="$type" -unit="$unit" "$@" "$file" \
    >"$out/$name.$type.top.txt"
}
# heap NAME FILE [more flags]: what is kept and what was ever made
heap() {
  label=$1 source=$2
  shift 2
  top "$label" inuse_space bytes "$source" "$@"
  top "$label" alloc_space bytes "$source" "$@"
}
peek() {
  go tool pprof -symbolize=none -peek "$4" -sample_index="$2" -unit="$3" "$5" >"$out/$1.$2.peek.txt"
}
raw() {
  go tool pprof -symbolize=none -raw "$2" >"$out/$1.raw.txt"
}

# What is gone of a leak's later moment in its earlier one: nearly all values are negative.
go tool pprof -symbolize=none -proto -output="$corpus/difference.pb.gz" \
  -base "$evidence/containerd-1.4.11/leak/containerd/011.heap.pb.gz" \
  "$evidence/containerd-1.4.11/leak/containerd/001.heap.pb.gz"

old=$evidence/containerd-1.4.11 new=$evidence/containerd-1.6.20
for moment in 001 011; do
  heap "old-leak-$moment" "$old/leak/containerd/$moment.heap.pb.gz"
  heap "new-leak-$moment" "$new/leak/containerd/$moment.heap.pb.gz"
done
top old-leak-011 inuse_objects count "$old/leak/containerd/011.heap.pb.gz"
top old-leak-011 alloc_objects count "$old/leak/containerd/011.heap.pb.gz"
heap old-leak-difference "$old/leak/containerd/011.heap.pb.gz" -base "$old/leak/containerd/001.heap.pb.gz"
heap new-leak-difference "$new/leak/containerd/011.heap.pb.gz" -base "$new/leak/containerd/001.heap.pb.gz"
heap old-leak-shrunk "$old/leak/containerd/001.heap.pb.gz" -base "$old/leak/containerd/011.heap.pb.gz"
heap pod-deadlock "$old/pod-deadlock/containerd.heap.pb.gz"
top pod-deadlock goroutine count "$old/pod-deadlock/containerd.goroutine.pb.gz"
for family in 1.0.1 1.1.0; do
  heap "poller-$family" "$evidence/leak/$family-1pod/snap/012.heap.pb.gz"
  heap "poller-$family-difference" "$evidence/leak/$family-1pod/snap/012.heap.pb.gz" \
    -base "$evidence/leak/$family-1pod/snap/001.heap.pb.gz"
done
heap stats-5000 "$corpus/containerd-1.4.11/stats-5000-deadlock/containerd.heap.pb.gz"
for version in 1.15 1.27; do
  heap "go$version" "$corpus/go-versions/go$version/client.heap.pb.gz"
done
for version in 1.15 1.22 1.27; do
  top "go$version" goroutine count "$corpus/go-versions/go$version/client.goroutine.pb.gz"
done
top n12-dead goroutine count "$corpus/ttrpc-pair/n12-dead/server.goroutine.pb.gz"
top n100k-dead goroutine count "$corpus/ttrpc-pair/n100k-dead/client.goroutine.pb.gz"

heap own "$corpus/heap.pb.gz"
heap own-allocs "$corpus/allocs.pb.gz"
heap own-difference-file "$corpus/difference.pb.gz"
top own goroutine count "$corpus/goroutine.pb.gz"
top own threadcreate count "$corpus/threadcreate.pb.gz"
top own samples count "$corpus/cpu.pb.gz"
top own cpu nanoseconds "$corpus/cpu.pb.gz"
for kind in block mutex; do
  top "own-$kind" contentions count "$corpus/$kind.pb.gz"
  top "own-$kind" delay nanoseconds "$corpus/$kind.pb.gz"
done
top own-cum cpu nanoseconds "$corpus/cpu.pb.gz" -cum
top own-lines cpu nanoseconds "$corpus/cpu.pb.gz" -lines

top old-leak-focus inuse_space bytes "$old/leak/containerd/011.heap.pb.gz" -focus='ttrpc|grpc/internal'
top old-leak-ignore inuse_space bytes "$old/leak/containerd/011.heap.pb.gz" -ignore='\.\(\*Client\)\.'
top old-leak-both inuse_space bytes "$old/leak/containerd/011.heap.pb.gz" -focus='(?i)TASK[sC]' -ignore='^runtime\.'

peek dispatch inuse_space bytes 'ttrpc\.\(\*Client\)\.dispatch$' "$old/leak/containerd/011.heap.pb.gz"
peek transport alloc_space bytes 'transport\.\(\*http2Server\)\.operateHeaders$' "$old/leak/containerd/011.heap.pb.gz"
peek fibonacci cpu nanoseconds '^main\.fibonacci$' "$corpus/cpu.pb.gz"
peek receive goroutine count '^main\.receive$' "$corpus/goroutine.pb.gz"

for kind in cpu goroutine block mutex heap difference; do raw "$kind" "$corpus/$kind.pb.gz"; done
# Not threadcreate: go tool pprof refuses its `5 @`, a stack of no frames.
for kind in heap goroutine block mutex; do raw "$kind.debug1" "$corpus/$kind.debug1.txt"; done
go version >"$out/version.txt"

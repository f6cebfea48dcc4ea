// Makes the profiles beside this folder: every kind that Go has, each as debug=0 and, where it exists, as debug=1 of
// the same moment. See ../README.md.
package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"runtime/trace"
	"sync"
	"time"
)

var (
	kept [][]byte
	sink int
)

func main() {
	out := os.Args[1]
	runtime.MemProfileRate = 512
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)

	cpu := create(out, "cpu.pb.gz")
	check(pprof.StartCPUProfile(cpu))
	pprof.Do(context.Background(), pprof.Labels("phase", "spin", "quoted", "a \"b\"\tc"), func(context.Context) {
		for end := time.Now().Add(400 * time.Millisecond); time.Now().Before(end); {
			sink += fibonacci(22)
			sink += sum(squares(2000))
		}
	})
	pprof.StopCPUProfile()
	check(cpu.Close())

	allocate()
	contend()
	park()
	time.Sleep(50 * time.Millisecond)

	// Two collections bring the heap profile up to now; after that none may run, so that both forms see the same.
	runtime.GC()
	runtime.GC()
	debug.SetGCPercent(-1)
	for _, name := range []string{"heap", "allocs", "goroutine", "threadcreate", "block", "mutex"} {
		write(out, name+".pb.gz", name, 0)
		write(out, name+".debug1.txt", name, 1)
	}

	file := create(out, "trace.out")
	check(trace.Start(file))
	sink += fibonacci(5)
	trace.Stop()
	check(file.Close())
}

// fibonacci calls itself from two places, so that one function stands on a stack many times.
func fibonacci(n int) int {
	if n < 2 {
		return n
	}
	return fibonacci(n-1) + fibonacci(n-2)
}

func square(n int) int { return n * n }

func squares(n int) []int {
	all := make([]int, 0, n)
	for i := 0; i < n; i++ {
		all = append(all, square(i))
	}
	return all
}

func sum(all []int) (total int) {
	for _, n := range all {
		total += n
	}
	return total
}

// allocate keeps some, drops some, and goes through inlined and recursive calls.
func allocate() {
	for i := 1; i <= 60; i++ {
		keep(i * 16)
		sink += len(drop(i * 8))
	}
	nest(12)
}

func keep(size int) { kept = append(kept, block(size)) }

func block(size int) []byte { return make([]byte, size) }

//go:noinline
func drop(size int) []byte { return make([]byte, size) }

//go:noinline
func nest(depth int) {
	if depth == 0 {
		keep(1 << 16)
		return
	}
	nest(depth - 1)
}

func contend() {
	var mu sync.Mutex
	var done sync.WaitGroup
	for i := 0; i < 4; i++ {
		done.Add(1)
		go func() {
			defer done.Done()
			for j := 0; j < 5; j++ {
				hold(&mu)
			}
		}()
	}
	done.Wait()
}

//go:noinline
func hold(mu *sync.Mutex) {
	mu.Lock()
	time.Sleep(time.Millisecond)
	mu.Unlock()
}

// park leaves goroutines behind, some under labels, some deep in a function that calls itself.
func park() {
	never := make(chan int)
	for i := 0; i < 20; i++ {
		go receive(never, i%5)
	}
	pprof.Do(context.Background(), pprof.Labels("route", "/x", "tenant", "a b\"c"), func(context.Context) {
		for i := 0; i < 5; i++ {
			go receive(never, 0)
		}
	})
}

//go:noinline
func receive(never chan int, depth int) {
	if depth > 0 {
		receive(never, depth-1)
		return
	}
	<-never
}

func create(out, name string) *os.File {
	file, err := os.Create(filepath.Join(out, name))
	check(err)
	return file
}

func write(out, name, profile string, level int) {
	file := create(out, name)
	check(pprof.Lookup(profile).WriteTo(file, level))
	check(file.Close())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

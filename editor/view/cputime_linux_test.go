package view

import (
	"time"

	"golang.org/x/sys/unix"
)

// cpuTime is the processor time of this thread, which other programs on the machine do not lengthen.
func cpuTime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		panic(err)
	}
	return time.Duration(t.Nano())
}

//go:build !linux

package view

import "time"

var started = time.Now()

// cpuTime is the time that has gone by, where there is no clock of the thread.
func cpuTime() time.Duration { return time.Since(started) }

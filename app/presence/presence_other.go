//go:build !linux && !windows

package presence

import "time"

type system struct{}

func (system) idle() (time.Duration, bool) { return 0, false }

func (system) close() {}

//go:build !windows

package process

import (
	"errors"
	"syscall"
)

// runs asks with the signal that does nothing: kill(2), POSIX.1-2017. A process of somebody else runs, and may not be asked.
func runs(number int) bool { return !errors.Is(syscall.Kill(number, 0), syscall.ESRCH) }

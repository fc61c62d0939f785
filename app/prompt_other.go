//go:build !linux && !windows

package app

// silence knows no terminal here: a password is given by a file descriptor or the environment.
func silence() (restore func() error, err error) { return nil, errNoTerminal }

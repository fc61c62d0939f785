package app

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// silence turns the echo of the console off and returns what turns it on again. It fails where standard input is no console.
func silence() (restore func() error, err error) {
	h := windows.Handle(os.Stdin.Fd())
	var before uint32
	if err := windows.GetConsoleMode(h, &before); err != nil {
		return nil, errors.Join(errNoTerminal, err)
	}
	quiet := before&^windows.ENABLE_ECHO_INPUT | windows.ENABLE_LINE_INPUT | windows.ENABLE_PROCESSED_INPUT
	return func() error { return windows.SetConsoleMode(h, before) }, windows.SetConsoleMode(h, quiet)
}

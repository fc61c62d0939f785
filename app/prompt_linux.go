package app

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// silence turns the echo of the terminal off and returns what turns it on again. It fails where standard input is no terminal.
func silence() (restore func() error, err error) {
	fd := int(os.Stdin.Fd())
	before, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return nil, errors.Join(errNoTerminal, err)
	}
	quiet := *before
	quiet.Lflag &^= unix.ECHO
	quiet.Lflag |= unix.ICANON | unix.ISIG
	quiet.Iflag |= unix.ICRNL
	return func() error { return unix.IoctlSetTermios(fd, unix.TCSETS, before) }, unix.IoctlSetTermios(fd, unix.TCSETS, &quiet)
}

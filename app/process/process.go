// Package process names the processes that use a newsroom, and tells which of them have ended.
//
// A process that is killed leaves behind what it had taken. Its name is that of the computer and the number that the system gave it, so that the next process on the
// same computer can tell. Numbers are given again after a while: another process may have that of one that has ended. So what
// follows from [Ended] may come late, and never too early.
package process

import (
	"os"
	"strconv"
	"strings"
)

// ID returns the name of this process, "" where the computer has no name.
func ID() string {
	host, err := os.Hostname()
	if err != nil || host == "" {
		return "" // then nobody can tell it from those of other computers
	}
	return host + ":" + strconv.Itoa(os.Getpid())
}

// Ended reports whether the process of that name was one of this computer and has ended. It is false where nobody can know.
func Ended(id string) bool {
	at := strings.LastIndexByte(id, ':')
	if at < 0 {
		return false
	}
	host, err := os.Hostname()
	number, bad := strconv.Atoi(id[at+1:])
	return err == nil && bad == nil && number > 0 && id[:at] == host && !runs(number)
}

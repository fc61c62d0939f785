package process

import (
	"errors"

	"golang.org/x/sys/windows"
)

// runs opens the process, which the system refuses with this error when there is none; one that has ended is signaled while somebody still holds it.
func runs(number int) bool {
	h, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(number))
	if err != nil {
		return !errors.Is(err, windows.ERROR_INVALID_PARAMETER)
	}
	defer windows.CloseHandle(h)
	state, err := windows.WaitForSingleObject(h, 0)
	return err != nil || state != windows.WAIT_OBJECT_0
}

package presence

import (
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	lastInput = windows.NewLazySystemDLL("user32.dll").NewProc("GetLastInputInfo")
	ticks     = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetTickCount")
)

type system struct{}

// lastInputInfo is LASTINPUTINFO of winuser.h.
type lastInputInfo struct{ size, at uint32 }

func (system) idle() (time.Duration, bool) {
	info := lastInputInfo{size: uint32(unsafe.Sizeof(lastInputInfo{}))}
	if ok, _, _ := lastInput.Call(uintptr(unsafe.Pointer(&info))); ok == 0 {
		return 0, false
	}
	now, _, _ := ticks.Call()
	return time.Duration(uint32(now)-info.at) * time.Millisecond, true // both are milliseconds since the start in 32 bits, and turn over together
}

func (system) close() {}

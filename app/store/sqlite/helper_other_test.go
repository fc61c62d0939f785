//go:build !linux

package sqlite

import "syscall"

// asNobody changes nothing: these tests run as a user whom modes bind.
func asNobody() *syscall.SysProcAttr { return nil }

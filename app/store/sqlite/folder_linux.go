package sqlite

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// networkKind returns the type of the network file system that the folder is on, empty where it is on none.
func networkKind(dir string) (kind string, err error) {
	dir, err = filepath.EvalSymlinks(dir)
	if err != nil {
		return "", err
	}
	table, err := os.Open("/proc/self/mountinfo")
	if errors.Is(err, os.ErrNotExist) {
		return "", nil // no /proc in this container: nothing is known
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, table.Close()) }()
	return mountedNetwork(table, dir)
}

// checkWritable asks the system and does not open the file: closing it again would drop the locks of this process on a database.
func checkWritable(path string) error { return unix.Access(path, unix.W_OK) }

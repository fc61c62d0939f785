package press

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteFile puts data into a file: whole or not at all. It is written beside its place, brought to the disk and then moved, so that neither
// a full disk nor a loss of power leaves half a file or takes away the one that was there.
func WriteFile(file string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(file), ".galley-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreClosed(f.Close()), os.Remove(f.Name()))
		}
	}()
	if _, err := f.Write(data); err != nil {
		return err
	}
	// CreateTemp makes files for their owner alone; a print is for whoever may read the folder.
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}

func ignoreClosed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}

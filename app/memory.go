package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"galley/app/newsroom"
)

// memory is a small file that is replaced as a whole: who reads it finds what was written last or what was written before, also when the program was
// killed in between. Fyne's preferences are written in place, so that what changes every few seconds does not belong there.
type memory struct{ file string }

// Load returns what was saved last, nothing when nothing was.
func (m memory) Load() ([]byte, error) {
	data, err := os.ReadFile(m.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Internal, err, "error.cannot_read", "File", m.file, "Cause", err.Error())
	}
	return data, nil
}

// Save replaces what was saved before.
func (m memory) Save(data []byte) error {
	err := os.MkdirAll(filepath.Dir(m.file), 0o700)
	if err == nil {
		err = m.replace(data)
	}
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", m.file, "Cause", err.Error())
	}
	return nil
}

func (m memory) replace(data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(m.file), filepath.Base(m.file)+".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), m.file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

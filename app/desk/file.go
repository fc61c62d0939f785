package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"galley/app/desk/chrome"
	"galley/app/desk/files"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/assets/catalogue"
	"galley/editor/intake"
)

// openFile asks for a file to read.
func (f *frame) openFile(title string, suffixes []string, done func(path string)) {
	f.chooseFile(files.Options{Title: title, Suffixes: suffixes}, done)
}

// saveFile asks where a file should go and writes it; done is told where it went. What goes wrong is shown, and asked again.
func (f *frame) saveFile(title, name string, write func(path string) error, done func(path string)) {
	d := f.d
	f.chooseFile(files.Options{Title: title, Name: name, Save: true}, func(path string) {
		if err := write(path); err != nil {
			f.refuse(fileError(err, path), chrome.Option{Label: d.S("file.elsewhere"), Action: func() { f.saveFile(title, name, write, done) }})
			return
		}
		done(path)
	})
}

func (f *frame) chooseFile(o files.Options, done func(path string)) {
	o.Folder, o.Words, o.Input = f.d.Folder, f.d.Words.S, f.d.Input
	f.put(func() *chrome.Modal {
		return files.Show(f.win.Canvas(), o, func(path string) {
			f.d.Folder = filepath.Dir(path)
			done(path)
		})
	})
}

// readFile reads a file that is small enough to be taken in.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fileError(err, path)
	}
	if info.Size() > int64(intake.Limit(path)) {
		return nil, newsroom.Errorf(newsroom.Invalid, nil, "desk.file.too_large", "Name", filepath.Base(path), "Limit", intake.Limit(path)>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fileError(err, path)
	}
	return data, nil
}

// fileError says what the system refused and what to do about it.
func fileError(err error, path string) error {
	id := "desk.file.failed"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		id = "desk.file.missing"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		id = "desk.file.forbidden"
	case errors.Is(err, syscall.ENOSPC):
		id = "desk.file.full"
	}
	return newsroom.Errorf(newsroom.Invalid, err, id, "Path", path)
}

func writeBytes(data []byte) func(path string) error {
	return func(path string) error { return press.WriteFile(path, data) }
}

// saidSaved says where a file went and what is to be known of it, and offers to open it.
func (f *frame) saidSaved(path string, notes ...catalogue.Text) {
	d := f.d
	words := path
	for _, n := range notes {
		words += "\n" + d.Words.Say(n)
	}
	f.tell(d.S("file.saved"), words, chrome.Option{Label: d.S("file.open"), Action: func() { f.openOutside(path) }})
}

// openOutside opens a file in the program that the system has for it.
func (f *frame) openOutside(path string) {
	d := f.d
	d.work(func(context.Context) error { return d.OpenFile(path) }, func(err error) {
		if err != nil {
			f.refuse(newsroom.Errorf(newsroom.Internal, err, "desk.file.no_program", "Path", path))
		}
	})
}

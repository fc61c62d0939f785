package typecase

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"galley/app/newsroom"
	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/export/page"
)

// Choice is the faces that a person prints in. The zero Choice is those of the house. Choices can be compared.
type Choice struct {
	Folder string // of font files whose names say what they are for; empty for none
	own    [chosen]File
}

// Own returns the file that was chosen for a category, the zero File for none.
func (c Choice) Own(of Category) File { return c.own[of] }

// With returns the choice with a file for a category, which goes before one of the folder.
func (c Choice) With(of Category, f File) Choice {
	c.own[of] = f
	return c
}

// Case keeps the faces that were opened, because a preview sets again and again. The zero Case is empty; it may be used by several goroutines.
type Case struct {
	mu   sync.Mutex
	open map[key]*typeset.Face
}

// mostOpen bounds the faces that a case keeps; each holds its file.
const mostOpen = 16

// key is a face of a file as the file is now.
type key struct {
	file File
	size int64
	at   time.Time
}

// house are the faces that come with the program, opened once for the process.
var house = sync.OnceValues(func() (page.Fonts, error) { return page.OpenFonts(fonts.Face.Data) })

// Fonts opens the faces of a choice. NotFound: the folder or a file is not there, or the folder has no fonts; Invalid: they cannot be read.
func (c *Case) Fonts(of Choice) (page.Fonts, error) {
	out, err := house()
	if err != nil {
		return page.Fonts{}, newsroom.Errorf(newsroom.Internal, err, "error.print", "Cause", err.Error())
	}
	if of == (Choice{}) {
		return out, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var own [categories]*typeset.Face
	if of.Folder != "" {
		switch err := c.folder(&own, of.Folder); {
		case errors.Is(err, fs.ErrNotExist):
			return page.Fonts{}, newsroom.Errorf(newsroom.NotFound, err, "press.fonts_missing", "Folder", of.Folder)
		case errors.Is(err, errNoFonts):
			return page.Fonts{}, newsroom.Errorf(newsroom.NotFound, err, "press.fonts_none", "Folder", of.Folder)
		case err != nil:
			return page.Fonts{}, newsroom.Errorf(newsroom.Invalid, err, "press.fonts", "Folder", of.Folder, "Cause", err.Error())
		}
	}
	for category, file := range of.own {
		if file == (File{}) {
			continue
		}
		face, err := c.pick(file, Category(category))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return page.Fonts{}, newsroom.Errorf(newsroom.NotFound, err, "press.font_missing", "Category", CategoryText(Category(category)), "File", file.Path)
		case err != nil:
			return page.Fonts{}, newsroom.Errorf(newsroom.Invalid, err, "press.font", "Category", CategoryText(Category(category)), "File", file.String(), "Cause", err.Error())
		}
		own[category] = face
	}
	return before(own, out), nil
}

// before puts a person's own faces before those of the house. The house has none of two categories: what theirs lack is taken from their nearest.
func before(own [categories]*typeset.Face, out page.Fonts) page.Fonts {
	was := out
	for _, row := range []struct {
		is     Category
		family **typeset.Family
		behind *typeset.Family
	}{
		{Song, &out.Song, was.Song}, {songBold, &out.SongBold, was.SongBold}, {Hei, &out.Hei, was.Hei}, {heiBold, &out.HeiBold, was.HeiBold},
		{Kai, &out.Kai, was.Kai}, {FangSong, &out.FangSong, was.Song}, {XiaoBiaoSong, &out.XiaoBiaoSong, was.SongBold},
	} {
		if own[row.is] != nil {
			*row.family = &typeset.Family{Faces: append([]*typeset.Face{own[row.is]}, row.behind.Faces...)}
		}
	}
	return out
}

var errNoFonts = errors.New("no font files")

// folder opens the faces of a folder that are the first of their category.
func (c *Case) folder(own *[categories]*typeset.Face, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return plain(err)
	}
	n := 0
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		if info, err := os.Stat(path); !isFont(path) || err == nil && !info.Mode().IsRegular() {
			continue
		}
		if n++; n > mostFonts {
			return fmt.Errorf("more than %d files", mostFonts)
		}
		faces, err := facesOf(path)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name(), err)
		}
		for _, f := range faces {
			if !f.Known || own[f.Category] != nil {
				continue
			}
			if own[f.Category], err = c.face(f); err != nil {
				return fmt.Errorf("%s: %w", e.Name(), err)
			}
		}
	}
	if n == 0 {
		return errNoFonts
	}
	return nil
}

// pick opens the face of a file that a person chose for a category.
func (c *Case) pick(f File, of Category) (*typeset.Face, error) {
	faces, err := facesOf(f.Path)
	if err != nil {
		return nil, err
	}
	if f.Face > 0 {
		if f.Face > len(faces) {
			return nil, fmt.Errorf("face %d of a file with %d", f.Face, len(faces))
		}
		return c.face(faces[f.Face-1])
	}
	for _, face := range faces {
		if face.Known && face.Category == of {
			return c.face(face)
		}
	}
	return c.face(faces[0])
}

// face opens a face, or returns it as it was opened before.
func (c *Case) face(f Face) (*typeset.Face, error) {
	info, err := os.Stat(f.Path)
	if err != nil {
		return nil, plain(err)
	}
	if info.Size() > mostFontSize {
		return nil, fmt.Errorf("%d MiB", info.Size()>>20)
	}
	k := key{f.File, info.Size(), info.ModTime()}
	if face, ok := c.open[k]; ok {
		return face, nil
	}
	data, err := os.ReadFile(f.Path)
	if err != nil {
		return nil, plain(err)
	}
	face, err := typeset.OpenCollection(f.Name, data, max(0, f.Face-1))
	if err != nil {
		return nil, err
	}
	if c.open == nil || len(c.open) >= mostOpen {
		c.open = map[key]*typeset.Face{}
	}
	c.open[k] = face
	return face, nil
}

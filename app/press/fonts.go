package press

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font/sfnt"

	"galley/app/newsroom"
	"galley/assets/fonts"
	"galley/editor/typeset"
	"galley/export/page"
)

// The bounds on a folder of fonts: a family of Chinese faces has some ten files of up to 60 MB.
const (
	mostFonts    = 64
	mostFontSize = 128 << 20
)

// category is what a face is used for.
type category int

const (
	song category = iota
	songBold
	hei
	heiBold
	kai
	fangSong
	xiaoBiaoSong
	categories
)

// styles says by words of a face's name what it is for; the first row that fits counts. Names are those of the makers: 方正仿宋, FZFangSong,
// SimHei, Source Han Serif, Kaiti.
var faceNames = []struct {
	words []string
	is    category
	bold  category // where the name says that it is bold, too
}{
	{[]string{"仿宋", "fangsong", "simfang", "fandolfang"}, fangSong, fangSong},
	{[]string{"小标宋", "xiaobiaosong", "dabiaosong", "大标宋"}, xiaoBiaoSong, xiaoBiaoSong},
	{[]string{"楷", "kai", "wenkai"}, kai, kai},
	{[]string{"黑", "hei", "sans", "gothic"}, hei, heiBold},
	{[]string{"宋", "song", "serif", "simsun", "ming", "明"}, song, songBold},
}

var boldNames = []string{"bold", "black", "heavy", "粗"}

// classify tells what a face is for by its name.
func classify(name string) (category, bool) {
	name = strings.ToLower(name)
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
	}
	for _, row := range faceNames {
		if !has(row.words) {
			continue
		}
		is := row.is
		if has(boldNames) {
			is = row.bold
		}
		return is, is < categories
	}
	return 0, false
}

// folders keeps the fonts of the folders that were read, because a preview sets again and again.
type folders struct {
	mu   sync.Mutex
	read map[string]page.Fonts // by what the folder holds
}

// fonts returns the faces of the house, with those of a folder before them.
func (f *folders) fonts(folder string) (page.Fonts, error) {
	house, err := faces()
	if err != nil {
		return page.Fonts{}, printError(err)
	}
	if folder == "" {
		return house, nil
	}
	files, key, err := fontFiles(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return page.Fonts{}, newsroom.Errorf(newsroom.NotFound, err, "press.fonts_missing", "Folder", folder)
	case errors.Is(err, errNoFonts):
		return page.Fonts{}, newsroom.Errorf(newsroom.NotFound, err, "press.fonts_none", "Folder", folder)
	case err != nil:
		return page.Fonts{}, newsroom.Errorf(newsroom.Invalid, err, "press.fonts", "Folder", folder, "Cause", err.Error())
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if fs, ok := f.read[key]; ok {
		return fs, nil
	}
	fs, err := openFolder(house, files)
	if err != nil {
		return page.Fonts{}, newsroom.Errorf(newsroom.Invalid, err, "press.fonts", "Folder", folder, "Cause", err.Error())
	}
	if f.read == nil {
		f.read = map[string]page.Fonts{}
	}
	f.read[key] = fs
	return fs, nil
}

var errNoFonts = errors.New("no font files")

// fontFiles lists the font files of a folder, and returns a key that changes with any of them.
func fontFiles(folder string) (files []string, key string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, "", plain(err)
	}
	var b strings.Builder
	b.WriteString(folder)
	for _, e := range entries {
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".ttf", ".otf", ".ttc", ".otc":
		default:
			continue
		}
		info, err := os.Stat(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, "", plain(err)
		}
		if !info.Mode().IsRegular() {
			continue
		}
		if info.Size() > mostFontSize {
			return nil, "", fmt.Errorf("%s: %d MiB", e.Name(), info.Size()>>20)
		}
		files = append(files, filepath.Join(folder, e.Name()))
		fmt.Fprintf(&b, "\n%s %d %d", e.Name(), info.Size(), info.ModTime().UnixNano())
	}
	if len(files) == 0 {
		return nil, "", errNoFonts
	}
	if len(files) > mostFonts {
		return nil, "", fmt.Errorf("%d > %d", len(files), mostFonts)
	}
	return files, b.String(), nil
}

// plain takes the path out of an error of the file system: the sentence has it.
func plain(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// openFolder opens the fonts of a folder. The first of a category counts; its characters that are missing are taken from the house.
func openFolder(house page.Fonts, files []string) (page.Fonts, error) {
	var own [categories]*typeset.Face
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return page.Fonts{}, fmt.Errorf("%s: %w", filepath.Base(file), plain(err))
		}
		if err := openFile(&own, filepath.Base(file), data); err != nil {
			return page.Fonts{}, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	for c, family := range map[category]**typeset.Family{song: &house.Song, songBold: &house.SongBold, hei: &house.Hei, heiBold: &house.HeiBold, kai: &house.Kai} {
		if own[c] != nil {
			*family = &typeset.Family{Faces: append([]*typeset.Face{own[c]}, (*family).Faces...)}
		}
	}
	// The house has no faces of these two categories: what they lack is taken from their nearest.
	if f := own[fangSong]; f != nil {
		house.FangSong = &typeset.Family{Faces: append([]*typeset.Face{f}, house.Song.Faces...)}
	}
	if f := own[xiaoBiaoSong]; f != nil {
		house.XiaoBiaoSong = &typeset.Family{Faces: append([]*typeset.Face{f}, house.SongBold.Faces...)}
	}
	return house, nil
}

// openFile opens the faces of a file, which may be a collection, that are the first of their category.
func openFile(own *[categories]*typeset.Face, base string, data []byte) error {
	collection, err := sfnt.ParseCollection(data)
	if err != nil {
		return err
	}
	for i := range collection.NumFonts() {
		f, err := collection.Font(i)
		if err != nil {
			return err
		}
		name := fontName(f)
		if name == "" {
			name = base
		}
		is, ok := classify(name)
		if !ok {
			is, ok = classify(base)
		}
		if !ok || own[is] != nil {
			continue
		}
		if own[is], err = typeset.OpenCollection(name, data, i); err != nil {
			return err
		}
	}
	return nil
}

// fontName returns the full name of a face, from its name table, "" for none.
func fontName(f *sfnt.Font) string {
	if s, err := f.Name(nil, sfnt.NameIDFull); err == nil && s != "" {
		return s
	}
	s, err := f.Name(nil, sfnt.NameIDFamily)
	if err != nil {
		return ""
	}
	return s
}

// sortedFaces puts faces in the order of their use.
func sortedFaces(counts map[string]int) []Face {
	out := make([]Face, 0, len(counts))
	for name, n := range counts {
		house := slices.ContainsFunc(fonts.All(), func(f fonts.Face) bool { return f.String() == name })
		out = append(out, Face{name, house, n})
	}
	slices.SortFunc(out, func(a, b Face) int { return cmp.Or(cmp.Compare(b.Glyphs, a.Glyphs), cmp.Compare(a.Name, b.Name)) })
	return out
}

func asNewsroom(err error, e **newsroom.Error) bool { return errors.As(err, e) }

func isCancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

package typecase

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"
)

// The bounds on font files: a family of Chinese faces has some ten files of up to 60 MB.
const (
	mostFonts    = 64
	mostFontSize = 128 << 20
)

// File is a face in a font file. The zero File is none.
type File struct {
	Path string
	Face int // of a collection, from 1; 0 takes the one whose name fits what it is wanted for, or else the first
}

// ParseFile reads a file as [File.String] writes it: a path, with # and a number behind it for a face of a collection.
func ParseFile(s string) File {
	path, number, ok := cutLast(s, "#")
	if n, err := strconv.Atoi(number); ok && err == nil && n > 0 && isFont(path) {
		return File{path, n}
	}
	return File{Path: s}
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// String returns the path, with # and the number of the face where one was chosen.
func (f File) String() string {
	if f.Face == 0 {
		return f.Path
	}
	return fmt.Sprintf("%s#%d", f.Path, f.Face)
}

// Suffixes are the ends of the names of font files.
func Suffixes() []string { return []string{".ttf", ".otf", ".ttc", ".otc"} }

func isFont(path string) bool {
	return slices.Contains(Suffixes(), strings.ToLower(filepath.Ext(path)))
}

// Face is a face that a font file has.
type Face struct {
	File
	Name     string // as its maker has it
	Category Category
	Known    bool // the name says the category
	chinese  bool // it has characters that no text does without
}

// facesOf names the faces of a file, without reading more of it than their tables.
func facesOf(path string) (faces []Face, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, plain(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	// The parser checks lengths, but fonts come from anywhere and must not be able to end the program.
	defer func() {
		if r := recover(); r != nil {
			faces, err = nil, fmt.Errorf("damaged: %v", r)
		}
	}()
	collection, err := sfnt.ParseCollectionReaderAt(f)
	if err != nil {
		return nil, err
	}
	for i := range collection.NumFonts() {
		one, err := collection.Font(i)
		if err != nil {
			return nil, err
		}
		face := Face{File: File{Path: path}, Name: fontName(one), chinese: hasChinese(one)}
		if collection.NumFonts() > 1 {
			face.Face = i + 1
		}
		base := filepath.Base(path)
		if face.Name == "" {
			face.Name = base
		}
		if face.Category, face.Known = classify(face.Name); !face.Known {
			face.Category, face.Known = classify(base)
		}
		faces = append(faces, face)
	}
	return faces, nil
}

// fontName returns the full name of a face, from its name table, "" for none.
func fontName(f *sfnt.Font) string {
	for _, id := range []sfnt.NameID{sfnt.NameIDFull, sfnt.NameIDFamily} {
		if s, err := f.Name(nil, id); err == nil && s != "" {
			return s
		}
	}
	return ""
}

// hasChinese reports whether a face has characters that no text does without, simplified or traditional.
func hasChinese(f *sfnt.Font) bool {
	for _, r := range "的年" {
		if g, err := f.GlyphIndex(nil, r); err != nil || g == 0 {
			return false
		}
	}
	return true
}

// plain takes the path out of an error of the file system: the sentence has it.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

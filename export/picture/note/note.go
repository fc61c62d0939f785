// Package note reads what photographers and agencies write into their pictures: who made one, whose it is, what is seen on it.
//
// It knows the three places that the trade uses, and prefers them in this order, as the Metadata Working Group's guidelines (2010, 3) do: XMP
// (ISO 16684-1, with the fields of IPTC Photo Metadata 2023.2), IPTC-IIM in Photoshop's block (IIM 4.2), and EXIF (2.3, 4.6.4 and 4.6.5). [Parts] are
// what a picture's format wraps them in; package picture takes a file apart. Everything comes from outside: sizes and depths are held to bounds, and
// what makes no sense is left out without an error, for a picture is no worse for words that cannot be read.
package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Note is what a picture says of itself. Fields are single lines of clean UTF-8, empty where nothing is said.
type Note struct {
	Alt     string // alternative text for readers who do not see it
	Caption string // description, as agencies write it
	Creator string // who made it
	Credit  string // how it is to be credited
	Source  string // who gave it
	Rights  string // copyright notice
	Terms   string // what may be done with it
}

// Line is the credit that readers are to be told: as the owner wants it, or who made the picture and who gave it.
func (n Note) Line() string {
	switch {
	case n.Creator == "" && n.Credit == "":
		return n.Source
	case n.Creator == "" || strings.Contains(n.Credit, n.Creator):
		return n.Credit
	case n.Credit == "" || strings.Contains(n.Creator, n.Credit):
		return n.Creator
	}
	return n.Creator + "/" + n.Credit
}

// over fills what n does not say from another note.
func (n Note) over(o Note) Note {
	for _, f := range []struct {
		to   *string
		from string
	}{{&n.Alt, o.Alt}, {&n.Caption, o.Caption}, {&n.Creator, o.Creator}, {&n.Credit, o.Credit}, {&n.Source, o.Source}, {&n.Rights, o.Rights}, {&n.Terms, o.Terms}} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	return n
}

// Parts are the blocks of a picture's file that have words, nil for those that it does not have.
type Parts struct {
	XMP  []byte // the packet
	IPTC []byte // Photoshop's image resources
	EXIF []byte // the TIFF structure
}

// MaxBytes is the size of one block that is read.
const MaxBytes = 1 << 20

// Read reads the blocks of a picture.
func Read(p Parts) Note {
	return readXMP(p.XMP).over(readIPTC(p.IPTC)).over(readEXIF(p.EXIF))
}

// most is the number of runes of a field that are kept.
const most = 1000

// clean returns bytes as a line: UTF-8, or else GB 18030, which Chinese cameras and old programs write, or else Latin-1.
func clean(b []byte) string {
	s := string(b)
	if !utf8.Valid(b) {
		if g, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b); err == nil && !strings.ContainsRune(string(g), utf8.RuneError) {
			s = string(g)
		} else {
			r := make([]rune, len(b))
			for i, c := range b {
				r[i] = rune(c)
			}
			s = string(r)
		}
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || !unicode.IsGraphic(r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most])
	}
	return s
}

package intake_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"galley/editor/intake"
)

func encoder(t testing.TB, name string) *encoding.Encoder {
	t.Helper()
	e := encoderOf(name)
	if e == nil {
		t.Fatalf("no encoding %s", name)
	}
	return e
}

// encoderOf returns nil for a name that nobody knows.
func encoderOf(name string) *encoding.Encoder {
	switch name {
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()
	case "utf-8-bom":
		return unicode.UTF8BOM.NewEncoder()
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e.NewEncoder()
}

// encodeAs encodes a text; in HTML a character that the encoding lacks becomes a reference.
func encodeAs(t testing.TB, name, text string, isHTML bool) []byte {
	t.Helper()
	e := encoder(t, name)
	if isHTML {
		e = encoding.HTMLEscapeUnsupported(e)
	}
	out, err := e.String(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return []byte(out)
}

// within writes ? for what an encoding has no character for, and an ideographic space for an em space. In the scraped sample that is some
// spam and the signs of a symbol font, none of it article.
func within(t testing.TB, name, text string) string {
	t.Helper()
	return strings.Map(func(c rune) rune {
		if _, err := encoder(t, name).String(string(c)); err == nil {
			return c
		}
		switch c {
		case 0x2003:
			return 0x3000
		case 0xa0:
			return ' '
		}
		return '?'
	}, text)
}

func TestSampleInEveryEncoding(t *testing.T) {
	page, text, paragraphs := samplePage(t)
	for _, name := range []string{"utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030", "gbk", "big5"} {
		for _, declare := range []string{name, "", "gbk", "utf-8", "big5", "iso-8859-1", "windows-1252", "shift_jis", "nonsense"} {
			for _, header := range []bool{false, true} {
				t.Run(name+" declared "+declare+map[bool]string{true: " by header"}[header], func(t *testing.T) {
					contentType, meta := "text/html", `<meta charset="`+declare+`">`
					if header {
						contentType, meta = "text/html; charset="+declare, ""
					}
					if declare == "" {
						contentType, meta = "", ""
					}
					if declare == "utf-8-bom" {
						contentType, meta = "", `<meta http-equiv="Content-Type" content="text/html; charset=utf-8">`
					}
					html := strings.Replace(string(page), `<meta charset="utf-8">`, meta, 1)
					data := encodeAs(t, name, html, true)
					a := read(t, "page.html", contentType, data)
					checkSample(t, a, paragraphs)
					want := map[string]string{"utf-8-bom": "utf-8", "gbk": "gb18030"}[name]
					if want == "" {
						want = name
					}
					if a.Report.Encoding != want {
						t.Errorf("read as %s", a.Report.Encoding)
					}
				})
			}
		}
		t.Run(name+" text", func(t *testing.T) {
			checkSample(t, read(t, "page.txt", "", encodeAs(t, name, within(t, name, string(text)), false)), paragraphs)
		})
	}
}

func notesOf(a intake.Article) map[intake.NoteKind]intake.Note {
	out := map[intake.NoteKind]intake.Note{}
	for _, n := range a.Report.Notes {
		out[n.Kind] = n
	}
	return out
}

func TestWrongDeclarationIsTold(t *testing.T) {
	page, _, _ := samplePage(t)
	data := []byte(strings.Replace(string(page), `charset="utf-8"`, `charset="gb2312"`, 1))
	if n, ok := notesOf(read(t, "page.html", "", data))[intake.EncodingDiffers]; !ok || n.Text != "gb18030" {
		t.Errorf("note %+v, %v", n, ok)
	}
}

// TestTruncated cuts the sample in the middle of each of its characters near its end.
func TestTruncated(t *testing.T) {
	_, text, paragraphs := samplePage(t)
	for _, name := range []string{"utf-8", "gb18030", "big5", "utf-16le"} {
		data := encodeAs(t, name, within(t, name, string(text)), false)
		cut := false
		for i := len(data) - 40; i < len(data); i++ {
			a := read(t, "page.txt", "", data[:i])
			if a.Report.Encoding != name {
				t.Fatalf("%s cut to %d bytes was read as %s", name, i, a.Report.Encoding)
			}
			_, told := notesOf(a)[intake.TruncatedText]
			cut = cut || told
			checkSample(t, a, paragraphs)
		}
		if !cut {
			t.Errorf("%s: no cut was told", name)
		}
	}
}

// TestBroken damages the sample: in the article that is refused with its place, elsewhere it is told.
func TestBroken(t *testing.T) {
	page, _, paragraphs := samplePage(t)
	for _, name := range []string{"utf-8", "gb18030", "big5"} {
		html := strings.Replace(string(page), `charset="utf-8"`, `charset="`+name+`"`, 1)
		data := encodeAs(t, name, html, true)
		mark := encodeAs(t, name, "防控領導小組成員", false)
		at := strings.LastIndex(string(data[:strings.Index(string(data), "</p>")]), string(mark))
		bad := append([]byte(nil), data...)
		bad[at] = 0xff
		_, err := intake.Read(context.Background(), intake.Source{Data: bad, Name: "page.html", Location: shanghai})
		var e *intake.Error
		if !errors.As(err, &e) || !errors.Is(err, intake.ErrEncoding) || e.Offset < at-1 || e.Offset > at+3 {
			t.Errorf("%s damaged at %d: %v", name, at, err)
		}
		at = strings.LastIndex(string(data), string(encodeAs(t, name, "圖書推薦", false)))
		bad = append([]byte(nil), data...)
		bad[at] = 0xff
		a := read(t, "page.html", "", bad)
		if n := notesOf(a)[intake.BrokenBytes]; n.Count == 0 {
			t.Errorf("%s: nothing told of bytes broken outside the article", name)
		}
		checkSample(t, a, paragraphs)
	}
}

func TestNoEncodingFits(t *testing.T) {
	data := []byte(strings.Repeat("\xff\xfd\x81\x20 text \x80\xff ", 200))
	_, err := intake.Read(context.Background(), intake.Source{Data: data[1:], Name: "x.txt", Location: shanghai})
	if !errors.Is(err, intake.ErrEncoding) {
		t.Errorf("got %v", err)
	}
}

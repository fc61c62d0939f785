package word_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"

	"galley/editor/intake/word"
	"galley/editor/model/build"
)

// hugePNG says in its header that it has 4 billion pixels.
var hugePNG = func() string {
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, 1<<16)
	binary.BigEndian.PutUint32(head[4:], 1<<16)
	head[8], head[9] = 8, 2
	chunk := append([]byte("IHDR"), head...)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), chunk...)
	return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk)))
}()

// unpack returns the parts of a container.
func unpack(t testing.TB, data []byte) parts {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := parts{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func TestRefused(t *testing.T) {
	text := p("", r("", "文"))
	good := file(text, nil)
	document := func(s string) parts { return parts{"word/document.xml": s} }
	types := func(kind string) parts {
		return parts{"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="` + kind + `"/></Types>`}
	}
	many := parts{}
	for i := range 2000 {
		many[fmt.Sprintf("word/x/%d.bin", i)] = "x"
	}
	for _, c := range []struct {
		name   string
		data   []byte
		want   error
		detail string
	}{
		{"nothing", nil, word.ErrDamaged, "zip"},
		{"cut short", good[:len(good)/2], word.ErrDamaged, "zip"},
		{"old", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00d\x00D\x00o\x00c\x00"), word.ErrOld, "doc"},
		{"encrypted", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), word.ErrEncrypted, ""},
		{"any zip", pack(parts{"a.txt": "x"}), word.ErrNotWord, "zip"},
		{"OpenDocument", pack(parts{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), word.ErrNotWord, "odt"},
		{"a workbook", file(text, types("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")), word.ErrNotWord, "xlsx"},
		{"slides", file(text, types("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")), word.ErrNotWord, "pptx"},
		{"another root", file("", document("<x/>")), word.ErrNotWord, "zip"},
		{"no document", file("", parts{"word/document.xml": ""}), word.ErrDamaged, "word/document.xml"},
		{"a document of no words", file("", document(" ")), word.ErrDamaged, "word/document.xml"},
		{"elements that cross", file("<w:p><w:r></w:p></w:r>", nil), word.ErrDamaged, "word/document.xml"},
		{"no end", file("", document("<w:document "+names+"><w:body><w:p>")), word.ErrDamaged, "word/document.xml"},
		{"a document type", file("", document(`<!DOCTYPE d [<!ENTITY a "甲">]><w:document `+names+`><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`)), word.ErrDamaged, "word/document.xml"},
		{"an entity from nowhere", file(p("", r("", "&secret;")), nil), word.ErrDamaged, "word/document.xml"},
		{"another encoding", file("", document(`<?xml version="1.0" encoding="GBK"?><w:document `+names+`/>`)), word.ErrDamaged, "word/document.xml"},
		{"broken characters", file(p("", r("", "\xff\xfe")), nil), word.ErrDamaged, "word/document.xml"},
		{"broken styles", file(text, parts{"word/styles.xml": "<w:styles"}), word.ErrDamaged, "word/styles.xml"},
		{"too many parts", file(text, many), word.ErrTooLarge, "parts"},
		{"a bomb", file(p("", r("", strings.Repeat("a", 100<<20))), nil), word.ErrTooLarge, ""},
		{"a bomb of half the size", file(p("", r("", strings.Repeat("a", 30<<20))), nil), word.ErrTooLarge, "compression"},
		{"a bomb that says it is small", small(file(p("", r("", strings.Repeat("a", 100<<20))), nil)), word.ErrDamaged, "word/document.xml"},
		{"50,000 elements in one another", file(strings.Repeat("<w:sdt>", 50_000), nil), word.ErrTooLarge, "nesting"},
		{"tables in one another", file(strings.Repeat("<w:tbl><w:tr><w:tc>", 5_000), nil), word.ErrTooLarge, "nesting"},
		{"a million paragraphs", file(strings.Repeat(text, 1_000_000), nil), word.ErrTooLarge, ""},
		{"a million paragraphs of noise", file(noise(1_000_000), nil), word.ErrTooLarge, "paragraphs"},
		{"millions of elements", file(p("", strings.Repeat("<w:r/>", 3_100_000)), parts{"word/x.xml": ""}), word.ErrTooLarge, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := word.Read(context.Background(), c.data)
			var e *word.Error
			if d != nil || !errors.Is(err, c.want) || !errors.As(err, &e) || c.detail != "" && !strings.HasPrefix(e.Detail, c.detail) {
				t.Errorf("got %v, want %v (%s)", err, c.want, c.detail)
			}
		})
	}
}

// noise is n paragraphs that do not compress well.
func noise(n int) string {
	var b strings.Builder
	x := uint32(1)
	for range n {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "<w:p><!--%x--></w:p>", x)
	}
	return b.String()
}

// small returns a file whose directory says that its large parts have 100 bytes.
func small(data []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		head := f.FileHeader
		if head.UncompressedSize64 > 1<<20 {
			head.UncompressedSize64 = 100
		}
		raw, err := f.OpenRaw()
		if err != nil {
			panic(err)
		}
		to, err := w.CreateRaw(&head)
		if err == nil {
			_, err = io.Copy(to, raw)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// What is odd and harmless is read.
func TestOdd(t *testing.T) {
	text := p("", r("", "文"))
	rels := func(s string) parts { return parts{"word/_rels/document.xml.rels": relations(s)} }
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"without styles and relations", file(text, parts{"word/_rels/document.xml.rels": relations("")}), "p(文)"},
		{"without the relations of the file", file(text, parts{"_rels/.rels": ""}), "p(文)"},
		{"without content types", file(text, parts{"[Content_Types].xml": ""}), "p(文)"},
		{"parts out of the folder", file(p("", picture("x", "", 0, ""), r("", "文")), parts{"../../etc/passwd": "x", "/abs": "x", "word/../word/document.xml": "<x/>", "word/_rels/document.xml.rels": relations(`<Relationship Id="x" Type="` + kinds + `image" Target="../../../../etc/passwd"/>`)}), "p(文)"},
		{"relations in a circle", file(p("", `<w:r><w:footnoteReference w:id="1"/></w:r>`, picture("i", "", 0, "")), rels(`<Relationship Id="f" Type="`+kinds+`footnotes" Target="document.xml"/><Relationship Id="h" Type="`+kinds+
			`header" Target="document.xml"/><Relationship Id="i" Type="`+kinds+`image" Target="document.xml"/>`)), "p()"},
		{"a note that notes itself", file(p("", r("", "甲"), `<w:r><w:footnoteReference w:id="1"/></w:r>`), parts{"word/footnotes.xml": `<w:footnotes ` + names + `><w:footnote w:id="1">` + p("", r("", "注"), `<w:r><w:footnoteReference w:id="1"/></w:r>`) + `</w:footnote></w:footnotes>`}),
			"p(甲[note 注])"},
		{"numbers out of range", file(li(999, 77, "甲")+li(1, 99999999999, "乙")+li(-3, -4, "丙"), parts{"word/numbering.xml": numbering(level(0, 99999999999, "decimal", "%9.", ""))}), "p(甲) ol=1(li(p(乙))) p(丙)"},
		{"lists that lead to themselves", file(li(1, 0, "甲"), parts{"word/styles.xml": sheet(`<w:style w:type="numbering" w:styleId="n"><w:name w:val="n"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`), "word/numbering.xml": numbering(`<w:numStyleLink w:val="n"/>`)}), "p(甲)"},
		{"fields that do not begin or end", file(p("", end, separate, r("", "甲"), begin, r("", "乙")), nil), "p(甲)"},
		{"a table without rows", file(`<w:tbl/>`+text, nil), "p(文)"},
		{"UTF-16", file("", parts{"word/document.xml": utf16(`<?xml version="1.0" encoding="UTF-16"?><w:document ` + names + `><w:body>` + text + `</w:body></w:document>`)}), "p(文)"},
		{"prefixes of its own", file("", parts{"word/document.xml": `<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body><q:p xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><r><t>文</t></r></q:p></body></document>`}), "p(文)"},
		{"names in other case", func() []byte {
			all := unpack(t, file(text, nil))
			all["Word/Document.xml"] = all["word/document.xml"]
			delete(all, "word/document.xml")
			return pack(all)
		}(), "p(文)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, doc := read(t, c.data); build.Format(doc) != c.want {
				t.Errorf("got %s, want %s", build.Format(doc), c.want)
			}
		})
	}
}

func utf16(s string) string {
	out := []byte{0xff, 0xfe}
	for _, c := range s {
		out = binary.LittleEndian.AppendUint16(out, uint16(c))
	}
	return string(out)
}

// A picture that is a bomb is not read whole.
func TestPictureBomb(t *testing.T) {
	data := file(p("", picture("a.png", "", 0, ""), r("", "文")), parts{"word/media/a.png": string(pictures[0].data) + strings.Repeat("a", 100<<20)})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := word.Read(context.Background(), data)
	runtime.ReadMemStats(&after)
	if !errors.Is(err, word.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	// A buffer that grows by doubling to the 32 MiB of one part is allocated four times over at most.
	if n := after.TotalAlloc - before.TotalAlloc; n > 4*32<<20 {
		t.Errorf("%d MB allocated", n>>20)
	}
}

package intake_test

import (
	"context"
	"errors"
	"html"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"galley/editor/intake"
)

// decodings gives the runes of the data in every encoding that intake knows: what it returns was in one of them.
func decodings(data []byte) map[rune]bool {
	out := map[rune]bool{}
	add := func(s string) {
		for _, c := range s + html.UnescapeString(s) {
			out[c] = true
		}
	}
	add(string(data))
	for _, e := range []interface{ Bytes([]byte) ([]byte, error) }{
		simplifiedchinese.GB18030.NewDecoder(), traditionalchinese.Big5.NewDecoder(),
		unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder(), unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder(),
	} {
		if s, err := e.Bytes(data); err == nil {
			add(string(s))
		}
	}
	return out
}

// hold checks what must hold of every reading: a valid document of which every character was in the file, or one of the refusals.
func hold(t *testing.T, name string, data []byte) {
	a, err := intake.Read(context.Background(), intake.Source{Data: data, Name: name, Location: shanghai})
	if err != nil {
		var e *intake.Error
		if !errors.As(err, &e) && !strings.Contains(err.Error(), "intake: the ") {
			t.Fatalf("an error of no kind: %v", err)
		}
		return
	}
	if err := a.Doc.Check(); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "charset") {
		return // of an encoding that decodings does not try
	}
	known := decodings(data)
	for _, c := range a.Doc.PlainText() {
		if !known[c] && c != '\n' && c != ' ' && c != '\ufffd' {
			t.Fatalf("%q is in the document and not in the file:\n%s", c, a.Doc.PlainText())
		}
	}
}

func FuzzRead(f *testing.F) {
	sample, _, _ := samplePage(f)
	f.Add(sample)
	f.Add([]byte(page("<table><tr><td colspan=900>a<td><img src=data:,x></table><ul><ul><li>a</ul></ul>")))
	f.Add([]byte("<html><base href='http://[::1'><a href='//x'>b</a><p>\u202e\u2066甲&#xD800;&#0;<br><br>"))
	f.Add([]byte("<html><svg><style><p>a</style><math><mi>b</mi></svg><select><option>c"))
	f.Fuzz(func(t *testing.T, data []byte) { hold(t, "a.html", append([]byte("<html>"), data...)) })
}

func FuzzText(f *testing.F) {
	_, text, _ := samplePage(f)
	f.Add(text)
	f.Add([]byte("来源:甲 作者:\n时间:2022-13-45 99:99\n[摘要]\n甲\n编辑:"))
	f.Add([]byte("首页 > > >\n\n>\n当前位置:\n"))
	f.Add([]byte("\x81\x30\x81\x30\xff甲"))
	f.Fuzz(func(t *testing.T, data []byte) { hold(t, "a.txt", data) })
}

// BenchmarkReadSamplePage reads the sample page of the issue; the goal is 20 ms.
func BenchmarkReadSamplePage(b *testing.B) {
	data, _, _ := samplePage(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := intake.Read(context.Background(), intake.Source{Data: data, Name: "page.html", Location: shanghai}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadSampleText reads the scraped text of the same page.
func BenchmarkReadSampleText(b *testing.B) {
	_, data, _ := samplePage(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := intake.Read(context.Background(), intake.Source{Data: data, Name: "page.txt", Location: shanghai}); err != nil {
			b.Fatal(err)
		}
	}
}

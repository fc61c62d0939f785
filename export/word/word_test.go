package word_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
	intake "galley/editor/intake/word"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/export"
	"galley/export/word"
)

func piece(doc *model.Node) export.Piece {
	return export.Piece{
		Doc: doc, Language: catalogue.ZhHans, Site: "校报", Column: "要闻", Number: "2026-00017", Source: "党委宣传部", Authors: []string{"李明", "王芳"}, Editor: "张三", Reviewer: "赵四",
		Keywords: []string{"校园", "新闻"}, Published: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC), Permalink: "https://news.example.edu/2026/17", Pictures: pictures,
	}
}

// read returns what our own intake reads.
func read(t testing.TB, data []byte, carried func(intake.Revision) bool) (*intake.Document, *model.Node) {
	t.Helper()
	d, err := intake.ReadWith(t.Context(), data, carried)
	if err != nil {
		t.Fatal(err)
	}
	return d, model.New(model.Doc, model.Attrs{}, model.New(model.Kicker, model.Attrs{}, d.Kicker...), model.New(model.Headline, model.Attrs{}, d.Headline...),
		model.New(model.Subtitle, model.Attrs{}, d.Subtitle...), model.New(model.Abstract, model.Attrs{}, d.Abstract...), model.New(model.Body, model.Attrs{}, d.Body...))
}

func write(t testing.TB, p export.Piece, o word.Options) []byte {
	t.Helper()
	data, report, err := word.Write(p, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Notes) > 0 {
		t.Fatalf("the report says %v", report.Notes)
	}
	return data
}

// TestComesBack: what is written is read as the same document, every character, mark, list, cell, figure and note of it, and nothing is reported.
func TestComesBack(t *testing.T) {
	for seed := range uint64(400) {
		want := wordly(build.Random(build.Rand(seed), 12))
		if err := want.Check(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		data := write(t, piece(want), word.Options{})
		wellFormed(t, data)
		d, got := read(t, data, nil)
		if !got.Equal(want) {
			t.Fatalf("build.Random(build.Rand(%d), 12):\nwant %s\ngot  %s", seed, build.Format(want), build.Format(got))
		}
		if len(d.Report.Dropped) > 0 || len(d.Report.Notes) > 0 {
			t.Fatalf("seed %d: %+v", seed, d.Report)
		}
		if again := write(t, piece(want), word.Options{}); !bytes.Equal(again, data) {
			t.Fatalf("seed %d: other bytes the second time", seed)
		}
	}
}

// TestWordsStay: of any document, whatever is in what, the words come back in their order, and what was read once stays as it is.
func TestWordsStay(t *testing.T) {
	squeezed := func(n *model.Node) string { return strings.Join(strings.Fields(n.PlainText()), "") }
	moves := func(doc *model.Node) (found bool) { // intake puts pictures of cells behind their table
		doc.Walk(func(n *model.Node, _ model.Pos) bool {
			if n.Kind() == model.Table {
				n.Walk(func(c *model.Node, _ model.Pos) bool { found = found || c.Kind() == model.Figure; return true })
			}
			return true
		})
		return found
	}
	for seed := range uint64(200) {
		doc := build.Random(build.Rand(seed), 12)
		p := piece(doc)
		p.Pictures = func(string) ([]byte, error) { return shown[hashes[0]], nil }
		data := write(t, p, word.Options{})
		wellFormed(t, data)
		_, once := read(t, data, nil)
		got, want := squeezed(once), squeezed(doc)
		if moves(doc) {
			got, want = sorted(got), sorted(want)
		}
		if got != want {
			t.Fatalf("build.Random(build.Rand(%d), 12): the words are\n%q, want\n%q", seed, got, want)
		}
		p.Doc = once
		if _, twice := read(t, write(t, p, word.Options{}), nil); squeezed(twice) != squeezed(once) {
			t.Fatalf("seed %d: read again\n%s, before\n%s", seed, build.Format(twice), build.Format(once))
		}
	}
}

func sorted(s string) string {
	r := []rune(s)
	slices.Sort(r)
	return string(r)
}

// partsOf returns the parts of a file by name.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(b)
	}
	return parts
}

func partOf(t testing.TB, data []byte, name string) string {
	t.Helper()
	part, ok := partsOf(t, data)[name]
	if !ok {
		t.Fatalf("no part %s", name)
	}
	return part
}

// wellFormed fails when a part is no XML, or names a relation that there is not.
func wellFormed(t testing.TB, data []byte) {
	t.Helper()
	parts := partsOf(t, data)
	for name, part := range parts {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		d := xml.NewDecoder(strings.NewReader(part))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := tok.(xml.StartElement); ok && name == "word/document.xml" {
				for _, a := range e.Attr {
					if strings.HasSuffix(a.Name.Space, "/relationships") && !strings.Contains(parts["word/_rels/document.xml.rels"], `Id="`+a.Value+`"`) {
						t.Fatalf("<%s> names the relation %s, which is not there", e.Name.Local, a.Value)
					}
				}
			}
		}
	}
}

var cases = []struct{ name, doc string }{
	{"merged cells", "table(tr(th=2x1(p(甲)) th(p(乙))) tr(td=1x2(p(丙)) td(p(丁)) td(p(戊))) tr(td(p(己)) td(p(庚)))) p(后)"},
	{"a block of cells", "table(tr(td=2x2(p(甲)) td(p(乙))) tr(td(p(丙))) tr(td(p(丁)) td(p(戊)) td(p(己))))"},
	{"tables that touch", "table(tr(td(p(甲)))) table(tr(td(p(乙))))"},
	{"lists that touch", "ol=1(li(p(甲))) ol=2(li(p(乙))) ul(li(p(丙))) ul(li(p(丁)))"},
	{"a list in a list that goes on", "ol=3(li(p(甲) p(又) ul(li(p(乙)) li(p(丙)))) li(p(丁)))"},
	{"a list in a cell", "table(tr(td(p(甲) ol=1(li(p(乙)))) td(p())))"},
	{"every mark", "p([strong 粗][em 重][u 线][s 删][sup 上][sub 下][link=https://example.edu/a?b=1&c=2 链接][title 史记][name 孔子])"},
	{"tabs and hyphens", "p(a\tb\u00adc\u2011d)"},
}

func TestCases(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			want := build.Doc("headline(题) " + c.doc)
			if _, got := read(t, write(t, piece(want), word.Options{}), nil); !got.Equal(want) {
				t.Errorf("got %s, want %s", build.Format(got), build.Format(want))
			}
		})
	}
}

// TestReports: what cannot be in a file is told, and the file is whole.
func TestReports(t *testing.T) {
	doc := build.Doc("headline(题) fig=a(图说) p([link=javascript:alert 脚本])")
	data, report, err := word.Write(piece(doc), word.Options{})
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, data)
	var ids []string
	for _, n := range report.Notes {
		ids = append(ids, n.ID)
	}
	if got := fmt.Sprint(ids); got != "[word.picture word.link]" {
		t.Errorf("the report has %s", got)
	}
}

func BenchmarkWrite(b *testing.B) {
	var body strings.Builder
	for range 100 {
		body.WriteString("h2(小标题) p(" + strings.Repeat("校园新闻通知公告师生大会，。", 14) + "[strong 加粗]) ")
	}
	doc := build.Doc("headline(题) " + body.String())
	p := piece(doc)
	for b.Loop() {
		if _, _, err := word.Write(p, word.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len([]rune(doc.PlainText()))), "characters")
}

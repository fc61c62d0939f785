package intake_test

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"galley/editor/intake"
	"galley/editor/model"
)

// shanghai is the zone of the sample page.
var shanghai = time.FixedZone("CST", 8*3600)

func read(t testing.TB, name, contentType string, data []byte) intake.Article {
	t.Helper()
	a, err := intake.Read(context.Background(), intake.Source{Data: data, Name: name, ContentType: contentType, Location: shanghai})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Doc.Check(); err != nil {
		t.Fatal(err)
	}
	return a
}

func testdata(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// fields gives an article in the form of campus-news-page.expected.tsv.
func fields(a intake.Article) map[string]string {
	body := a.Doc.Part(model.Body).Children()
	return map[string]string{
		"title": a.Doc.Part(model.Headline).PlainText(), "abstract": a.Doc.Part(model.Abstract).PlainText(),
		"channel": a.Properties.Column, "site": a.Properties.Site, "source": a.Properties.Source,
		"published": a.Properties.Published.Format(time.RFC3339), "reads": strconv.Itoa(a.Properties.Reads),
		"editor": a.Properties.Editor, "reviewer": a.Properties.Reviewer, "paragraphs": strconv.Itoa(len(body)),
		"first": body[0].PlainText(), "last": body[len(body)-1].PlainText(),
	}
}

// samplePage cuts the paragraphs out of the sample page by its markup alone.
func samplePage(t testing.TB) (page, text []byte, paragraphs []string) {
	page, text = testdata(t, "campus-news-page.html"), testdata(t, "campus-news-page.txt")
	_, rest, _ := strings.Cut(string(page), `<div class="txt">`)
	for _, p := range strings.Split(rest, "\n") {
		if p, ok := strings.CutPrefix(p, "<p>"); ok {
			paragraphs = append(paragraphs, strings.Trim(strings.TrimSuffix(p, "</p>"), " \u2003\u3000\u00a0"))
		}
	}
	return page, text, paragraphs
}

func checkSample(t *testing.T, a intake.Article, paragraphs []string) {
	t.Helper()
	got := fields(a)
	for _, line := range strings.Split(strings.TrimSpace(string(testdata(t, "campus-news-page.expected.tsv"))), "\n") {
		key, want, _ := strings.Cut(strings.TrimRight(line, "\r"), "\t")
		if got[key] != want {
			t.Errorf("%s:\n got %q\nwant %q", key, got[key], want)
		}
	}
	var body []string
	for _, b := range a.Doc.Part(model.Body).Children() {
		body = append(body, b.PlainText())
	}
	if !slices.Equal(body, paragraphs) {
		t.Errorf("paragraphs:\n got %q\nwant %q", body, paragraphs)
	}
	if a.Properties.Language != "zh-Hant" {
		t.Errorf("language %q", a.Properties.Language)
	}
}

func TestSample(t *testing.T) {
	page, text, paragraphs := samplePage(t)
	for _, c := range []struct {
		name, how string
		data      []byte
	}{{"page.html", "html", page}, {"page.txt", "page-text", text}} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, c.name, "", c.data)
			checkSample(t, a, paragraphs)
			if a.Report.How != c.how {
				t.Errorf("read as %s", a.Report.How)
			}
		})
	}
}

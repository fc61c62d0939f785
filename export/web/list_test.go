package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
)

func entriesOf(n int) []Entry {
	out := make([]Entry, n)
	for i := range out {
		out[i] = Entry{
			Address: fmt.Sprintf("https://news.example.edu/news/2026/%05d.html", i), Headline: fmt.Sprintf("第%d篇 <b> & \x01", i), Column: "要闻", Language: catalogue.ZhHans,
			Published: time.Date(2026, 1, 1, 0, i, 0, 0, zone), Abstract: "摘要",
		}
	}
	Sort(out)
	return out
}

// TestListLaws: whatever the number of articles, the pages show each once and in order, lead to each other, and one more article changes the first
// page and at most two others.
func TestListLaws(t *testing.T) {
	s := testSite()
	var before []Page
	for n := range 130 {
		entries := entriesOf(n)
		pages := s.List(s.Columns[0], entries)
		var shown []string
		at := s.Columns[0].Address
		for i, p := range pages {
			if p.Address != at {
				t.Fatalf("%d articles: page %d is %s, and the one before leads to %q", n, i, p.Address, at)
			}
			doc := parsed(t, p.HTML)
			at = ""
			for _, a := range all(doc, "a") {
				switch {
				case a.Parent.Data == "h2":
					shown = append(shown, attribute(a, "href"))
				case attribute(a, "rel") == "next":
					at = s.Columns[0].Address + attribute(a, "href")
				}
			}
		}
		if at != "" {
			t.Errorf("%d articles: the last page leads to %s", n, at)
		}
		var want []string
		for _, e := range entries {
			want = append(want, relative(s.Columns[0].Address, e.Address))
		}
		if !slices.Equal(shown, want) {
			t.Fatalf("%d articles: shown are %v", n, shown)
		}
		changed := 0
		for _, p := range pages {
			if !slices.ContainsFunc(before, func(o Page) bool { return o.Address == p.Address && bytes.Equal(o.HTML, p.HTML) }) {
				changed++
			}
		}
		if changed > 3 {
			t.Errorf("the article %d changes %d pages", n, changed)
		}
		before = pages
	}
}

func TestFeeds(t *testing.T) {
	s := testSite()
	for _, n := range []int{0, 1, 100} {
		feeds, err := s.Feeds(entriesOf(n))
		if err != nil {
			t.Fatal(err)
		}
		data := map[string][]byte{}
		for _, f := range feeds {
			data[strings.TrimPrefix(f.Address, s.Home)] = f.Data
			if bytes.ContainsRune(f.Data, '\x01') || bytes.Contains(f.Data, []byte("&#xFFFD;")) {
				t.Errorf("%s has a control character", f.Address)
			}
		}
		var atom struct {
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Updated string `xml:"updated"`
			} `xml:"entry"`
		}
		var rss struct {
			Items []struct {
				GUID string `xml:"guid"`
			} `xml:"channel>item"`
		}
		var feed struct {
			Version string
			Items   []struct{ ID, Title string }
		}
		var maps struct {
			URLs []string `xml:"url>loc"`
		}
		for name, into := range map[string]any{"atom.xml": &atom, "rss.xml": &rss, "sitemap.xml": &maps} {
			if err := xml.Unmarshal(data[name], into); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := json.Unmarshal(data["feed.json"], &feed); err != nil {
			t.Error(err)
		}
		want := min(n, maxFeed)
		if len(atom.Entries) != want || len(rss.Items) != want || len(feed.Items) != want || len(maps.URLs) != 1+len(s.Columns)+n {
			t.Errorf("%d articles: Atom has %d, RSS %d, JSON %d, the sitemap %d", n, len(atom.Entries), len(rss.Items), len(feed.Items), len(maps.URLs))
		}
		if n > 0 && (atom.Entries[0].ID != rss.Items[0].GUID || !strings.HasPrefix(atom.Entries[0].Title, fmt.Sprintf("第%d篇 <b> &", n-1))) {
			t.Errorf("the first are %+v and %+v", atom.Entries[0], rss.Items[0])
		}
	}
}

// TestSitemaps: more addresses than a sitemap may have go into several.
func TestSitemaps(t *testing.T) {
	s := testSite()
	maps, err := s.sitemaps(entriesOf(maxSitemap + 5))
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, m := range maps[:len(maps)-1] {
		n := bytes.Count(m.Data, []byte("<loc>"))
		if n > maxSitemap {
			t.Errorf("%s has %d addresses", m.Address, n)
		}
		total += n
	}
	index := maps[len(maps)-1]
	if total != maxSitemap+5+1+len(s.Columns) || !strings.HasSuffix(index.Address, "/sitemap.xml") || bytes.Count(index.Data, []byte("<loc>")) != len(maps)-1 {
		t.Errorf("%d addresses in %d maps", total, len(maps)-1)
	}
}

// TestWithdrawn: the page says that the article was withdrawn and is not to be found by searching.
func TestWithdrawn(t *testing.T) {
	for _, c := range []struct{ notice, want string }{{"数据有误。", "数据有误。"}, {"", "由编辑部撤回"}} {
		p := testSite().Withdrawn(Gone{Address: "https://news.example.edu/news/2026/00017.html", Language: catalogue.ZhHans, Column: "要闻", At: time.Date(2026, 11, 23, 18, 0, 0, 0, zone), Notice: c.notice})
		doc := parsed(t, p.HTML)
		if text := words(one(t, doc, "main")); !strings.Contains(text, "本文已撤回") || !strings.Contains(text, c.want) || !strings.Contains(text, "2026-11-23 18:00") {
			t.Errorf("the page says %q", text)
		}
		if !bytes.Contains(p.HTML, []byte("noindex")) {
			t.Error("the page wants to be found")
		}
	}
}

func BenchmarkList(b *testing.B) {
	s, entries := testSite(), entriesOf(10_000)
	b.ReportAllocs()
	for b.Loop() {
		if pages := s.List(Column{}, entries); len(pages) != 499 {
			b.Fatal(len(pages))
		}
	}
}

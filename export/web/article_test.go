package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/export"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds every kind of page to the bytes that were looked at, and the edition to the pages: whoever changes one changes the other, so that
// sites are made anew.
func TestGolden(t *testing.T) {
	pages, _ := look(t)
	sum := sha256.New()
	for _, name := range sortedNames(pages) {
		sum.Write([]byte(name + "\n"))
		sum.Write(pages[name])
	}
	record := "edition " + string(rune('0'+Edition)) + "\n" + hex.EncodeToString(sum.Sum(nil)) + "\n"
	article := pages["news/2026/00017.html"]
	if *update {
		write(t, "testdata", "edition.txt", []byte(record))
		write(t, "testdata", "article.html", article)
	}
	golden, err := os.ReadFile("testdata/article.html")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(golden, article) {
		t.Error("the page of the article is not testdata/article.html; look at it, raise Edition if a release had the old one, and run the test with -update")
	}
	was, err := os.ReadFile("testdata/edition.txt")
	if err != nil {
		t.Fatal(err)
	}
	if string(was) != record {
		t.Errorf("pages are %q, not %q as recorded: raise Edition if a release had the old ones, and run the test with -update", record, was)
	}
}

// TestArticleStructure asserts what a page is made of, on its parsed form.
func TestArticleStructure(t *testing.T) {
	page := mustArticle(t, full())
	doc := parsed(t, page.HTML)
	if got := attribute(one(t, doc, "html"), "lang"); got != "zh-Hans" {
		t.Errorf("the page is in %q", got)
	}
	if got := words(one(t, doc, "h1")); got != "示例大学第十二届技能文化节开幕" {
		t.Errorf("h1 says %q", got)
	}
	if got := words(one(t, one(t, doc, "head"), "title")); got != "示例大学第十二届技能文化节开幕 – 示例大学新闻网" {
		t.Errorf("the title says %q", got)
	}
	one(t, one(t, doc, "main"), "article")
	text := words(doc)
	for _, want := range []string{
		"信息来自：融媒体中心", "作者：周敏、李婉婷", "发布时间：2026-11-23 16:32", "更新时间：2026-11-24 09:05", "更正说明", "摘要", "编辑：李婉婷", "审核：宣传处", "扫一扫，分享本页",
		"技能成就梦想", "——三千名师生同台展示", "致辞全文见校报第 12 版。", "首页", "要闻",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	ids := map[string]bool{}
	for _, n := range all(doc, "*") {
		id := attribute(n, "id")
		if ids[id] && id != "" {
			t.Errorf("two elements have the id %q", id)
		}
		ids[id] = true
		if n.Data == "script" && attribute(n, "type") != "application/ld+json" {
			t.Error("the page has a script")
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("%s has %s", n.Data, a.Key)
			}
		}
	}
	for _, a := range all(doc, "a") {
		if place, ok := strings.CutPrefix(attribute(a, "href"), "#"); ok && !ids[place] {
			t.Errorf("a link leads to the place %q, which is not there", place)
		}
	}
	img := one(t, one(t, doc, "figure"), "img")
	if attribute(img, "srcset") != "../../pictures/"+hallName(480)+" 480w, ../../pictures/"+hallName(960)+" 960w, ../../pictures/"+hallName(1200)+" 1200w" {
		t.Errorf("srcset is %q", attribute(img, "srcset"))
	}
	if attribute(img, "alt") != "hall" || attribute(img, "width") != "1200" || attribute(img, "height") != "800" {
		t.Errorf("the picture is %v", img.Attr)
	}
	table := one(t, doc, "table")
	if n := len(all(one(t, table, "thead"), "th")); n != 3 {
		t.Errorf("the head of the table has %d headers", n)
	}
	marks := map[string]int{"em": 1, "cite": 1, "u": 2, "s": 1, "sub": 1, "sup": 3, "blockquote": 1, "ol": 2, "hr": 1, "svg": 1, "h2": 2, "h3": 1}
	for tag, n := range marks {
		if got := len(all(one(t, doc, "main"), tag)); got != n {
			t.Errorf("%d elements %s, want %d", got, tag, n)
		}
	}
}

func hallName(width int) string {
	sum := sha256.Sum256([]byte("hall"))
	return hex.EncodeToString(sum[:16]) + "-" + map[int]string{480: "480", 960: "960", 1200: "1200"}[width] + ".jpg"
}

// TestDescription reads back what a page says of itself to machines.
func TestDescription(t *testing.T) {
	page := mustArticle(t, full())
	doc := parsed(t, page.HTML)
	said := map[string]string{}
	for _, m := range all(doc, "meta") {
		said[attribute(m, "property")+attribute(m, "name")] = attribute(m, "content")
	}
	for name, want := range map[string]string{
		"og:title": "示例大学第十二届技能文化节开幕", "og:type": "article", "og:url": "https://news.example.edu/news/2026/00017.html", "og:locale": "zh_CN",
		"og:image": "https://news.example.edu/pictures/" + hallName(960), "article:published_time": "2026-11-23T16:32:00+08:00", "article:modified_time": "2026-11-24T09:05:00+08:00",
		"keywords": "技能, 文化节", "twitter:card": "summary_large_image",
	} {
		if said[name] != want {
			t.Errorf("%s is %q, want %q", name, said[name], want)
		}
	}
	var data struct {
		Context string `json:"@context"`
		Graph   []struct {
			Type      string `json:"@type"`
			Headline  string
			Published time.Time `json:"datePublished"`
			Modified  time.Time `json:"dateModified"`
			Author    []struct{ Name string }
			Items     []struct {
				Position   int
				Name, Item string
			} `json:"itemListElement"`
			Correction string
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(one(t, doc, "script").FirstChild.Data), &data); err != nil {
		t.Fatal(err)
	}
	if data.Context != "https://schema.org" || len(data.Graph) != 3 || data.Graph[0].Type != "NewsArticle" || data.Graph[1].Type != "WebPage" || data.Graph[2].Type != "BreadcrumbList" {
		t.Fatalf("JSON-LD is %+v", data)
	}
	a := data.Graph[0]
	if !a.Published.Equal(full().Published) || !a.Modified.Equal(full().Modified) || len(a.Author) != 2 || a.Author[1].Name != "李婉婷" || a.Correction == "" {
		t.Errorf("the article is %+v", a)
	}
	if c := data.Graph[2].Items; len(c) != 3 || c[1].Item != "https://news.example.edu/news/" || c[2].Position != 3 {
		t.Errorf("the breadcrumbs are %+v", c)
	}
}

// TestDraft: a draft leads nowhere and does not want to be found.
func TestDraft(t *testing.T) {
	a := full()
	a.Draft, a.Address = true, "http://192.168.1.7:4711/secret/"
	page := mustArticle(t, a)
	if bytes.Contains(page.HTML, []byte("ld+json")) || bytes.Contains(page.HTML, []byte("og:")) || bytes.Contains(page.HTML, []byte("<svg")) {
		t.Error("a draft describes itself or has a share code")
	}
	doc := parsed(t, page.HTML)
	if !strings.Contains(words(doc), "预览稿，非正式发布页") || !bytes.Contains(page.HTML, []byte("noindex")) {
		t.Error("a draft does not say that it is one")
	}
	for _, l := range all(doc, "a") {
		if h := attribute(l, "href"); !strings.HasPrefix(h, "#") && h != "https://news.example.edu/1.html" && h != a.Particulars[2].Address {
			t.Errorf("a draft leads to %q", h)
		}
	}
}

// TestRefusals: what goes on no page, and what only leaves a gap.
func TestRefusals(t *testing.T) {
	secret := official()
	o := *secret.Official
	o.Secrecy, o.Copy = "秘密", "000001"
	secret.Official = &o
	if _, err := testSite().Article(secret); !errors.Is(err, ErrSecret) {
		t.Errorf("a secret document: %v", err)
	}
	long := full()
	long.Permalink = "https://news.example.edu/" + strings.Repeat("a", 3000)
	if _, err := testSite().Article(long); err == nil {
		t.Error("an address that goes into no code was taken")
	}
	lost := full()
	lost.Pictures = func(string) ([]byte, error) { return []byte("GIF89a and no more"), nil }
	page := mustArticle(t, lost)
	if len(page.Notes) != 1 || len(page.Pictures) != 0 || !strings.Contains(catalogue.For(catalogue.En).Say(page.Notes[0]), "“hall”") {
		t.Errorf("a damaged picture: notes %v", page.Notes)
	}
	if doc := parsed(t, page.HTML); len(all(doc, "img")) != 0 || words(one(t, doc, "figcaption")) != "开幕式现场，各学院方阵入场" {
		t.Error("a damaged picture leaves something, or takes its caption away")
	}
}

// TestWeight is the law on what a phone has to load: 30 kB for the longest of the sample's articles, and what is not words is the same for all.
func TestWeight(t *testing.T) {
	const most, mostAround = 30_000, 19_000
	for name, text := range map[string]string{"everything": everything, "four thousand characters": `headline(学校召开会议) p(` + strings.Repeat("会议强调，要把工作落到实处。", 286) + `)`} {
		p := mustArticle(t, Article{Piece: piece(text)})
		if size := len(p.HTML); size > most {
			t.Errorf("%s: the page has %d bytes, more than %d", name, size, most)
		}
		if around := len(p.HTML) - len(build.Doc(text).PlainText()); around > mostAround {
			t.Errorf("%s: %d bytes stand around the words, more than %d", name, around, mostAround)
		}
	}
}

// TestSaysTheArticle is the law that a page says every word of its article, in order, once in its main part; on random documents.
func TestSaysTheArticle(t *testing.T) {
	for seed := range uint64(300) {
		r := build.Rand(seed)
		p := piece(`headline(题)`)
		p.Doc = build.Random(r, 12)
		p.Pictures = func(string) ([]byte, error) { return photo, nil }
		page, err := testSite().Article(Article{Piece: p})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		again, err := testSite().Article(Article{Piece: p})
		if err != nil || !bytes.Equal(page.HTML, again.HTML) {
			t.Fatalf("seed %d: the same article gave two pages", seed)
		}
		rest := squash(words(one(t, parsed(t, page.HTML), "main")))
		for _, block := range blocksOf(p.Doc) {
			at := strings.Index(rest, squash(block))
			if at < 0 {
				t.Fatalf("law \"the page says the article\" broken with seed %d: %q is not where it should be in %q", seed, block, rest)
			}
			rest = rest[at+len(squash(block)):]
		}
		nested(t, seed, parsed(t, page.HTML))
	}
}

// squash takes out room and what footnotes put between words.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\u00a0\u3000", r) || r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
}

// nested asserts that a browser finds the elements where they were written: what may not stand somewhere is moved by the parser.
func nested(t *testing.T, seed uint64, doc *html.Node) {
	t.Helper()
	for _, n := range all(doc, "*") {
		within := n.Parent.Data
		switch n.Data {
		case "li":
			if within != "ul" && within != "ol" {
				t.Errorf("seed %d: li in %s", seed, within)
			}
		case "a":
			for p := n.Parent; p != nil; p = p.Parent {
				if p.Data == "a" {
					t.Errorf("seed %d: a link in a link", seed)
				}
			}
		case "figcaption":
			if within != "figure" {
				t.Errorf("seed %d: figcaption in %s", seed, within)
			}
		}
	}
	rank := 1
	for _, n := range all(one(t, doc, "article"), "*") {
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			if now := int(n.Data[1] - '0'); now > rank+1 {
				t.Errorf("seed %d: h%d behind h%d", seed, now, rank)
			} else {
				rank = now
			}
		}
	}
}

// FuzzArticle puts any words in every place of an article: the page has the elements that it has with harmless words, and no link of another scheme.
func FuzzArticle(f *testing.F) {
	for _, s := range []string{
		`"><script>alert(1)</script>`, `</title></style><script>`, `]]>--><!--`, "javascript:alert(1)", " JAVASCRIPT:alert(1)", "java\nscript:x", "data:text/html,<script>", "//evil.example/",
		"https://a@b/", "http://x.example/?a=<b>&c='\"", "\x00\x01\x7f\u2028\ufffe", "&lt;&#x3c;", "mailto:a@b.example", "{{.}}${x}`", "</script><script>alert(1)//",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		harmless := shape(t, hostile("x"))
		if got := shape(t, hostile("x"+s)); got != harmless && strings.TrimSpace(s) != "" {
			t.Errorf("%q changes the elements:\n%s\n%s", s, got, harmless)
		}
	})
}

// hostile puts a text in every place of an article.
func hostile(s string) Article {
	p := piece(`headline(a)`)
	text := func(k model.Kind) *model.Node { return model.New(k, model.Attrs{}, model.NewText(s)) }
	link := model.NewText("l", model.Mark{Kind: model.Link, Href: s})
	p.Doc = model.New(model.Doc, model.Attrs{}, text(model.Kicker), text(model.Headline), text(model.Subtitle), text(model.Abstract), model.New(model.Body, model.Attrs{},
		model.New(model.Paragraph, model.Attrs{}, model.NewText(s), link, model.NewFootnote("x"+s)), text(model.Heading),
		model.New(model.Figure, model.Attrs{Picture: strings.Repeat("a", 64), Alt: s, Credit: s}, model.NewText(s))))
	p.Site, p.Column, p.Source, p.Editor, p.Reviewer, p.Correction, p.Number = s, s, s, s, s, s, s
	p.Authors, p.Keywords = []string{s}, []string{s}
	p.Particulars = []export.Particular{{Label: catalogue.T("particular.venue"), Text: "x" + s}, {Label: catalogue.T("particular.video"), Text: "x" + s, Address: "https://example.edu/" + s}}
	p.Pictures = func(string) ([]byte, error) { return photo, nil }
	p.Official = &export.Official{Organs: []string{s}, Recipients: []string{s}, Remark: s, Copies: []string{s}, Attachments: []export.Attachment{{Name: s, Text: "x" + s}}}
	return Article{Piece: p}
}

// shape returns the elements of a page and the names of their attributes, without links and what stands in them, and refuses links that may not be.
func shape(t *testing.T, a Article) string {
	t.Helper()
	s := testSite()
	s.Name = a.Site
	s.Columns = append(s.Columns, Column{a.Column, s.Home + "x/"})
	page, err := s.Article(a)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range all(parsed(t, page.HTML), "*") {
		if n.Data == "a" && words(n) == "l" {
			if h := attribute(n, "href"); !strings.HasPrefix(h, "http://") && !strings.HasPrefix(h, "https://") && !strings.HasPrefix(h, "mailto:") && !strings.HasPrefix(h, "tel:") {
				t.Errorf("a link leads to %q", h)
			}
			continue
		}
		if n.Data == "p" && n.Parent.Data == "div" || n.Data == "br" { // an attachment has a paragraph a line, a note a break a line
			continue
		}
		b.WriteString(n.Data)
		for _, at := range n.Attr {
			b.WriteString(" " + at.Key)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func BenchmarkArticle(b *testing.B) {
	a := full()
	s := testSite()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Article(a); err != nil {
			b.Fatal(err)
		}
	}
}

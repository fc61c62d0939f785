package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
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

var zone = time.FixedZone("", 8*3600)

// testSite is a site with columns.
func testSite() Site {
	return Site{Name: "示例大学新闻网", Home: "https://news.example.edu/", Language: catalogue.ZhHans, Columns: []Column{
		{"要闻", "https://news.example.edu/news/"}, {"通知公告", "https://news.example.edu/notice/"}, {"校园活动", "https://news.example.edu/activity/"},
	}}
}

// everything is an article with all that a document can hold.
const everything = `kicker(技能成就梦想)
headline(示例大学第十二届技能文化节开幕)
subtitle(——三千名师生同台展示)
abstract(11月20日，第十二届技能文化节在体育馆开幕，共有 [strong 12] 个学院的三千名师生参加，为期一周。)
p(11月20日上午，示例大学第十二届技能文化节在体育馆[em 隆重]开幕。[name 赵宁]校长致开幕词[note 致辞全文见校报第 12 版。
第二行。]，[title 大学之道]一书首发，[link=https://news.example.edu/1.html 详情[strong 见此]]。)
fig=hall(开幕式现场，各学院方阵入场)
h(日程安排)
p(本届文化节共设 [u 六] 个大项，[s 五个]大项取消，H[sub 2]O 与 E = mc[sup 2] 两个实验开放参观[note 凭学生证入场。]。)
h3(竞赛)
ul(li(p(车工、钳工、焊工)) li(p(电子技术)ol=3(li(p(单片机)) li(p(机器人)))) li(p(英语演讲 English Speech Contest)))
quote(p(技能改变命运，劳动创造未来。) p(——校训))
table(tr(th(p(项目)) th(p(时间)) th(p(地点))) tr(th(p(车工)) td(p(11月21日)) td=1x2(p(实训楼[br]一层))) tr(th(p(钳工)) td(p(11月22日))))
hr()
p(欢迎广大师生参观。)`

// piece returns the article of a text of build.
func piece(text string) export.Piece {
	return export.Piece{
		Doc: build.Doc(text), Language: catalogue.ZhHans, Site: "示例大学新闻网", Column: "要闻", Number: "2026-00017", Source: "融媒体中心", Authors: []string{"周敏", "李婉婷"},
		Editor: "李婉婷", Reviewer: "宣传处", Keywords: []string{"技能", "文化节"}, Published: time.Date(2026, 11, 23, 16, 32, 0, 0, zone),
		Permalink: "https://news.example.edu/news/2026/00017.html", Version: strings.Repeat("3f9c", 16), Pictures: pictures,
	}
}

// full is the article with everything, and a correction.
func full() Article {
	p := piece(everything)
	p.Correction = "初稿把“十二个学院”写成了“十个学院”，特此更正。"
	p.Particulars = []export.Particular{
		{Label: catalogue.T("particular.when"), Text: "12 月 7 日上午 9 时至 12 日下午 5 时"},
		{Label: catalogue.T("particular.venue"), Text: "图书馆报告厅、校史馆一层与风雨操场"},
		{Label: catalogue.T("particular.video"), Text: "https://news.example.edu/video/1", Address: "https://news.example.edu/video/1"},
	}
	return Article{Piece: p, Modified: time.Date(2026, 11, 24, 9, 5, 0, 0, zone)}
}

var photo = photograph(1200, 800)

func photograph(w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(70 + 120*x/w), uint8(110 + 90*y/h), uint8(140 + 60*(x+y)/(w+h)), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// pictures has the picture hall.
func pictures(hash string) ([]byte, error) {
	if sum := sha256.Sum256([]byte("hall")); hash == hex.EncodeToString(sum[:]) {
		return photo, nil
	}
	return nil, errors.New("no such picture")
}

// parsed parses a page as browsers do and returns its elements in order.
func parsed(t testing.TB, data []byte) *html.Node {
	t.Helper()
	n, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// all returns the elements of a tag below a node.
func all(n *html.Node, tag string) []*html.Node {
	var out []*html.Node
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && (tag == "*" || c.Data == tag) {
			out = append(out, c)
		}
	}
	return out
}

// one returns the only element of a tag.
func one(t testing.TB, n *html.Node, tag string) *html.Node {
	t.Helper()
	found := all(n, tag)
	if len(found) != 1 {
		t.Fatalf("%d elements %s, not one", len(found), tag)
	}
	return found[0]
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words returns the text below a node, without styles and scripts.
func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && c.Parent.Data != "style" && c.Parent.Data != "script" {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func mustArticle(t testing.TB, a Article) Page {
	t.Helper()
	p, err := testSite().Article(a)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// blocksOf returns the words of every textblock of a document that has any.
func blocksOf(doc *model.Node) []string {
	var out []string
	doc.Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind().IsTextblock() && strings.TrimSpace(n.PlainText()) != "" {
			out = append(out, n.PlainText())
		}
		return true
	})
	return out
}

// TestLook writes pages to the folder GALLEY_WEB_PAGES for somebody, or a checker, to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("GALLEY_WEB_PAGES")
	if dir == "" {
		dir = t.TempDir()
	}
	pages, files := look(t)
	for name, data := range pages {
		write(t, dir, name, data)
	}
	for name, data := range files {
		write(t, dir, name, data)
	}
}

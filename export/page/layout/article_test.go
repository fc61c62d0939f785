package layout

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/export"
	"galley/export/page"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s: line %d is\n%s\nwant\n%s\n(go test ./export/page/layout -update writes the files anew)", path, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", path, len(g), len(w))
}

func TestLayouts(t *testing.T) {
	traditional := campus(p(text("3月20日,省人力資源和社會保障廳召開會議。會議指出：“要堅持問題導向”，落實責任！")))
	traditional.Language = catalogue.ZhHant
	english := campus(p(text("The festival opened on Monday. “It is our largest yet,” said the president.")))
	english.Language = catalogue.En
	for _, c := range []struct {
		name  string
		piece export.Piece
		o     Options
	}{
		{"everything", everything(t), Options{Code: shareCode}},
		{"particulars", told(), Options{}},
		{"traditional", traditional, Options{Code: shareCode}},
		{"english", english, Options{}},
		{"empty", export.Piece{Doc: model.NewDoc(), Language: catalogue.ZhHans}, Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, r := lay(t, c.piece, c.o)
			if r.Pages != len(d.Pages) {
				t.Errorf("the report has %d pages of %d", r.Pages, len(d.Pages))
			}
			golden(t, c.name, page.Dump(d))
		})
	}
}

// The texts of the glyphs, in the order of the frames, are the text of the piece and the words around it.
func TestText(t *testing.T) {
	d, _ := lay(t, everything(t), Options{Code: shareCode})
	want := []string{
		"彭城教育网", "校闻速递", "技能成就梦想", "某某学院举办“匠心·青春”技能文化节暨2026年学生创新作品展", "——从一间实训室到一座城市",
		"信息来自：融媒体中心\u3000\u3000作者：赵宁、周敏\u3000\u3000发布时间：2026-11-23 16:30", "摘要\u3000本届文化节历时30天，共有12个学院参加。",
		"11月23日，第十二届技能文化节开幕。他说：“《考工记》有言——‘天有时’……”王𠮷先生😀到场，详见学校网站，水是H2O，面积50m2。",
		"一、活动内容", "要始终坚持 CPU，压实责任 office，不得更改。另起一行。", "（一）安排", "9.开幕式：风雨操场。", "10.技能竞赛。", "其中智能制造类占12项。",
		"•作品展；", "•分论坛。", "技能不是天生的。——摘自校长致辞", "", "开幕式现场\u3000图／李婉婷", "1. 场次表", "场次", "时间", "地点", "开幕", "3月20日 9:00", "图书馆报告厅", "线上线下同时进行",
	}
	for i := range 30 {
		want = append(want, "第"+itoa(i+2)+"场", "3月21日", "体育馆")
	}
	want = append(want, "增长30％，气温25℃，经费￥12,000元。", "编辑：李婉婷", "审核：组织宣传处", "", "扫一扫，分享本页", permalink)
	got := strings.Split(said(d), "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("block %d says %q, want %q", i, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d blocks, want %d", len(got), len(want))
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestProperties(t *testing.T) {
	d, r := lay(t, everything(t), Options{Code: shareCode})
	if d.Title != "某某学院举办“匠心·青春”技能文化节暨2026年学生创新作品展" || d.Author != "赵宁、周敏" || d.Keywords != "技能、文化节" || d.Language != "zh-Hans" ||
		d.Subject != "本届文化节历时30天，共有12个学院参加。" {
		t.Errorf("%q %q %q %q %q", d.Title, d.Author, d.Keywords, d.Language, d.Subject)
	}
	var outline []string
	for _, b := range d.Outline {
		outline = append(outline, strings.Repeat(" ", b.Level)+b.Title)
		if b.Page < 0 || b.Page >= len(d.Pages) || b.Y < top || b.Y > bottom {
			t.Errorf("bookmark %q leads to page %d, %v pt", b.Title, b.Page, b.Y.Points())
		}
	}
	if want := []string{" 一、活动内容", "  （一）安排", "   1. 场次表"}; !reflect.DeepEqual(outline, want) {
		t.Errorf("%q", outline)
	}
	if want := []export.Glyph{{Text: "😀", Face: "Noto Serif SC Regular"}}; !reflect.DeepEqual(r.Missing, want) {
		t.Errorf("missing: %v", r.Missing)
	}
	if want := []export.Glyph{{Text: "𠮷", Face: "Noto Serif SC Regular", Used: "Galley Kai Regular"}}; !reflect.DeepEqual(r.Replaced, want) {
		t.Errorf("replaced: %v", r.Replaced)
	}
}

// A part that is empty leaves neither words nor room.
func TestEmptyPartsLeaveNothing(t *testing.T) {
	full, _ := lay(t, campus(p(text("正文。"))), Options{Code: shareCode})
	for _, c := range []struct {
		name string
		gone string
		less func(*export.Piece, *Options)
	}{
		{"kicker", "技能成就梦想", func(x *export.Piece, _ *Options) { x.Doc = withPart(x.Doc, model.Kicker) }},
		{"headline", "某某学院", func(x *export.Piece, _ *Options) { x.Doc = withPart(x.Doc, model.Headline) }},
		{"subtitle", "——", func(x *export.Piece, _ *Options) { x.Doc = withPart(x.Doc, model.Subtitle) }},
		{"abstract", "摘要", func(x *export.Piece, _ *Options) { x.Doc = withPart(x.Doc, model.Abstract) }},
		{"source", "信息来自", func(x *export.Piece, _ *Options) { x.Source = " " }},
		{"time", "发布时间", func(x *export.Piece, _ *Options) { x.Published = time.Time{} }},
		{"authors", "作者", func(x *export.Piece, _ *Options) { x.Authors = nil }},
		{"editor", "编辑", func(x *export.Piece, _ *Options) { x.Editor = "" }},
		{"reviewer", "审核", func(x *export.Piece, _ *Options) { x.Reviewer = "" }},
		{"site", "彭城教育网", func(x *export.Piece, _ *Options) { x.Site = "" }},
		{"column", "校闻速递", func(x *export.Piece, _ *Options) { x.Column = "" }},
		{"code", "扫一扫", func(_ *export.Piece, o *Options) { o.Code = nil }},
	} {
		piece, o := campus(p(text("正文。"))), Options{Code: shareCode}
		c.less(&piece, &o)
		d, _ := lay(t, piece, o)
		if !strings.Contains(said(full), c.gone) || strings.Contains(said(d), c.gone) {
			t.Errorf("%s: %q is still there", c.name, c.gone)
		}
		if lowest(d) > lowest(full) {
			t.Errorf("%s: the page has become longer", c.name)
		}
		for _, f := range d.Pages[0].Frames {
			if len(f.Marks) == 0 {
				t.Errorf("%s: a frame of nothing", c.name)
			}
		}
	}
}

// withPart returns the document with one part of its head empty.
func withPart(d *model.Node, k model.Kind) *model.Node {
	parts := append([]*model.Node(nil), d.Children()...)
	for i := range parts {
		if parts[i].Kind() == k {
			parts[i] = node(k)
		}
	}
	return d.With(parts...)
}

// lowest is the lowest baseline of the text of the last page.
func lowest(d page.Document) (y float64) {
	for _, f := range d.Pages[len(d.Pages)-1].Frames {
		for _, m := range f.Marks {
			if g, ok := m.(page.Glyphs); ok && f.Role != page.Artifact {
				y = max(y, g.Y.Points())
			}
		}
	}
	return y
}

// A paragraph that its writer has indented with spaces is not indented again, and keeps them.
func TestIndentByHand(t *testing.T) {
	start := func(s string) float64 {
		d, _ := lay(t, campus(p(text(s))), Options{})
		for _, f := range d.Pages[0].Frames {
			for _, m := range f.Marks {
				g, ok := m.(page.Glyphs)
				if !ok || f.Role != page.P {
					continue
				}
				for _, glyph := range g.Run.Glyphs {
					if glyph.Text == "甲" {
						return (g.X + glyph.X).Points()
					}
				}
			}
		}
		t.Fatalf("%q is not on the page", s)
		return 0
	}
	want := start("甲")
	for _, s := range []string{"\u3000\u3000甲", "\u2003\u2003甲"} {
		if got := start(s); got != want {
			t.Errorf("%q starts at %v pt, want %v", s, got, want)
		}
	}
}

// A long headline is set smaller before it takes a third line.
func TestHeadlineSize(t *testing.T) {
	for _, c := range []struct {
		characters, lines int
		points            float64
	}{{5, 1, 22}, {19, 1, 22}, {38, 2, 22}, {40, 2, 20}, {45, 2, 18}, {60, 3, 20}} {
		piece := campus()
		piece.Doc = doc("", strings.Repeat("题", c.characters), "", "")
		d, _ := lay(t, piece, Options{})
		lines := 0
		for _, f := range d.Pages[0].Frames {
			if f.Role != page.Title {
				continue
			}
			lines++
			if size := f.Marks[0].(page.Glyphs).Run.Size.Points(); size != c.points {
				t.Errorf("%d characters are set in %v pt, want %v", c.characters, size, c.points)
			}
		}
		if lines != c.lines {
			t.Errorf("%d characters take %d lines, want %d", c.characters, lines, c.lines)
		}
	}
}

// A table of more columns than characters fit into is laid out, and the report says that it looks bad.
func TestOverfullIsNoted(t *testing.T) {
	var cells []*model.Node
	for range 60 {
		cells = append(cells, cell(false, 1, 1, "字"))
	}
	if _, r := lay(t, campus(node(model.Table, node(model.TableRow, cells...))), Options{}); len(r.Notes) != 1 || r.Notes[0].ID != "page.overfull" || r.Notes[0].Args["Lines"] != 60 {
		t.Errorf("%v", r.Notes)
	}
}

func TestArticleRefuses(t *testing.T) {
	hash, data := picture(t, 10, 10)
	for _, c := range []struct {
		name  string
		piece func() export.Piece
		o     Options
		want  string
	}{
		{"a document that breaks the schema", func() export.Piece { x := campus(); x.Doc = node(model.Doc); return x }, Options{}, "model"},
		{"no pictures", func() export.Piece { return campus(figure(hash, "", "", 0)) }, Options{}, "no pictures"},
		{"a picture that is not there", func() export.Piece {
			x := campus(figure(hash, "", "", 0))
			x.Pictures = func(string) ([]byte, error) { return nil, errors.New("gone") }
			return x
		}, Options{}, "gone"},
		{"a damaged picture", func() export.Piece {
			x := campus(figure(hash, "", "", 0))
			x.Pictures = func(string) ([]byte, error) { return data[:20], nil }
			return x
		}, Options{}, hash},
		{"a code without cells", func() export.Piece { return campus() }, Options{Code: &ShareCode{}}, "0 cells"},
	} {
		if _, _, err := Article(c.piece(), testFonts(t), c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestCoarsePictureIsNoted(t *testing.T) {
	hash, data := picture(t, 300, 200)
	for _, c := range []struct {
		width uint16
		notes int
	}{{0, 1}, {200, 0}, {1000, 1}} {
		piece := campus(figure(hash, "图", "", c.width))
		piece.Pictures = func(string) ([]byte, error) { return data, nil }
		if _, r := lay(t, piece, Options{}); len(r.Notes) != c.notes {
			t.Errorf("width %d: %d notes", c.width, len(r.Notes))
		}
	}
}

func TestCoarsePictureIsCalledByName(t *testing.T) {
	hash, data := picture(t, 300, 200)
	for _, c := range []struct{ alt, caption, want string }{
		{"会场", "图为会场", "图片“会场”只有每英寸 144 点，印出来会模糊。"},
		{"", "图为会场", "图片“图为会场”只有每英寸 144 点，印出来会模糊。"},
		{" ", "", "有一幅没有说明的图片只有每英寸 144 点，印出来会模糊。"},
	} {
		piece := campus(model.New(model.Figure, model.Attrs{Picture: hash, Alt: c.alt}, text(c.caption)))
		piece.Pictures = func(string) ([]byte, error) { return data, nil }
		_, r := lay(t, piece, Options{})
		if len(r.Notes) != 1 || catalogue.For(catalogue.ZhHans).Say(r.Notes[0]) != c.want {
			t.Errorf("alt %q, caption %q: %v", c.alt, c.caption, r.Notes)
		}
	}
}

func BenchmarkArticle(b *testing.B) {
	piece := campus(p(text(strings.Repeat("会议指出，学校师生流动性大，防控任务艰巨。", 30))), p(text(strings.Repeat("各部门要讲求工作方式方法，2026年以来成效显著。", 20))))
	f := testFonts(b)
	for b.Loop() {
		if _, _, err := Article(piece, f, Options{Code: shareCode}); err != nil {
			b.Fatal(err)
		}
	}
}

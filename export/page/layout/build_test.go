package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/assets/catalogue"
	"galley/assets/fonts"
	"galley/editor/model"
	"galley/export"
	"galley/export/page"
)

var houseFonts = sync.OnceValues(func() (page.Fonts, error) { return page.OpenFonts(fonts.Face.Data) })

func testFonts(t testing.TB) page.Fonts {
	t.Helper()
	f, err := houseFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func lay(t testing.TB, p export.Piece, o Options) (page.Document, export.Report) {
	t.Helper()
	d, r, err := Article(p, testFonts(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return d, r
}

// Builders of documents.

func node(k model.Kind, content ...*model.Node) *model.Node {
	return model.New(k, model.Attrs{}, content...)
}

func text(s string, kinds ...model.MarkKind) *model.Node {
	var marks []model.Mark
	for _, k := range kinds {
		m := model.Mark{Kind: k}
		if k == model.Link {
			m.Href = "https://news.example.edu/"
		}
		marks = append(marks, m)
	}
	return model.NewText(s, marks...)
}

func p(content ...*model.Node) *model.Node { return node(model.Paragraph, content...) }

func heading(level uint8, s string) *model.Node {
	return model.New(model.Heading, model.Attrs{Level: level}, text(s))
}

func item(content ...*model.Node) *model.Node { return node(model.ListItem, content...) }

func numbered(start int32, items ...*model.Node) *model.Node {
	return model.New(model.NumberedList, model.Attrs{Start: start}, items...)
}

func cell(header bool, cols, rows uint8, s string) *model.Node {
	return model.New(model.TableCell, model.Attrs{Header: header, ColSpan: cols, RowSpan: rows}, p(text(s)))
}

func doc(kicker, headline, subtitle, abstract string, body ...*model.Node) *model.Node {
	if len(body) == 0 {
		body = []*model.Node{p()}
	}
	return node(model.Doc, node(model.Kicker, text(kicker)), node(model.Headline, text(headline)), node(model.Subtitle, text(subtitle)),
		node(model.Abstract, text(abstract)), node(model.Body, body...))
}

func picture(t testing.TB, w, h int) (hash string, data []byte) {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7)
	}
	img.SetGray(0, 0, color.Gray{Y: 1})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	return hex.EncodeToString(sum[:]), b.Bytes()
}

func figure(hash, caption, credit string, width uint16) *model.Node {
	return model.New(model.Figure, model.Attrs{Picture: hash, Alt: "会场", Credit: credit, Width: width}, text(caption))
}

var (
	zone      = time.FixedZone("", 8*3600)
	shareCode = &ShareCode{Size: 33, Rects: [][4]int{{0, 0, 7, 1}, {0, 1, 1, 5}, {26, 0, 7, 1}}}
)

const permalink = "https://news.example.edu/xiaowen/2026/00017.html"

// campus is a piece in Simplified Chinese with every part filled in.
func campus(body ...*model.Node) export.Piece {
	return export.Piece{
		Doc:      doc("技能成就梦想", "某某学院举办“匠心·青春”技能文化节暨2026年学生创新作品展", "——从一间实训室到一座城市", "本届文化节历时30天，共有12个学院参加。", body...),
		Language: catalogue.ZhHans, Site: "彭城教育网", Column: "校闻速递", Source: "融媒体中心", Authors: []string{"赵宁", "周敏"},
		Editor: "李婉婷", Reviewer: "组织宣传处", Keywords: []string{"技能", "文化节"}, Published: time.Date(2026, 11, 23, 16, 30, 0, 0, zone), Permalink: permalink,
	}
}

// everything is a piece with every kind of block and mark.
func everything(t testing.TB) export.Piece {
	hash, data := picture(t, 900, 500)
	rows := []*model.Node{
		node(model.TableRow, cell(true, 1, 1, "场次"), cell(true, 1, 1, "时间"), cell(true, 1, 1, "地点")),
		node(model.TableRow, cell(false, 1, 2, "开幕"), cell(false, 1, 1, "3月20日 9:00"), cell(false, 1, 1, "图书馆报告厅")),
		node(model.TableRow, cell(false, 2, 1, "线上线下同时进行")),
	}
	for i := range 30 {
		rows = append(rows, node(model.TableRow, cell(false, 1, 1, fmt.Sprintf("第%d场", i+2)), cell(false, 1, 1, "3月21日"), cell(false, 1, 1, "体育馆")))
	}
	piece := campus(
		p(text("11月23日，"), text("第十二届技能文化节", model.Strong), text("开幕。他说：“《考工记》有言——‘天有时’……”王𠮷先生😀到场，详见"), text("学校网站", model.Link), text("，水是H"), text("2", model.Subscript), text("O，面积50m"), text("2", model.Superscript), text("。")),
		heading(1, "一、活动内容"),
		p(text("要"), text("始终坚持 CPU", model.Emphasis), text("，"), text("压实责任 office", model.Underline), text("，不得"), text("更改", model.Strike), text("。"), model.NewBreak(), text("另起一行。")),
		heading(2, "（一）安排"),
		numbered(9, item(p(text("开幕式：风雨操场。"))), item(p(text("技能竞赛。")), p(text("其中智能制造类占12项。")))),
		node(model.BulletList, item(p(text("作品展；")), node(model.BulletList, item(p(text("分论坛。")))))),
		node(model.Quote, p(text("技能不是天生的。——摘自校长致辞"))),
		figure(hash, "开幕式现场", "李婉婷", 800),
		heading(3, "1. 场次表"),
		node(model.Table, rows...),
		node(model.Rule),
		p(text("增长30％，气温25℃，经费￥12,000元。")),
	)
	piece.Pictures = func(h string) ([]byte, error) {
		if h != hash {
			return nil, fmt.Errorf("no picture %s", h)
		}
		return data, nil
	}
	return piece
}

// told is an activity: what it tells readers besides its text has a long line, a short one and one that leads somewhere.
func told() export.Piece {
	piece := campus(p(text("活动面向全体师生。")))
	piece.Particulars = []export.Particular{
		{Label: catalogue.T("particular.when"), Text: "12月7日上午9时至12日下午5时"},
		{Label: catalogue.T("particular.taking_part"), Text: strings.Repeat("在学校网站报名，每人限报两个项目，", 4) + "额满为止"},
		{Label: catalogue.T("particular.crew"), Text: "校融媒体中心"},
		{Label: catalogue.T("particular.video"), Text: permalink, Address: permalink},
	}
	return piece
}

// said returns the texts of the glyphs of a document in the order of its frames, artifacts left out, and one line for each block.
func said(d page.Document) string {
	var b strings.Builder
	block := -1
	for _, sheet := range d.Pages {
		for _, f := range sheet.Frames {
			if f.Role == page.Artifact {
				continue
			}
			if f.Block != block {
				b.WriteByte('\n')
				block = f.Block
			}
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok {
					for _, glyph := range g.Run.Glyphs {
						b.WriteString(glyph.Text)
					}
				}
			}
		}
	}
	return strings.TrimPrefix(b.String(), "\n")
}

package layout

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/export"
	"galley/export/page"
	"galley/export/pdf"
)

var printed = flag.String("pdf", "", "a folder that TestPrints writes its cases to, as PDF")

// press are the pieces that the cases are made of.
func press(t testing.TB) (long, noted, english export.Piece) {
	hash, data := picture(t, 1600, 900)
	var blocks []*model.Node
	for i := range 3 {
		blocks = append(blocks, heading(1, [3]string{"一、总体情况", "二、主要做法", "三、下一步打算"}[i]))
		for j := range 3 {
			blocks = append(blocks, p(text(strings.Repeat("会议指出，学校要坚持“问题导向”，把2026年各项任务落到实处；", 3+j)), text("《教育强国建设规划》", model.BookTitle), text("提出，"), text("王国维", model.ProperName), text("所说的“三境界”值得"), text("反复体会", model.Emphasis), text("。")))
		}
	}
	long = campus(append(blocks, figure(hash, "开幕式现场", "李婉婷", 500), p(text("全文完。")))...)
	long.Number, long.Version = "2026-00017", strings.Repeat("3f9c", 16)
	long.Pictures = func(string) ([]byte, error) { return data, nil }

	var many []*model.Node
	for i := range 14 {
		note := model.NewFootnote(strings.Repeat("参见《中国教育年鉴》第12卷，", 1+i%5) + "人民教育出版社，2024年。")
		many = append(many, p(text(strings.Repeat("注释随文编号，", 3+i)), note, text("在页脚排出。"), text("超出一页的继续排到下一页", model.Underline), text("。")))
	}
	many = append(many, node(model.Table, node(model.TableRow, cell(true, 1, 1, "项目"), cell(true, 1, 1, "数量")),
		node(model.TableRow, model.New(model.TableCell, model.Attrs{ColSpan: 1, RowSpan: 1}, p(text("图书"), model.NewFootnote("含电子图书。"))), cell(false, 1, 1, "12,000"))))
	noted = campus(many...)
	noted.Doc = noted.Doc.With(append([]*model.Node{node(model.Kicker), node(model.Headline, text("注释的排法"), model.NewFootnote("题注：本文为示例。")), node(model.Subtitle), node(model.Abstract)}, noted.Doc.Children()[4])...)

	var words []*model.Node
	for range 6 {
		words = append(words, p(text(strings.Repeat("The university opened its festival of skills on Monday morning; “it is our largest yet,” said the president. ", 4)), model.NewFootnote("Figures of the organisers.")))
	}
	english = campus(words...)
	english.Language = catalogue.En
	english.Doc = english.Doc.With(node(model.Kicker, text("Campus")), node(model.Headline, text("A festival of skills opens")), node(model.Subtitle), node(model.Abstract, text("Twelve colleges take part.")), english.Doc.Children()[4])
	return long, noted, english
}

// Each layout in its cases, against golden files.
func TestPrints(t *testing.T) {
	long, noted, english := press(t)
	day := time.Date(2026, 11, 23, 9, 5, 0, 0, zone)
	empty := export.Piece{Doc: model.NewDoc(), Language: catalogue.ZhHans}
	hant := long
	hant.Language = catalogue.ZhHant
	article := func(p export.Piece, o Options) func() (page.Document, export.Report, error) {
		return func() (page.Document, export.Report, error) { return Article(p, testFonts(t), o) }
	}
	proof := func(p export.Piece, o Proof) func() (page.Document, export.Report, error) {
		return func() (page.Document, export.Report, error) { return o.Lay(p, testFonts(t)) }
	}
	bulletin := func(b Bulletin, pieces ...export.Piece) func() (page.Document, export.Report, error) {
		return func() (page.Document, export.Report, error) { return b.Lay(pieces, testFonts(t)) }
	}
	whole := Bulletin{Name: "校园工作简报", Issue: 12, Organ: "彭城学院宣传部编", Date: day, Language: catalogue.ZhHans, Contents: true}
	turned, columns, foreign := whole, whole, whole
	turned.Turn = true
	columns.Columns = 2
	foreign.Language, foreign.Name, foreign.Organ = catalogue.En, "Campus News", "Office of Communication"
	for _, c := range []struct {
		name string
		lay  func() (page.Document, export.Report, error)
	}{
		{"article-notes", article(noted, Options{})},
		{"article-columns", article(long, Options{Columns: 2, Code: shareCode})},
		{"article-columns-everything", article(everything(t), Options{Columns: 2})},
		{"article-columns-notes", article(noted, Options{Columns: 2})},
		{"article-columns-english", article(english, Options{Columns: 2})},
		{"proof", proof(long, Proof{Version: 3, Printed: day, Passes: []Pass{{Reader: "李婉婷", Found: 7, Corrected: 7, Signed: day}}})},
		{"proof-double", proof(noted, Proof{Double: true, Every: 1})},
		{"proof-english", proof(english, Proof{Every: -1})},
		{"proof-empty", proof(empty, Proof{})},
		{"bulletin", bulletin(whole, long, noted, hant)},
		{"bulletin-turned", bulletin(turned, long, noted, english)},
		{"bulletin-columns", bulletin(columns, long, noted)},
		{"bulletin-english", bulletin(foreign, english, english)},
		{"bulletin-empty", bulletin(Bulletin{Language: catalogue.ZhHans}, empty)},
		{"bulletin-of-nothing", bulletin(whole)},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, r, err := c.lay()
			if err != nil {
				t.Fatal(err)
			}
			if r.Pages != len(d.Pages) {
				t.Errorf("the report has %d pages of %d", r.Pages, len(d.Pages))
			}
			fail := func(format string, args ...any) { t.Helper(); t.Errorf(format, args...) }
			if !strings.HasSuffix(c.name, "-empty") {
				checkPages(d, fail)
			}
			checkNotes(d, fail)
			golden(t, c.name, page.Dump(d))
			if *printed == "" {
				return
			}
			data, err := pdf.Write(d, pdf.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(*printed, c.name+".pdf"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

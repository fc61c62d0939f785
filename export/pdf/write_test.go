package pdf_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/pdf"
)

const link = "https://news.example.edu/xw/2026/00017.html"

// everything is a document with every kind of mark and role.
func everything(t testing.TB) page.Document {
	t.Helper()
	s, h, k := must(t, song), must(t, hei), must(t, kai)
	pt := typeset.Point
	at := func(n int) typeset.Length { return margin + typeset.Length(n)*24*pt }
	linked := frame(t, page.P, 4, margin, at(5), 12*pt, "全文见网址", s, k)
	g := linked.Marks[0].(page.Glyphs)
	g.Link, g.Color = link, page.Red
	linked.Marks[0] = g
	linked.Marks = append(linked.Marks, page.Box{X: margin, Y: at(5) + 2*pt, W: 60 * pt, H: pt / 2, Fill: page.Red})
	linked.Marks = append(linked.Marks, frame(t, page.P, 4, margin+60*pt, at(5), 12*pt, "。", s).Marks...)
	again := frame(t, page.P, 4, margin, at(6), 12*pt, "下一行", s)
	g = again.Marks[0].(page.Glyphs)
	g.Link = link
	again.Marks[0] = g
	one := page.Page{Width: width, Height: height, Frames: []page.Frame{
		{Marks: []page.Mark{page.Box{X: margin, Y: 30 * pt, W: 300 * pt, H: pt, Fill: page.Hair}}},
		frame(t, page.Artifact, 0, margin, 28*pt, 9*pt, "校园新闻", k),
		frame(t, page.Title, 1, margin, at(0), 22*pt, "期中考试安排", h, k),
		frame(t, page.H1, 2, margin, at(1), 16*pt, "一、时间", h),
		frame(t, page.P, 3, margin, at(2), 12*pt, "王𬱖、𠮷田先生主持，", s, k),
		frame(t, page.P, 3, margin, at(3), 12*pt, "各院系参加。", s, k),
		linked, again,
		frame(t, page.ListItem, 5, margin, at(7), 12*pt, "甲项", s),
		frame(t, page.ListItem, 6, margin, at(8), 12*pt, "乙项", s),
		item(t, 13, "1.", "上层", page.Item{List: 1, Label: 1, Numbered: true}, s),
		item(t, 14, "", "又一段", page.Item{List: 1, Numbered: true}, s),
		item(t, 15, "•", "下层", page.Item{List: 2, Parent: 1, Label: 1}, s),
		item(t, 16, "2.", "", page.Item{List: 1, Place: 1, Label: 1, Numbered: true}, s),
		frame(t, page.BlockQuote, 7, margin, at(9), 12*pt, "引文", k),
		{Role: page.FigureRole, Block: 8, Alt: "四色图 𠮷", Marks: []page.Mark{
			page.Picture{X: margin, Y: at(10), W: 80 * pt, H: 48 * pt, Hash: "a", Data: pngOf(t, quarters(40, 24))}}},
		frame(t, page.Caption, 9, margin, at(13), 9*pt, "图说", k),
		frame(t, page.P, 10, margin, height-margin, 12*pt, "跨页的段落从这里开始，", s),
	}}
	two := page.Page{Width: width, Height: height, Frames: []page.Frame{
		frame(t, page.P, 10, margin, at(0), 12*pt, "到这里结束。", s),
		frame(t, page.H2, 11, margin, at(1), 14*pt, "（二）地点", h),
		{Role: page.Code, Block: 12, Alt: "二维码", Marks: []page.Mark{code(t)}},
		{Marks: []page.Mark{page.Dot{X: margin, Y: at(20), R: 3 * pt, Fill: page.Soft}}},
	}}
	small := collection(t)
	cell := func(role page.Role, block, row, column, rows, columns, line int, text string) page.Frame {
		f := frame(t, role, block, margin+typeset.Length(column)*120*pt, at(line), 12*pt, text, s)
		f.Cell = page.Cell{Table: 1, Row: row, Column: column, RowSpan: rows, ColSpan: columns}
		return f
	}
	three := page.Page{Width: width, Height: height, Frames: []page.Frame{
		frame(t, page.Artifact, 0, margin, 28*pt, 9*pt, "期中考试安排", k),
		led(frame(t, page.Contents, 20, margin, at(0), 12*pt, "一、时间", s), "#时间"),
		led(frame(t, page.Contents, 21, margin, at(1), 12*pt, "（二）地点", s), "#地点"),
		cell(page.TableHead, 22, 0, 0, 1, 2, 3, "院系与时间"),
		cell(page.TableHead, 23, 0, 2, 1, 1, 3, "地点"),
		cell(page.TableHead, 24, 1, 0, 2, 1, 4, "数学"),
		cell(page.TableCell, 25, 1, 1, 1, 1, 4, "周一"),
		cell(page.TableCell, 26, 2, 1, 1, 1, 5, "周二"),
		cell(page.TableCell, 27, 1, 2, 2, 1, 4, "东楼"),
		cell(page.TableCell, 28, 1, 2, 2, 1, 5, "西楼"),
		frame(t, page.P, 29, margin, at(7), 12*pt, "正文有注", s),
		frame(t, page.P, 31, margin, at(8), 12*pt, "中国人，“永”——AQ。𠮷", small[0]),
		frame(t, page.P, 32, margin, at(9), 12*pt, "中国人，“永”——AQ。𠮷", small[1]),
		led(frame(t, page.Note, 33, margin, at(20), 9*pt, "一、见上文。", s), "#时间"),
		frame(t, page.Note, 34, margin, at(21), 9*pt, "二、见下文。", s),
		{Marks: []page.Mark{page.Wave{X: margin, Y: at(7) + 3*pt, W: 48 * pt, Height: 2 * pt, Period: 6 * pt, Thick: pt / 2, Fill: page.Ink}}},
	}}
	return page.Document{
		Title: "期中考试安排（𠮷）", Author: "教务处 & 𬱖", Subject: "安排 <一>", Keywords: "考试, 安排", Language: "zh-Hans",
		Pages:   []page.Page{one, two, three},
		Anchors: []page.Anchor{{Name: "时间", Page: 0, Y: at(1)}, {Name: "地点", Page: 1, Y: at(1)}},
		Outline: []page.Bookmark{
			{Title: "期中考试安排", Level: 1, Page: 0, Y: margin},
			{Title: "一、时间 𠮷", Level: 2, Page: 0, Y: at(1)},
			{Title: "（二）地点", Level: 4, Page: 1, Y: at(1)},
			{Title: "End (of) it", Level: 1, Page: 1, Y: at(2)},
		},
	}
}

// item is a line of an item of a list; the label, where there is one, is its first mark.
func item(tb testing.TB, block int, label, text string, at page.Item, f *typeset.Face) page.Frame {
	const size = 12 * typeset.Point
	out := page.Frame{Role: page.ListItem, Block: block, Item: at}
	for _, s := range []string{label, text} {
		if s != "" {
			out.Marks = append(out.Marks, frame(tb, page.ListItem, block, margin+typeset.Length(len(out.Marks))*2*size, margin+typeset.Length(block)*24*typeset.Point, size, s, f).Marks...)
		}
	}
	return out
}

// led makes the first mark of a frame a link.
func led(f page.Frame, to string) page.Frame {
	g := f.Marks[0].(page.Glyphs)
	g.Link = to
	f.Marks[0] = g
	return f
}

// code is the QR code of the link, 20 mm wide.
func code(t testing.TB) page.Cells {
	t.Helper()
	m, err := qrcode.NewQRCodeWriter().Encode(link, gozxing.BarcodeFormat_QR_CODE, 0, 0, map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_MARGIN: 0})
	if err != nil {
		t.Fatal(err)
	}
	c := page.Cells{X: 300 * typeset.Point, Y: 500 * typeset.Point, Side: typeset.Millimetres(20) / typeset.Length(m.GetWidth()), Link: link}
	for y := range m.GetHeight() {
		for x := 0; x < m.GetWidth(); x++ {
			from := x
			for x < m.GetWidth() && m.Get(x, y) {
				x++
			}
			if x > from {
				c.Rects = append(c.Rects, [4]int{from, y, x - from, 1})
			}
		}
	}
	return c
}

// The structure is what a person would read out: headings below the title, one paragraph over lines and pages, lists, figures, links.
func TestStructure(t *testing.T) {
	got := tool(t, "pdfinfo", "-struct-text", save(t, write(t, everything(t))))
	got = regexp.MustCompile(`Object \d+ 0`).ReplaceAllString(got, "Object")
	want := `Document
  H1 (block)
    "期中考试安排"
  H2 (block)
    "一、时间"
  P (block)
    "王𬱖、𠮷田先生主持，"
    "各院系参加。"
  P (block)
    Link (inline)
      "全文见网址"
      Object
    "。"
    Link (inline)
      "下一行"
      Object
  L (block)
    LI (block)
      LBody (block)
        "甲项"
    LI (block)
      LBody (block)
        "乙项"
  L (block):
     /ListNumbering /Decimal
    LI (block)
      Lbl (block)
        "1."
      LBody (block)
        P (block)
          "上层"
        P (block)
          "又一段"
        L (block):
           /ListNumbering /Disc
          LI (block)
            Lbl (block)
              "•"
            LBody (block)
              P (block)
                "下层"
    LI (block)
      Lbl (block)
        "2."
      LBody (block)
  BlockQuote
    P (block)
      "引文"
  Figure
    ""
  Caption
    "图说"
  P (block)
    "跨页的段落从这里开始，"
    "到这里结束。"
  H3 (block)
    "（二）地点"
  Figure
    Link (inline)
      ""
      Object
  TOC
    TOCI
      P (block)
        Link (inline)
          "一、时间"
          Object
    TOCI
      P (block)
        Link (inline)
          "（二）地点"
          Object
  Table (block)
    TR
      TH:
         /ColSpan 2
         /Scope /Column
        P (block)
          "院系与时间"
      TH:
         /Scope /Column
        P (block)
          "地点"
    TR
      TH:
         /RowSpan 2
         /Scope /Row
        P (block)
          "数学"
      TD
        P (block)
          "周一"
      TD:
         /RowSpan 2
        P (block)
          "东楼"
        P (block)
          "西楼"
    TR
      TD
        P (block)
          "周二"
  P (block)
    "正文有注"
  P (block)
    "中国人，“永”——AQ。𠮷"
  P (block)
    "中国人，“永”——AQ。𠮷"
  Note <note-000001> (inline)
    Link (inline)
      "一、见上文。"
      Object
  Note <note-000002> (inline)
    "二、见下文。"
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Bookmarks and links lead where they should, also for a reader that shares no code with this package.
func TestDestinations(t *testing.T) {
	path := save(t, write(t, everything(t)))
	got := tool(t, "mutool", "show", path, "outline")
	for i, line := range []string{
		fmt.Sprintf("|	\"期中考试安排\"	#page=1&zoom=nan,0,%g", margin.Points()),
		fmt.Sprintf("|		\"一、时间 𠮷\"	#page=1&zoom=nan,0,%g", margin.Points()+24),
		fmt.Sprintf("|			\"（二）地点\"	#page=2&zoom=nan,0,%g", margin.Points()+24),
		fmt.Sprintf("|	\"End (of) it\"	#page=2&zoom=nan,0,%g", margin.Points()+48),
	} {
		if lines := strings.Split(got, "\n"); i >= len(lines) || strings.TrimLeft(lines[i], "|+- \t") != strings.TrimLeft(line, "|+- \t") {
			t.Errorf("outline\n%s\nlacks %s", got, line)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// Pages are objects 3 and 5; both anchors stand 84 pt below the upper edge.
	var inside []string
	for _, a := range regexp.MustCompile(`/Contents <([0-9A-FEf]*)>\n/A <</S /GoTo /D \[([^\]]*)\]>>`).FindAllSubmatch(b, -1) {
		inside = append(inside, string(a[2]))
	}
	if want := []string{"3 0 R /XYZ 0 758 null", "5 0 R /XYZ 0 758 null", "3 0 R /XYZ 0 758 null"}; !slices.Equal(inside, want) {
		t.Errorf("links inside the document lead to %q, not %q", inside, want)
	}
	annotations := regexp.MustCompile(`/Subtype /Link /Rect \[([^\]]*)\][^>]*/A <</S /URI /URI \(([^)]*)\)>>`).FindAllSubmatch(b, -1)
	var all []string
	for _, a := range annotations {
		if string(a[2]) != link {
			t.Errorf("a link leads to %s", a[2])
		}
		all = append(all, string(a[1]))
	}
	// Five characters of 12 pt on the baseline 60 + 5 × 24 pt from the top, three on the next, the code of 20 mm.
	want := []string{"60 659.601 120 672.56", "60 635.601 96 648.56", "300 285.3"}
	if len(all) != 3 || all[0] != want[0] || all[1] != want[1] || !strings.HasPrefix(all[2], want[2]) {
		t.Errorf("rectangles of links are %q, not %q", all, want)
	}
}

func TestInformation(t *testing.T) {
	b := write(t, everything(t))
	got := tool(t, "pdfinfo", save(t, b))
	for _, want := range []string{
		"Title:           期中考试安排（𠮷）\n", "Author:          教务处 & 𬱖\n", "Subject:         安排 <一>\n", "Keywords:        考试, 安排\n",
		"Creator:         Galley\n", "Producer:        Galley test\n", "Tagged:          yes\n", "Pages:           3\n", "PDF version:     1.4\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	for _, want := range []string{
		"/Lang (zh-Hans)", "/CreationDate (D:20260305093000+08'00')", "<xmp:CreateDate>2026-03-05T09:30:00+08:00</xmp:CreateDate>",
		"教务处 &amp; 𬱖</rdf:li>", "安排 &lt;一&gt;</rdf:li>",
	} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("%q is not in the file", want)
		}
	}
	if fonts := tool(t, "pdffonts", save(t, b)); strings.Count(fonts, "yes yes yes") != 5 {
		t.Errorf("not every font is embedded, a subset and with Unicode:\n%s", fonts)
	}
}

// The clock is not read: without a date in the options there is none in the file.
func TestNoDate(t *testing.T) {
	b, err := pdf.Write(everything(t), pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if year := fmt.Sprint(time.Now().Year()); bytes.Contains(b, []byte("Date")) || bytes.Contains(b, []byte("D:"+year)) {
		t.Error("the file has a date")
	}
}

// Equal documents give equal bytes, several pictures of one width among them, and from many goroutines at once.
func TestEqualDocumentsGiveEqualBytes(t *testing.T) {
	d := everything(t)
	for i := range 6 {
		m := quarters(64, 30)
		m.Set(i, i, color.Black)
		d.Pages[1].Frames = append(d.Pages[1].Frames, page.Frame{Role: page.FigureRole, Block: 100 + i, Marks: []page.Mark{
			page.Picture{X: margin, Y: margin, W: 64 * typeset.Point, H: 30 * typeset.Point, Data: pngOf(t, m)}}})
	}
	want := sha256.Sum256(write(t, d))
	var group sync.WaitGroup
	for range 25 {
		group.Go(func() {
			b, err := pdf.Write(d, options)
			if err != nil {
				t.Error(err)
			} else if sha256.Sum256(b) != want {
				t.Error("the bytes differ")
			}
		})
	}
	group.Wait()
}

// The faces are shared by the whole process; writing leaves every byte of them as it was.
func TestFacesAreOnlyRead(t *testing.T) {
	before := sha256.Sum256(must(t, song).Data())
	write(t, everything(t))
	if sha256.Sum256(must(t, song).Data()) != before {
		t.Error("the face has changed")
	}
}

// The code of a printed page decodes from its picture at 200 dots an inch.
func TestCodeDecodes(t *testing.T) {
	d := everything(t)
	d.Pages = d.Pages[1:2]
	d.Outline, d.Anchors = nil, nil
	m := raster(t, write(t, d), 200)
	bitmap, err := gozxing.NewBinaryBitmapFromImage(m)
	if err != nil {
		t.Fatal(err)
	}
	got, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatal(err)
	}
	if got.GetText() != link {
		t.Errorf("the code says %s", got.GetText())
	}
}

// Boxes, dots and waves stand where they should, in their colour.
func TestShapes(t *testing.T) {
	pt := typeset.Point
	m := raster(t, write(t, page.Document{Pages: []page.Page{{Width: 100 * pt, Height: 80 * pt, Frames: []page.Frame{{Marks: []page.Mark{
		page.Box{X: 10 * pt, Y: 20 * pt, W: 30 * pt, H: 10 * pt, Fill: page.Red},
		page.Dot{X: 70 * pt, Y: 50 * pt, R: 10 * pt, Fill: page.Soft},
		page.Box{X: 10 * pt, Y: 20 * pt, W: -5 * pt, H: 10 * pt, Fill: page.Black},
		// Two waves of 20 pt: crest 5 pt in, trough 15 pt in.
		page.Wave{X: 10 * pt, Y: 60 * pt, W: 40 * pt, Height: 10 * pt, Period: 19 * pt, Thick: 3 * pt, Fill: page.Red},
	}}}}}}), 72)
	for _, c := range []struct {
		x, y int
		want page.Color
	}{
		{11, 21, page.Red}, {38, 28, page.Red}, {8, 25, page.White}, {42, 25, page.White}, {20, 18, page.White}, {20, 32, page.White},
		{70, 50, page.Soft}, {62, 50, page.Soft}, {70, 58, page.Soft}, {58, 50, page.White}, {62, 42, page.White},
		{15, 55, page.Red}, {25, 64, page.Red}, {35, 55, page.Red}, {45, 64, page.Red}, {15, 60, page.White}, {25, 60, page.White}, {15, 64, page.White}, {25, 55, page.White},
	} {
		if want := (color.RGBA{uint8(c.want >> 16), uint8(c.want >> 8), uint8(c.want), 255}); !near(m.At(c.x, c.y), want) {
			t.Errorf("at %d, %d: %v, not %v", c.x, c.y, m.At(c.x, c.y), want)
		}
	}
	if m.Bounds() != image.Rect(0, 0, 100, 80) {
		t.Errorf("the page has %v", m.Bounds())
	}
}

// What cannot be written is an error that says where, never a panic and never half a file.
func TestRefusals(t *testing.T) {
	face := must(t, song)
	glyphs := func(r typeset.Run) page.Document {
		return page.Document{Pages: []page.Page{{Width: width, Height: height}, {Width: width, Height: height, Frames: []page.Frame{
			{Role: page.P, Block: 1, Marks: []page.Mark{page.Glyphs{Run: r}}}}}}}
	}
	for _, c := range []struct {
		name string
		d    page.Document
		says string
	}{
		{"no pages", page.Document{}, "no pages"},
		{"page without area", page.Document{Pages: []page.Page{{Width: width}}}, "page 1: a page of 595 × 0 pt"},
		{"page too large", page.Document{Pages: []page.Page{{Width: 20000 * typeset.Point, Height: height}}}, "page 1"},
		{"invalid UTF-8", glyphs(typeset.Run{Face: face, Size: 1024, Glyphs: []typeset.Glyph{{ID: 5, Text: "好\xe4\xbd"}}}), `page 2: text "好\xe4\xbd" is not valid UTF-8`},
		{"no face", glyphs(typeset.Run{Size: 1024, Glyphs: []typeset.Glyph{{ID: 5}}}), "page 2: a run of glyphs without a face"},
		{"no such glyph", glyphs(typeset.Run{Face: face, Size: 1024, Glyphs: []typeset.Glyph{{ID: 1 << 20, Text: "a"}}}), "has no glyph 1048576"},
		{"no size", glyphs(typeset.Run{Face: face, Glyphs: []typeset.Glyph{{ID: 5, Text: "a"}}}), "page 2: a run of 0/1024 pt"},
		{"no such role", page.Document{Pages: []page.Page{{Width: width, Height: height, Frames: []page.Frame{{Role: 200, Block: 1, Marks: []page.Mark{page.Box{}}}}}}}, "role 200"},
		{"title not UTF-8", page.Document{Title: "\xff", Pages: []page.Page{{Width: width, Height: height}}}, `title "\xff" is not valid UTF-8`},
		{"alternative text not UTF-8", page.Document{Pages: []page.Page{{Width: width, Height: height, Frames: []page.Frame{{Alt: "\xff"}}}}}, "alternative text"},
		{"bookmark not UTF-8", page.Document{Pages: []page.Page{{Width: width, Height: height}}, Outline: []page.Bookmark{{Title: "\xff"}}}, "bookmark"},
		{"link to nowhere", func() page.Document {
			d := glyphs(typeset.Run{Face: face, Size: 1024, Glyphs: []typeset.Glyph{{ID: 5, Text: "a"}}})
			g := d.Pages[1].Frames[0].Marks[0].(page.Glyphs)
			g.Link = "#二"
			d.Pages[1].Frames[0].Marks[0] = g
			return d
		}(), `page 2: a link leads to "#二", where no anchor is`},
		{"anchor outside", page.Document{Pages: []page.Page{{Width: width, Height: height}}, Anchors: []page.Anchor{{Name: "二", Page: 1}}}, `anchor "二" stands on page 2 of 1`},
		{"two anchors of a name", page.Document{Pages: []page.Page{{Width: width, Height: height}}, Anchors: []page.Anchor{{Name: "二"}, {Name: "二"}}}, `two anchors are named "二"`},
		{"bookmark outside", page.Document{Pages: []page.Page{{Width: width, Height: height}}, Outline: []page.Bookmark{{Title: "二", Page: 1}}}, `bookmark "二" leads to page 2 of 1`},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := pdf.Write(c.d, options)
			if err == nil || b != nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v does not say %s", err, c.says)
			}
		})
	}
}

// The file is sound by the measure of qpdf, and of pdfcpu at its strictest.
func TestSound(t *testing.T) {
	b := write(t, everything(t))
	tool(t, "qpdf", "--check", save(t, b))
	api.DisableConfigDir()
	strict := model.NewDefaultConfiguration()
	strict.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(b), strict); err != nil {
		t.Error(err)
	}
}

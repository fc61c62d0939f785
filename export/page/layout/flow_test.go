package layout

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
)

// randomBody makes blocks of all kinds, some long.
func randomBody(r *rand.Rand, hash string, depth int) []*model.Node {
	sentence := func() *model.Node {
		return text(strings.Repeat("会议指出，学校师生流动性大“防控”任务艰巨。2026年AI", r.IntN(8)) + "好")
	}
	note := func(longest int) *model.Node {
		if r.IntN(4) > 0 {
			return nil
		}
		if r.IntN(20) > 0 {
			longest = min(longest, 20)
		}
		return model.NewFootnote(strings.Repeat("见脚注所引，", 1+r.IntN(longest)))
	}
	var out []*model.Node
	for range 1 + r.IntN(7) {
		switch k := r.IntN(9); {
		case k == 0:
			out = append(out, heading(uint8(1+r.IntN(3)), "小标题"))
		case k == 1 && depth < 4:
			out = append(out, node(model.Quote, randomBody(r, hash, depth+1)...))
		case k == 2 && depth < 4:
			var items []*model.Node
			for range 1 + r.IntN(4) {
				items = append(items, item(randomBody(r, hash, depth+2)...))
			}
			out = append(out, numbered(int32(r.IntN(2000)), items...))
		case k == 3:
			out = append(out, figure(hash, "图注", "", uint16(r.IntN(1001))))
		case k == 4:
			var rows []*model.Node
			head := r.IntN(3)
			for y := range 1 + r.IntN(12) {
				var cells []*model.Node
				for range 1 + r.IntN(5) {
					n := 1
					if r.IntN(100) == 0 {
						n = 300
					}
					cells = append(cells, cell(y < head, uint8(1+r.IntN(2)), uint8(1+r.IntN(2)), strings.Repeat("单元格，", n)))
				}
				rows = append(rows, node(model.TableRow, cells...))
			}
			out = append(out, node(model.Table, rows...))
		case k == 5:
			out = append(out, node(model.Rule))
		default:
			out = append(out, p(sentence(), note(300), text("《考工记》", model.BookTitle), note(20), text("匠人", model.ProperName), note(20)))
		}
	}
	return out
}

// The laws of pages, on random documents: nothing outside its page, nothing over the foot, nothing lost, no page without text but the first, no
// heading at a page's foot, and equal pieces give equal pages.
func TestPageLaws(t *testing.T) {
	hash, data := picture(t, 640, 480)
	n := uint64(100)
	if testing.Short() {
		n = 20
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(seed, 2))
		piece := campus(append(append(randomBody(r, hash, 0), randomBody(r, hash, 0)...), p(text("完。")))...) // a heading that ends a body keeps with nothing
		piece.Pictures = func(string) ([]byte, error) { return data, nil }
		o := Options{Code: shareCode, Columns: 1 + int(seed%2)}
		d, _ := lay(t, piece, o)
		fail := func(format string, args ...any) {
			t.Helper()
			t.Errorf("seed %d: %s", seed, fmt.Sprintf(format, args...))
		}
		checkPages(d, fail)
		checkNotes(d, fail)
		checkWords(piece, d, fail)
		if again, _ := lay(t, piece, o); page.Dump(again) != page.Dump(d) {
			fail("the same piece gave other pages")
		}
		if t.Failed() {
			return
		}
	}
}

func checkPages(d page.Document, fail func(string, ...any)) {
	seen := map[int]bool{}
	block := 0
	for n, sheet := range d.Pages {
		var words int
		var above page.Frame
		for _, f := range sheet.Frames {
			if f.Role != page.Artifact {
				words++
				if isHeading(above) && len(f.Marks) > 0 && len(above.Marks) > 0 {
					_, y0, _, _ := extent(f.Marks[len(f.Marks)-1])
					if _, y, _, _ := extent(above.Marks[0]); y0 < y || f.Role == page.Note {
						fail("page %d: a heading stands at the foot", n+1)
					}
				}
				above = f
				if f.Block != block && f.Role != page.Note {
					if seen[f.Block] && f.Role != page.TableCell && f.Role != page.TableHead {
						fail("page %d: block %d comes back", n+1, f.Block)
					}
					seen[f.Block], block = true, f.Block
				}
			}
			for _, m := range f.Marks {
				x0, y0, x1, y1 := extent(m)
				if x0 < 0 || y0 < 0 || x1 > sheet.Width || y1 > sheet.Height {
					fail("page %d: %T from %v,%v to %v,%v", n+1, m, x0.Points(), y0.Points(), x1.Points(), y1.Points())
				}
				if f.Role != page.Artifact && y1 > bottom+5*typeset.Point {
					fail("page %d: %T of %v ends at %v pt", n+1, m, f.Role, y1.Points())
				}
			}
		}
		if words == 0 {
			fail("page %d shows nothing", n+1)
		}
		if isHeading(above) && n+1 < len(d.Pages) {
			fail("page %d ends with a heading", n+1)
		}
	}
}

func isHeading(f page.Frame) bool {
	return f.Role == page.H1 || f.Role == page.H2 || f.Role == page.H3
}

// The laws hold in proofs and bulletins too, and every letter of every piece is there.
func TestPageLawsOfOtherLayouts(t *testing.T) {
	hash, data := picture(t, 640, 480)
	n := uint64(40)
	if testing.Short() {
		n = 10
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(seed, 3))
		fail := func(format string, args ...any) {
			t.Helper()
			t.Errorf("seed %d: %s", seed, fmt.Sprintf(format, args...))
		}
		var pieces []export.Piece
		all := map[rune]int{}
		for range 1 + r.IntN(3) {
			piece := campus(append(randomBody(r, hash, 0), p(text("完。")))...)
			piece.Pictures = func(string) ([]byte, error) { return data, nil }
			pieces = append(pieces, piece)
			for c, k := range letters(piece) {
				all[c] += k
			}
			for c, k := range count("编辑审核") {
				all[c] += k
			}
		}
		proof := Proof{Double: r.IntN(2) == 0, Every: r.IntN(4) - 1, Version: r.IntN(3), Printed: piecesDay}
		d, _, err := proof.Lay(pieces[0], testFonts(t))
		if err != nil {
			t.Fatal(err)
		}
		checkPages(d, fail)
		checkNotes(d, fail)
		bulletin := Bulletin{Name: "简报", Issue: 3, Organ: "宣传部", Contents: true, Turn: r.IntN(2) == 0, Columns: 1 + r.IntN(2), Language: pieces[0].Language}
		if d, _, err = bulletin.Lay(pieces, testFonts(t)); err != nil {
			t.Fatal(err)
		}
		checkPages(d, fail)
		checkNotes(d, fail)
		got := count(said(d))
		for c, k := range all {
			if got[c] < k {
				fail("bulletin: %q is there %d times, want %d", c, got[c], k)
			}
		}
		for _, f := range d.Pages[0].Frames {
			if f.Role != page.Contents {
				continue
			}
			if g, ok := f.Marks[0].(page.Glyphs); ok && len(g.Run.Glyphs) == 1 {
				for _, a := range d.Anchors {
					if "#"+a.Name == g.Link && g.Run.Glyphs[0].Text != fmt.Sprint(a.Page+1) {
						fail("bulletin: %s is on page %d, not %s", a.Name, a.Page+1, g.Run.Glyphs[0].Text)
					}
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

var piecesDay = time.Date(2026, 11, 23, 9, 5, 0, 0, zone)

// letters counts the letters of a piece's document, its notes included.
func letters(piece export.Piece) map[rune]int {
	out := count(piece.Doc.PlainText())
	piece.Doc.Walk(func(c *model.Node, _ model.Pos) bool {
		for r, n := range count(c.Attrs().Note) {
			out[r] += n
		}
		return true
	})
	return out
}

// count counts Han characters and capitals.
func count(s string) map[rune]int {
	out := map[rune]int{}
	for _, r := range s {
		if r >= 0x4e00 || r >= 'A' && r <= 'Z' {
			out[r]++
		}
	}
	return out
}

// checkNotes holds that a note begins on the page of its number, that links lead there and back, and that no text stands among notes.
func checkNotes(d page.Document, fail func(string, ...any)) {
	at := map[string]int{}
	for _, a := range d.Anchors {
		if _, ok := at[a.Name]; ok {
			fail("anchor %s comes twice", a.Name)
		}
		at[a.Name] = a.Page
	}
	for n, sheet := range d.Pages {
		text, notes := typeset.Length(0), sheet.Height
		for _, f := range sheet.Frames {
			for _, m := range f.Marks {
				_, y0, _, y1 := extent(m)
				switch {
				case f.Role == page.Note:
					notes = min(notes, y0)
				case f.Role != page.Artifact:
					text = max(text, y1)
				}
				g, ok := m.(page.Glyphs)
				if name, inside := strings.CutPrefix(g.Link, "#"); ok && inside {
					if to, ok := at[name]; !ok || to != n && f.Role != page.Note && f.Role != page.Contents {
						fail("page %d: %s leads to page %d, %v", n+1, name, to+1, ok)
					}
				}
			}
		}
		if text > notes {
			fail("page %d: text ends at %v pt, notes begin at %v pt", n+1, text.Points(), notes.Points())
		}
	}
}

func extent(m page.Mark) (x0, y0, x1, y1 typeset.Length) {
	switch m := m.(type) {
	case page.Glyphs:
		return m.X, m.Y - m.Run.Size, m.X + m.Run.Width, m.Y + m.Run.Size/4
	case page.Box:
		return m.X, m.Y, m.X + m.W, m.Y + m.H
	case page.Dot:
		return m.X - m.R, m.Y - m.R, m.X + m.R, m.Y + m.R
	case page.Wave:
		return m.X, m.Y - m.Height/2, m.X + m.W, m.Y + m.Height/2
	case page.Picture:
		return m.X, m.Y, m.X + m.W, m.Y + m.H
	case page.Cells:
		for _, r := range m.Rects {
			x1, y1 = max(x1, m.X+typeset.Length(r[0]+r[2])*m.Side), max(y1, m.Y+typeset.Length(r[1]+r[3])*m.Side)
		}
		return m.X, m.Y, x1, y1
	}
	panic("unknown mark")
}

// checkWords compares the letters of the body with those on the pages.
func checkWords(piece export.Piece, d page.Document, fail func(string, ...any)) {
	want, got := letters(piece), count(said(d))
	for r, n := range count("彭城教育网校闻速递摘要信息来自：融媒体中心作者：赵宁、周敏发布时间：编辑：李婉婷审核：组织宣传处扫一扫，分享本页") {
		want[r] += n
	}
	for r, n := range want {
		if got[r] != n {
			fail("%q is there %d times, want %d", r, got[r], n)
		}
	}
}

// The head of a table is shown again on every page that the table goes on to, and is no part of the text there.
func TestTableHeadIsRepeated(t *testing.T) {
	rows := []*model.Node{node(model.TableRow, cell(true, 1, 1, "甲"), cell(true, 1, 1, "乙"))}
	for range 90 {
		rows = append(rows, node(model.TableRow, cell(false, 1, 1, "一"), cell(false, 1, 1, "二")))
	}
	d, _ := lay(t, campus(node(model.Table, rows...)), Options{})
	if len(d.Pages) < 3 {
		t.Fatalf("%d pages", len(d.Pages))
	}
	for n, sheet := range d.Pages {
		heads := map[page.Role]int{}
		for _, f := range sheet.Frames {
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok && len(g.Run.Glyphs) == 1 && g.Run.Glyphs[0].Text == "甲" {
					heads[f.Role]++
				}
			}
		}
		want := map[page.Role]int{page.Artifact: 1}
		if n == 0 {
			want = map[page.Role]int{page.TableHead: 1}
		}
		if fmt.Sprint(heads) != fmt.Sprint(want) {
			t.Errorf("page %d: %v, want %v", n+1, heads, want)
		}
	}
}

// No page begins with the last line of a paragraph or ends with the first one.
func TestWidowsAndOrphans(t *testing.T) {
	for lines := 25; lines < 34; lines++ {
		d, _ := lay(t, campus(p(text(strings.Repeat("字", 37*lines))), p(text(strings.Repeat("文", 37*3)))), Options{})
		count := map[int][]int{} // lines of each block on each page
		for n, sheet := range d.Pages {
			for _, f := range sheet.Frames {
				if f.Role == page.P {
					for len(count[f.Block]) <= n {
						count[f.Block] = append(count[f.Block], 0)
					}
					count[f.Block][n]++
				}
			}
		}
		for block, pages := range count {
			total := 0
			for _, n := range pages {
				total += n
			}
			for n, k := range pages {
				if k == 1 && total > 1 {
					t.Errorf("%d lines: block %d has one line on page %d", lines, block, n+1)
				}
			}
		}
	}
}

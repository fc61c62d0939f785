package notice

import (
	"fmt"
	"slices"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
)

// exact is what a place may be away from where the standard has it: the outside measurement of a raster is no better.
var exact = typeset.Millimetres(0.1)

// Check measures the pages of a notice, by what is on them and not by how they came about, and says of every clause that concerns them whether
// they meet it. The piece says which texts are to be looked for. The order is that of the standard.
func Check(d page.Document, p export.Piece) []export.Clause {
	if p.Official == nil || len(d.Pages) == 0 {
		return nil
	}
	i := &inspection{doc: d, piece: p, official: *p.Official, letter: p.Official.Format == export.LetterFormat}
	i.index()
	for _, c := range clauses {
		if !i.letter && c.of == letterOnly || i.letter && c.of == documentOnly {
			continue
		}
		c.measure(i, c.number)
	}
	return i.found
}

// kind says in which format a clause is in force.
type kind uint8

const (
	both kind = iota
	documentOnly
	letterOnly
)

// clauses is the standard as it is checked.
var clauses = []struct {
	number  string
	of      kind
	measure func(*inspection, string)
}{
	{"5.1", both, (*inspection).paper},
	{"5.2.1", both, (*inspection).typeArea},
	{"5.2.2", both, (*inspection).bodySize},
	{"5.2.3", both, (*inspection).onLines},
	{"5.2.3", both, (*inspection).fullLines},
	{"5.2.4", both, (*inspection).colours},
	{"7.2.1", documentOnly, (*inspection).copyNumber},
	{"7.2.2", documentOnly, (*inspection).secrecy},
	{"7.2.3", documentOnly, (*inspection).urgency},
	{"7.2.4", documentOnly, (*inspection).markPlace},
	{"7.2.5", documentOnly, (*inspection).numberPlace},
	{"7.2.6", documentOnly, (*inspection).signerPlace},
	{"7.2.7", documentOnly, (*inspection).redLine},
	{"7.3.1", both, (*inspection).titleForm},
	{"7.3.1", documentOnly, (*inspection).titlePlace},
	{"7.3.2", both, (*inspection).recipientPlace},
	{"7.3.3", both, (*inspection).firstPage},
	{"7.3.3", both, (*inspection).indents},
	{"7.3.4", both, (*inspection).attachmentPlace},
	{"7.3.5", both, (*inspection).signaturePlace},
	{"7.3.5.4", both, (*inspection).datePlace},
	{"7.3.6", both, (*inspection).remarkPlace},
	{"7.3.7", both, (*inspection).papers},
	{"7.4.1", documentOnly, (*inspection).imprintRules},
	{"7.4.2", both, (*inspection).copies},
	{"7.4.3", documentOnly, (*inspection).printed},
	{"7.5", both, (*inspection).pageNumbers},
	{"10.1", letterOnly, (*inspection).letterMark},
	{"10.1", letterOnly, (*inspection).letterRules},
	{"10.1", letterOnly, (*inspection).letterNumber},
	{"10.1", letterOnly, (*inspection).letterTitle},
	{"10.1", letterOnly, (*inspection).letterImprint},
}

// block is the frames of one paragraph.
type block struct {
	page   int // of its first frame
	frames []page.Frame
	pages  []int // of each frame
	text   string
}

// inspection is pages, indexed, with what was found.
type inspection struct {
	doc      page.Document
	piece    export.Piece
	official export.Official
	letter   bool
	blocks   []block
	found    []export.Clause
}

func (i *inspection) index() {
	at := map[int]int{}
	for n, p := range i.doc.Pages {
		for _, f := range p.Frames {
			if f.Role == page.Artifact {
				continue
			}
			k, ok := at[f.Block]
			if !ok {
				k = len(i.blocks)
				at[f.Block] = k
				i.blocks = append(i.blocks, block{page: n})
			}
			b := &i.blocks[k]
			b.frames, b.pages, b.text = append(b.frames, f), append(b.pages, n), b.text+textOf(f)
		}
	}
}

func textOf(f page.Frame) string {
	var b strings.Builder
	for _, m := range f.Marks {
		if g, ok := m.(page.Glyphs); ok {
			for _, gl := range g.Run.Glyphs {
				b.WriteString(gl.Text)
			}
		}
	}
	return b.String()
}

// squeeze leaves out what a line drops at its end, so that texts compare.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// find returns the first block, and the last where asked, that says the text.
func (i *inspection) find(text string, last bool) (block, bool) {
	text = squeeze(text)
	if text == "" {
		return block{}, false
	}
	is := func(b block) bool { return squeeze(b.text) == text }
	k := slices.IndexFunc(i.blocks, is)
	if last {
		for k = len(i.blocks) - 1; k >= 0 && !is(i.blocks[k]); k-- {
		}
	}
	if k < 0 {
		return block{}, false
	}
	return i.blocks[k], true
}

// rect is the room of text: from the start of its first run to the end of its last, and from the top to the foot of its characters' squares.
type rect struct{ left, top, right, foot typeset.Length }

func (r rect) centre() typeset.Length { return (r.left + r.right) / 2 }

func boxOf(frames ...page.Frame) (r rect, ok bool) {
	for _, f := range frames {
		for _, m := range f.Marks {
			g, is := m.(page.Glyphs)
			if !is {
				continue
			}
			from := g.X
			if len(g.Run.Glyphs) > 0 { // the cell of an opening mark begins before its half
				from += min(0, g.Run.Glyphs[0].X)
			}
			b := rect{from, boxTop(g.Y, g.Run.Size), g.X + g.Run.Width, boxFoot(g.Y, g.Run.Size)}
			if !ok {
				r, ok = b, true
			}
			r = rect{min(r.left, b.left), min(r.top, b.top), max(r.right, b.right), max(r.foot, b.foot)}
		}
	}
	return r, ok
}

// sizeOf returns the largest size in a frame, which is that of its text where notes and indices are smaller.
func sizeOf(f page.Frame) (size typeset.Length) {
	for _, m := range f.Marks {
		if g, ok := m.(page.Glyphs); ok {
			size = max(size, g.Run.Size)
		}
	}
	return size
}

func mm(l typeset.Length) string { return fmt.Sprintf("%.2f mm", l.Points()*25.4/72) }

func pt(l typeset.Length) string { return fmt.Sprintf("%g pt", l.Points()) }

// at reports a place.
func (i *inspection) at(number string, what catalogue.Text, wanted, found typeset.Length) {
	i.found = append(i.found, export.Clause{
		Number: number, What: what, Wanted: mm(wanted), Found: mm(found), Tolerance: "±" + mm(exact), Met: found-wanted <= exact && wanted-found <= exact,
	})
}

// blank reports how many lines are empty between two heights. Lines of other sizes than 3号 do not come out even, and the standard lets lines be
// adjusted (5.2.3).
func (i *inspection) blank(number string, what catalogue.Text, wanted int, upper, lower typeset.Length) {
	n := float64(lower-upper-lead) / float64(pitch)
	d := n - float64(wanted)
	i.found = append(i.found, export.Clause{
		Number: number, What: what, Wanted: fmt.Sprintf("%d", wanted), Found: fmt.Sprintf("%.2f", n), Tolerance: "±0.5", Met: d <= 0.5 && d >= -0.5,
	})
}

// is reports what can only be so or not.
func (i *inspection) is(number string, what catalogue.Text, wanted, found string, met bool) {
	i.found = append(i.found, export.Clause{Number: number, What: what, Wanted: wanted, Found: found, Met: met})
}

// missing reports an element that is not on the pages.
func (i *inspection) missing(number string, what catalogue.Text, text string) {
	i.is(number, what, text, "", false)
}

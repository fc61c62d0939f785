package notice

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/page/compose"
)

func (i *inspection) paper(n string) {
	w, h := i.doc.Pages[0].Width, i.doc.Pages[0].Height
	for _, p := range i.doc.Pages {
		if p.Width != w || p.Height != h {
			i.is(n, catalogue.T("notice.paper"), mm(sheetWidth)+" × "+mm(sheetHeight), mm(p.Width)+" × "+mm(p.Height), false)
			return
		}
	}
	i.at(n, catalogue.T("notice.paper_width"), sheetWidth, w)
	i.at(n, catalogue.T("notice.paper_height"), sheetHeight, h)
}

// typeArea looks whether anything but page numbers, and the head and foot of a letter, is outside the type area, and whether it is reached.
func (i *inspection) typeArea(n string) {
	var out, reach rect
	first := true
	for k, p := range i.doc.Pages {
		for _, f := range p.Frames {
			b, ok := boxOf(f)
			if !ok || f.Role == page.Artifact || i.letter && k == 0 && isRed(f) {
				continue
			}
			if first {
				reach, first = b, false
			}
			reach.left, reach.right = min(reach.left, b.left), max(reach.right, b.right)
			if !i.letter || k > 0 {
				if reach.top < top {
					reach.top = b.top
				}
				out.top, out.foot = max(out.top, top-b.top), max(out.foot, b.foot-bottom)
			}
			out.left, out.right = max(out.left, left-b.left), max(out.right, b.right-left-width)
		}
	}
	if len(i.official.Recipients) > 0 { // what is flush left
		i.at(n, catalogue.T("notice.margin_left"), left, reach.left)
	}
	worst := max(out.left, out.top, out.right, out.foot)
	i.at(n, catalogue.T("notice.outside"), 0, worst)
}

func isRed(f page.Frame) bool {
	for _, m := range f.Marks {
		if g, ok := m.(page.Glyphs); ok && g.Color == Red {
			return true
		}
	}
	return false
}

// prose returns the blocks that are paragraphs of the body, in their order, with what they are in the document.
func (i *inspection) prose() []block {
	var out []block
	i.piece.Doc.Part(model.Body).Walk(func(n *model.Node, _ model.Pos) bool {
		switch n.Kind() {
		case model.Table, model.Figure, model.BulletList, model.NumberedList:
			return false
		case model.Paragraph, model.Heading:
			if b, ok := i.find(n.PlainText(), false); ok {
				out = append(out, b)
			}
		}
		return true
	})
	return out
}

func (i *inspection) bodySize(n string) {
	for _, b := range i.prose() {
		for _, f := range b.frames {
			if s := sizeOf(f); s != size3 {
				i.is(n, catalogue.T("notice.body_size"), pt(size3), pt(s), false)
				return
			}
		}
	}
	i.is(n, catalogue.T("notice.body_size"), pt(size3), pt(size3), true)
}

// onLines looks how far the lines of 3号 are from the lines of the grid. The first page of a letter is measured from its own first line.
func (i *inspection) onLines(n string) {
	var worst typeset.Length
	for k, p := range i.doc.Pages {
		if i.letter && k == 0 {
			continue
		}
		for _, f := range p.Frames {
			b, ok := boxOf(f)
			if !ok || f.Role == page.Artifact || sizeOf(f) != size3 {
				continue
			}
			off := (b.top + b.foot - cell) / 2
			line := (off - top + pitch/2) / pitch
			d := off - pageGrid().at(int(line))
			worst = max(worst, d, -d)
		}
	}
	i.at(n, catalogue.T("notice.lines", "Lines", lines), 0, worst)
	if i.letter {
		i.letterPitch(n)
	}
}

// letterPitch looks whether the lines of a letter's first page are equally far apart.
func (i *inspection) letterPitch(n string) {
	var before, least, most typeset.Length
	for _, b := range i.prose() {
		for k, f := range b.frames {
			r, ok := boxOf(f)
			if !ok || b.pages[k] > 0 {
				continue
			}
			if d := r.foot - before; before > 0 && d < pitch*3/2 {
				if least == 0 {
					least = d
				}
				least, most = min(least, d), max(most, d)
			}
			before = r.foot
		}
	}
	if most > 0 {
		i.is(n, catalogue.T("notice.letter_pitch"), mm(pitch), mm(most), most-least <= exact && most-pitch <= pitch/20 && pitch-least <= pitch/20)
		i.found[len(i.found)-1].Tolerance = "±5 %"
	}
}

// fullLines looks whether lines that a paragraph goes on after fill the type area.
func (i *inspection) fullLines(n string) {
	widest := typeset.Length(0)
	var short typeset.Length
	for _, b := range i.prose() {
		for k, f := range b.frames {
			r, ok := boxOf(f)
			if !ok || k+1 == len(b.frames) || broken(b, i.piece) {
				continue
			}
			gap := left + width - r.right
			if strings.ContainsAny(lastRune(textOf(f)), "，。、；：？！”’》）〉】〕") { // the empty half of its cell, or what is left of it
				gap = max(min(gap, 0), gap-cell/2)
			}
			widest, short = max(widest, r.right-left), max(short, gap)
		}
	}
	if widest > 0 {
		i.at(n, catalogue.T("notice.full", "Columns", columns), width, width-short)
	}
}

// broken reports whether the writer broke a line of the paragraph, which then ends where it ends.
func broken(b block, p export.Piece) (is bool) {
	p.Doc.Part(model.Body).Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind().IsTextblock() && strings.Contains(n.PlainText(), "\n") && squeeze(n.PlainText()) == squeeze(b.text) {
			is = true
		}
		return true
	})
	return is
}

func (i *inspection) colours(n string) {
	for _, p := range i.doc.Pages {
		for _, f := range p.Frames {
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok && g.Color != page.Black && g.Color != Red {
					i.is(n, catalogue.T("notice.colours"), "#000000, #FF3333", fmt.Sprintf("#%06X", uint32(g.Color)), false)
					return
				}
			}
		}
	}
	i.is(n, catalogue.T("notice.colours"), "#000000, #FF3333", "#000000, #FF3333", true)
}

// corner reports an element of the upper left corner.
func (i *inspection) corner(n, text, id string, line int) {
	if text == "" {
		return
	}
	what := export.FieldText(id)
	b, ok := i.find(text, false)
	if !ok || b.page != 0 {
		i.missing(n, what, text)
		return
	}
	r, _ := boxOf(b.frames...)
	i.at(n, catalogue.T("notice.from_left", "Element", what), left, r.left)
	i.at(n, catalogue.T("notice.on_line", "Element", what, "Line", line+1), pageGrid().at(line)+(cell-size3)/2, r.top)
}

func (i *inspection) copyNumber(n string) { i.corner(n, i.official.Copy, "copy", 0) }

func (i *inspection) grade() string {
	if i.official.Term != "" {
		return i.official.Secrecy + "★" + i.official.Term
	}
	return i.official.Secrecy
}

func (i *inspection) secrecy(n string) { i.corner(n, i.grade(), "secrecy", 1) }

func (i *inspection) urgency(n string) {
	line := 0
	if i.official.Copy != "" {
		line = 1
	}
	if i.official.Secrecy != "" {
		line = 2
	}
	i.corner(n, i.official.Urgency, "urgency", line)
}

// mark returns the edges of the red mark: across those of its runs, up and down those of its ink.
func (i *inspection) mark() (r rect, ok bool) {
	for _, f := range i.doc.Pages[0].Frames {
		if !isRed(f) {
			continue
		}
		b, _ := boxOf(f)
		b.top, b.foot = ink(f)
		if !ok {
			r, ok = b, true
		}
		r = rect{min(r.left, b.left), min(r.top, b.top), max(r.right, b.right), max(r.foot, b.foot)}
	}
	return r, ok
}

func (i *inspection) markPlace(n string) {
	if len(i.official.Organs) == 0 {
		return
	}
	r, ok := i.mark()
	if !ok {
		i.missing(n, catalogue.T("notice.mark"), i.official.Organs[0])
		return
	}
	i.at(n, catalogue.T("notice.mark_top"), markBelow, r.top-top)
	i.at(n, catalogue.T("notice.centred", "Element", catalogue.T("notice.mark")), left+width/2, r.centre())
}

func (i *inspection) numberPlace(n string) {
	text := i.official.Number.String()
	if text == "" {
		return
	}
	what := export.FieldText("number")
	b, ok := i.find(text, false)
	if !ok || b.page != 0 {
		i.missing(n, what, text)
		return
	}
	r, _ := boxOf(b.frames...)
	if len(i.official.Signers) == 0 {
		i.at(n, catalogue.T("notice.centred", "Element", what), left+width/2, r.centre())
	} else {
		i.at(n, catalogue.T("notice.indent_left", "Element", what, "Cells", 1), cell, r.left-left)
	}
	if m, ok := i.mark(); ok {
		upper := r.top
		if s, ok := i.find("签发人：", false); ok {
			sr, _ := boxOf(s.frames...)
			upper = min(upper, sr.top)
		}
		i.blank(n, catalogue.T("notice.blank_above", "Element", what), 2, m.foot, upper)
	}
}

func (i *inspection) signerPlace(n string) {
	list := i.official.Signers
	if len(list) == 0 {
		return
	}
	what := export.FieldText("signers")
	last, ok := i.find(list[len(list)-1], false)
	if !ok {
		i.missing(n, what, list[len(list)-1])
		return
	}
	var right typeset.Length
	for _, name := range list {
		if b, ok := i.find(name, false); ok {
			r, _ := boxOf(b.frames...)
			right = max(right, r.right)
		}
	}
	cells := 1
	longest := 3
	for _, name := range list {
		longest = max(longest, utf8.RuneCountInString(name))
	}
	// A name shorter than the longest leaves the rest of its room at its right.
	wanted := typeset.Length(cells) * cell
	if len(list) == 1 {
		wanted += typeset.Length(max(0, longest-max(3, utf8.RuneCountInString(list[0])))) * cell
	}
	r, _ := boxOf(last.frames...)
	if len(list) > 1 {
		i.is(n, catalogue.T("notice.indent_right", "Element", what, "Cells", 1), "≥ "+mm(wanted), mm(left+width-right), left+width-right >= wanted-exact)
	} else {
		i.at(n, catalogue.T("notice.indent_right", "Element", what, "Cells", 1), wanted, left+width-right)
	}
	if b, ok := i.find(i.official.Number.String(), false); ok {
		nr, _ := boxOf(b.frames...)
		i.at(n, catalogue.T("notice.beside", "Element", what), nr.foot, r.foot)
	}
}

// rules returns the boxes of a colour on a page that are as wide as a width, from the top.
func (i *inspection) rules(p int, fill page.Color, w typeset.Length) []page.Box {
	var out []page.Box
	for _, f := range i.doc.Pages[p].Frames {
		for _, m := range f.Marks {
			if b, ok := m.(page.Box); ok && b.Fill == fill && b.W >= w-exact && b.W <= w+exact && b.H < pitch/2 {
				out = append(out, b)
			}
		}
	}
	return out
}

func (i *inspection) redLine(n string) {
	if len(i.official.Organs) == 0 {
		return
	}
	red := i.rules(0, Red, width)
	if len(red) != 1 {
		i.is(n, catalogue.T("notice.red_line"), "1", strconv.Itoa(len(red)), false)
		return
	}
	i.at(n, catalogue.T("notice.red_width"), width, red[0].W)
	i.at(n, catalogue.T("notice.from_left", "Element", catalogue.T("notice.red_line")), left, red[0].X)
	if b, ok := i.find(i.official.Number.String(), false); ok {
		r, _ := boxOf(b.frames...)
		i.at(n, catalogue.T("notice.under_number"), underNumber, red[0].Y-r.foot)
	}
}

// titleForm looks at the size, the place across, the shape and the words of the title.
func (i *inspection) titleForm(n string) {
	text := oneLine(i.piece.Doc.Part(model.Headline))
	b, ok := i.find(text, false)
	if text == "" {
		return
	}
	what := catalogue.T("notice.title")
	if !ok {
		i.missing(n, what, text)
		return
	}
	var off typeset.Length
	var ls []typeset.Line
	at := 0
	var ends []int
	for _, f := range b.frames {
		r, _ := boxOf(f)
		d := r.centre() - left - width/2
		off = max(off, d, -d)
		ls = append(ls, typeset.Line{Width: r.right - r.left})
		at += len(textOf(f))
		ends = append(ends, at)
	}
	i.is(n, catalogue.T("notice.title_size"), pt(size2), pt(sizeOf(b.frames[0])), sizeOf(b.frames[0]) == size2)
	i.at(n, catalogue.T("notice.centred", "Element", what), left+width/2, left+width/2+off)
	i.is(n, catalogue.T("notice.title_shape"), "", strconv.Itoa(len(ls)), shapely(ls))
	parted := 0
	for _, k := range compose.Kept(b.text) {
		for _, e := range ends {
			if k.Start < e && e < k.End {
				parted++
			}
		}
	}
	i.is(n, catalogue.T("notice.title_words"), "0", strconv.Itoa(parted), parted == 0)
}

func (i *inspection) titlePlace(n string) {
	b, ok := i.find(oneLine(i.piece.Doc.Part(model.Headline)), false)
	number, is := i.find(i.official.Number.String(), false)
	if !ok || !is {
		return
	}
	r, _ := boxOf(b.frames...)
	nr, _ := boxOf(number.frames...)
	// The line stands in the room between two lines, so that the blank lines are counted from the number.
	i.blank(n, catalogue.T("notice.blank_above", "Element", catalogue.T("notice.title")), 2, nr.foot, r.top)
}

func (i *inspection) recipientPlace(n string) {
	list := i.official.Recipients
	if len(list) == 0 {
		return
	}
	what := export.FieldText("recipients")
	if b, ok := i.find(strings.Join(list, "，")+"：", false); ok {
		r, _ := boxOf(b.frames...)
		i.at(n, catalogue.T("notice.from_left", "Element", what), left, r.left)
		if t, ok := i.find(oneLine(i.piece.Doc.Part(model.Headline)), false); ok && t.page == b.page {
			tr, _ := boxOf(t.frames...)
			i.blank(n, catalogue.T("notice.blank_above", "Element", what), 1, tr.foot, r.top)
		}
		return
	}
	b, ok := i.find("主送："+strings.Join(list, "，")+"。", true)
	i.is(n, catalogue.T("notice.recipients_moved"), strconv.Itoa(len(i.doc.Pages)), strconv.Itoa(b.page+1), ok && b.page == len(i.doc.Pages)-1)
}

// firstPage looks for text of the body on the first page.
func (i *inspection) firstPage(n string) {
	body := i.piece.Doc.Part(model.Body)
	if squeeze(body.PlainText()) == "" {
		return
	}
	seen := false
	body.Walk(func(c *model.Node, _ model.Pos) bool {
		if c.Kind().IsTextblock() && squeeze(c.PlainText()) != "" {
			for _, b := range i.blocks {
				seen = seen || b.page == 0 && strings.Contains(squeeze(b.text), squeeze(c.PlainText()))
			}
		}
		return !seen
	})
	i.is(n, catalogue.T("notice.first_page"), "1", map[bool]string{true: "1", false: ""}[seen], seen)
}

// indents looks whether paragraphs begin two characters in and go on flush left.
func (i *inspection) indents(n string) {
	var worst typeset.Length
	for _, b := range i.prose() {
		if strings.HasPrefix(b.text, "\u3000") || strings.HasPrefix(b.text, "\u2003") || broken(b, i.piece) {
			continue
		}
		for k, f := range b.frames {
			r, ok := boxOf(f)
			if !ok {
				continue
			}
			wanted := left
			if k == 0 {
				wanted += indent2
			}
			worst = max(worst, r.left-wanted, wanted-r.left)
		}
	}
	i.at(n, catalogue.T("notice.indents"), 0, worst)
}

var dateForm = regexp.MustCompile(`^[1-9]\d{3}年[1-9]\d?月[1-9]\d?日$`)

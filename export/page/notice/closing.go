package notice

import (
	"fmt"
	"strconv"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"

	"galley/export"
	"galley/export/page"
)

// lastText returns the foot of the block before a block on the same page. What stands below a table or a figure is not asked: those end
// between two lines.
func (i *inspection) lastText(b block) (typeset.Length, bool) {
	for k := len(i.blocks) - 1; k > 0; k-- {
		if i.blocks[k].frames[0].Block != b.frames[0].Block {
			continue
		}
		for k--; k >= 0; k-- {
			prev := i.blocks[k]
			switch prev.frames[0].Role {
			case page.TableCell, page.TableHead, page.Caption, page.FigureRole:
				return 0, false
			}
			if r, ok := boxOf(prev.frames[len(prev.frames)-1]); ok && prev.pages[len(prev.pages)-1] == b.page {
				return r.foot, true
			}
		}
	}
	return 0, false
}

func (i *inspection) attachmentPlace(n string) {
	list := i.official.Attachments
	if len(list) == 0 {
		return
	}
	what := export.FieldText("attachments")
	for k, a := range list {
		text := a.Name
		if len(list) > 1 {
			text = strconv.Itoa(k+1) + "." + text
		}
		if k == 0 {
			text = "附件：" + text
		}
		b, ok := i.find(text, false)
		if !ok {
			i.missing(n, what, text)
			continue
		}
		r, _ := boxOf(b.frames[0])
		if k > 0 {
			continue
		}
		i.at(n, catalogue.T("notice.indent_left", "Element", what, "Cells", 2), indent2, r.left-left)
		if foot, ok := i.lastText(b); ok {
			i.blank(n, catalogue.T("notice.blank_above", "Element", what), 1, foot, r.top)
		}
	}
}

// date returns the block of the date: the last that says it before the imprint.
func (i *inspection) date() (block, bool) { return i.find(i.official.Date.String(), true) }

func (i *inspection) signaturePlace(n string) {
	if len(i.official.Posts) > 0 {
		i.stamps(n + ".3")
		return
	}
	organs := i.official.Signing()
	date, ok := i.date()
	if len(organs) == 0 || !ok {
		return
	}
	what := export.FieldText("signatories")
	dr, _ := boxOf(date.frames...)
	var names []rect
	for _, o := range organs {
		b, ok := i.find(o, true)
		if !ok {
			i.missing(n, what, o)
			return
		}
		r, _ := boxOf(b.frames...)
		names = append(names, r)
	}
	last := names[len(names)-1]
	if i.official.Sealed {
		n += ".1"
		i.at(n, catalogue.T("notice.over_date", "Element", what), dr.centre(), last.centre())
		if w := last.right - last.left; w/2 <= 4*cell+(dr.right-dr.left)/2 && w <= width {
			i.at(n, catalogue.T("notice.indent_right", "Element", export.FieldText("date"), "Cells", 4), 4*cell, left+width-dr.right)
		}
		i.seals(n, names, date)
		return
	}
	n += ".2"
	x, right := names[0].left, typeset.Length(0)
	for _, r := range names {
		x, right = min(x, r.left), max(right, r.right)
	}
	i.at(n, catalogue.T("notice.date_shift"), indent2, dr.left-x)
	i.at(n, catalogue.T("notice.indent_right", "Element", what, "Cells", 2), indent2, left+width-max(right, dr.right*boolean(dr.right-dr.left > right-x)))
	if b, ok := i.find(organs[0], true); ok {
		if foot, ok := i.lastText(b); ok && b.page == date.page {
			i.blank(n, catalogue.T("notice.blank_above", "Element", what), 1, foot, names[0].top)
		}
	}
}

// stamps looks whether the posts leave room for the stamps at their right, and where stamps and date stand.
func (i *inspection) stamps(n string) {
	what := export.FieldText("posts")
	for k, post := range i.official.Posts {
		b, ok := i.find(post, true)
		if !ok {
			i.missing(n, what, post)
			return
		}
		r, _ := boxOf(b.frames...)
		over := overPost(len(b.frames))
		i.at(n, catalogue.T("notice.stamp_room"), stampWide, left+width-stampIndent-indent2-r.right)
		if foot, ok := i.lastText(b); ok && k == 0 {
			i.blank(n, catalogue.T("notice.blank_above", "Element", catalogue.T("notice.stamp")), 2, foot, r.top-typeset.Length(over)*pitch)
		}
		if k+1 < len(i.official.Posts) {
			continue
		}
		date, ok := i.date()
		if !ok {
			return
		}
		dr, _ := boxOf(date.frames...)
		i.at(n, catalogue.T("notice.indent_right", "Element", export.FieldText("date"), "Cells", 4), stampIndent, left+width-dr.right)
		if date.page == b.pages[len(b.pages)-1] {
			i.blank(n, catalogue.T("notice.blank_above", "Element", export.FieldText("date")), 1, r.foot+typeset.Length(over)*pitch, dr.top)
		}
	}
}

func boolean(b bool) typeset.Length {
	if b {
		return 1
	}
	return 0
}

// seals looks whether a seal's upper edge can be within a line of the text while its middle is a little above name and date, and whether no other
// text is where the seals go.
func (i *inspection) seals(n string, names []rect, date block) {
	first, ok := i.find(i.official.Signing()[0], true)
	if !ok {
		return
	}
	radius := sealSide / 2
	dr, _ := boxOf(date.frames...)
	low := names[0].foot
	if len(names) == 1 {
		low = dr.foot
	}
	edge := (names[0].top+low)/2 - sealAbove - radius
	if foot, ok := i.lastText(first); ok {
		gap := edge - foot
		i.is(n, catalogue.T("notice.seal_near"), "0–"+mm(pitch), mm(gap), gap >= 0 && (len(names) > 1 || gap <= pitch))
	}
	struck := 0
	for k, r := range names {
		x, y := r.centre(), (r.top+r.foot)/2
		if k == len(names)-1 {
			y = (r.top + dr.foot) / 2
		}
		for m, o := range names {
			if d := abs(int(o.centre() - x)); m != k && o.top == r.top && typeset.Length(d) < sealSide {
				struck++
			}
		}
		if x-radius < left-exact || x+radius > left+width+exact || y-sealAbove+radius > sheetHeight { // the ends of a row stay in the type area; nothing leaves the sheet
			struck++
		}
	}
	i.is(n, catalogue.T("notice.seals_free"), "0", strconv.Itoa(struck), struck == 0)
}

func (i *inspection) datePlace(n string) {
	if i.official.Date.IsZero() {
		return
	}
	b, ok := i.date()
	if !ok {
		i.missing(n, export.FieldText("date"), i.official.Date.String())
		return
	}
	i.is(n, catalogue.T("notice.date_form"), i.official.Date.String(), b.text, dateForm.MatchString(b.text))
}

func (i *inspection) remarkPlace(n string) {
	if i.official.Remark == "" {
		return
	}
	what := export.FieldText("remark")
	b, ok := i.find("（"+i.official.Remark+"）", true)
	if !ok {
		i.missing(n, what, i.official.Remark)
		return
	}
	r, _ := boxOf(b.frames[0])
	i.at(n, catalogue.T("notice.indent_left", "Element", what, "Cells", 2), indent2, r.left-left)
	if d, ok := i.date(); ok && d.page == b.page {
		dr, _ := boxOf(d.frames...)
		i.blank(n, catalogue.T("notice.blank_above", "Element", what), 0, dr.foot, r.top)
	}
}

// papers looks at the pages of attachments.
func (i *inspection) papers(n string) {
	list := i.official.Attachments
	for k, a := range list {
		if strings.TrimSpace(a.Text) == "" {
			continue
		}
		text := "附件"
		if len(list) > 1 {
			text += strconv.Itoa(k + 1)
		}
		b, ok := i.find(text, true)
		title, titled := i.find(a.Name, true)
		if !ok || !titled {
			i.missing(n, export.FieldText("attachments"), text)
			continue
		}
		r, _ := boxOf(b.frames...)
		i.at(n, catalogue.T("notice.on_line", "Element", catalogue.Text{ID: "official.other", Args: map[string]any{"Field": text}}, "Line", 1), top+(cell-size3)/2, r.top)
		i.at(n, catalogue.T("notice.from_left", "Element", export.FieldText("attachments")), left, r.left)
		tr, _ := boxOf(title.frames[0])
		i.at(n, catalogue.T("notice.centred", "Element", catalogue.T("notice.title")), left+width/2, tr.centre())
		if len(title.frames) == 1 {
			i.at(n, catalogue.T("notice.on_line", "Element", catalogue.T("notice.title"), "Line", 3), pageGrid().at(2)+cell/2, (tr.top+tr.foot)/2)
		}
	}
}

// printedAny reports whether a document has an imprint.
func (i *inspection) printedAny() bool {
	o := i.official
	return len(o.Copies) > 0 || o.PrintedBy != "" || !o.PrintedOn.IsZero()
}

func (i *inspection) imprintRules(n string) {
	if !i.printedAny() {
		return
	}
	rules := i.rules(len(i.doc.Pages)-1, page.Black, width)
	if len(rules) < 2 {
		i.is(n, catalogue.T("notice.imprint_rules"), "≥ 2", strconv.Itoa(len(rules)), false)
		return
	}
	first, last := rules[0], rules[len(rules)-1]
	i.at(n, catalogue.T("notice.imprint_foot"), bottom, last.Y+last.H)
	i.is(n, catalogue.T("notice.outer_rules"), mm(outerRule), mm(first.H)+", "+mm(last.H), first.H == outerRule && last.H == outerRule)
	for _, r := range rules[1 : len(rules)-1] {
		i.is(n, catalogue.T("notice.inner_rules"), mm(innerRule), mm(r.H), r.H == innerRule)
	}
}

func (i *inspection) copies(n string) {
	if len(i.official.Copies) == 0 {
		return
	}
	what := export.FieldText("copies")
	text := "抄送：" + strings.Join(i.official.Copies, "，") + "。"
	b, ok := i.find(text, true)
	if !ok || b.page != len(i.doc.Pages)-1 {
		i.missing(n, what, text)
		return
	}
	r, _ := boxOf(b.frames...)
	i.is(n, catalogue.T("notice.size4", "Element", what), pt(size4), pt(sizeOf(b.frames[0])), sizeOf(b.frames[0]) == size4)
	i.at(n, catalogue.T("notice.indent_left", "Element", what, "Cells", 1), size4, r.left-left)
	if len(b.frames) > 1 {
		second, _ := boxOf(b.frames[1])
		i.at(n, catalogue.T("notice.under_colon"), 4*size4, second.left-left)
	}
}

func (i *inspection) printed(n string) {
	o := i.official
	if o.PrintedBy != "" {
		if b, ok := i.find(o.PrintedBy, true); ok {
			r, _ := boxOf(b.frames...)
			i.at(n, catalogue.T("notice.indent_left", "Element", export.FieldText("printed_by"), "Cells", 1), size4, r.left-left)
		} else {
			i.missing(n, export.FieldText("printed_by"), o.PrintedBy)
		}
	}
	if !o.PrintedOn.IsZero() {
		text := o.PrintedOn.String() + "印发"
		if b, ok := i.find(text, true); ok {
			r, _ := boxOf(b.frames...)
			i.at(n, catalogue.T("notice.indent_right", "Element", export.FieldText("printed_on"), "Cells", 1), size4, left+width-r.right)
		} else {
			i.missing(n, export.FieldText("printed_on"), text)
		}
	}
}

// pageNumbers looks at the number of every page: its form, its size, and where it stands; pages without text have none, nor has the first of a
// letter.
func (i *inspection) pageNumbers(n string) {
	var worst, side typeset.Length
	wrong := 0
	for k, p := range i.doc.Pages {
		var number page.Frame
		texts := 0
		for _, f := range p.Frames {
			if t := textOf(f); f.Role == page.Artifact && strings.HasPrefix(t, "—") {
				number = f
			} else if t != "" {
				texts++
			}
		}
		blankBefore := k > 0 && len(i.doc.Pages[k-1].Frames) == 0
		if i.letter && k == 0 || texts == 0 || blankBefore {
			if number.Marks != nil {
				wrong++
			}
			continue
		}
		r, ok := boxOf(number)
		if !ok || textOf(number) != "— "+strconv.Itoa(k+1)+" —" || sizeOf(number) != size4 {
			wrong++
			continue
		}
		d := dashTop(number) - bottom - numberBelow
		worst = max(worst, d, -d)
		at := r.left - left
		if k%2 == 0 {
			at = left + width - r.right
		}
		side = max(side, at-size4, size4-at)
	}
	i.is(n, catalogue.T("notice.numbers"), "0", strconv.Itoa(wrong), wrong == 0)
	i.at(n, catalogue.T("notice.number_below"), numberBelow, numberBelow+worst)
	i.at(n, catalogue.T("notice.number_side"), size4, size4+side)
}

func (i *inspection) letterMark(n string) {
	if r, ok := i.mark(); ok {
		i.at(n, catalogue.T("notice.letter_mark"), letterMark, r.top)
		i.at(n, catalogue.T("notice.centred", "Element", catalogue.T("notice.mark")), sheetWidth/2, r.centre())
	} else if len(i.official.Organs) > 0 {
		i.missing(n, catalogue.T("notice.mark"), i.official.Organs[0])
	}
}

func (i *inspection) letterRules(n string) {
	red := i.rules(0, Red, letterWidth)
	if len(red) != 4 {
		i.is(n, catalogue.T("notice.double_lines"), "4", strconv.Itoa(len(red)), false)
		return
	}
	i.at(n, catalogue.T("notice.double_width"), letterWidth, red[0].W)
	i.at(n, catalogue.T("notice.centred", "Element", catalogue.T("notice.double_lines")), sheetWidth/2, red[0].X+red[0].W/2)
	if m, ok := i.mark(); ok {
		i.at(n, catalogue.T("notice.under_mark"), underNumber, red[0].Y-m.foot)
	}
	i.at(n, catalogue.T("notice.double_foot"), typeset.Millimetres(20), sheetHeight-red[3].Y-red[3].H)
	order := red[0].H > red[1].H && red[2].H < red[3].H
	i.is(n, catalogue.T("notice.double_order"), "", fmt.Sprintf("%s %s, %s %s", mm(red[0].H), mm(red[1].H), mm(red[2].H), mm(red[3].H)), order)
	for k := 1; k < len(i.doc.Pages); k++ {
		if rest := i.rules(k, Red, letterWidth); len(rest) > 0 {
			i.is(n, catalogue.T("notice.double_lines"), "0", strconv.Itoa(len(rest)), false)
		}
	}
}

func (i *inspection) letterNumber(n string) {
	red := i.rules(0, Red, letterWidth)
	b, ok := i.find(i.official.Number.String(), false)
	if ok && len(red) == 4 {
		r, _ := boxOf(b.frames...)
		i.at(n, catalogue.T("notice.flush_right", "Element", export.FieldText("number")), left+width, r.right)
		i.at(n, catalogue.T("notice.under_double", "Element", export.FieldText("number")), lead, r.top-red[1].Y-red[1].H)
	}
	for _, e := range []struct{ text, id string }{{i.official.Copy, "copy"}, {i.grade(), "secrecy"}, {i.official.Urgency, "urgency"}} {
		if b, ok := i.find(e.text, false); ok && len(red) == 4 {
			r, _ := boxOf(b.frames...)
			i.at(n, catalogue.T("notice.under_double", "Element", export.FieldText(e.id)), lead, r.top-red[1].Y-red[1].H)
			break // the first of them
		}
	}
}

func (i *inspection) letterTitle(n string) {
	b, ok := i.find(oneLine(i.piece.Doc.Part(model.Headline)), false)
	if !ok {
		return
	}
	var low typeset.Length
	for _, text := range []string{i.official.Number.String(), i.official.Copy, i.grade(), i.official.Urgency} {
		if e, ok := i.find(text, false); ok {
			r, _ := boxOf(e.frames...)
			low = max(low, r.foot)
		}
	}
	if low > 0 {
		r, _ := boxOf(b.frames...)
		i.at(n, catalogue.T("notice.title_apart"), 2*pitch, r.top-low)
	}
}

func (i *inspection) letterImprint(n string) {
	o := i.official
	if len(o.Copies) == 0 {
		return
	}
	_, by := i.find(o.PrintedBy, true)
	_, on := i.find(o.PrintedOn.String()+"印发", true)
	black := i.rules(len(i.doc.Pages)-1, page.Black, width)
	signed := false
	for _, s := range o.Signing() {
		signed = signed || s == o.PrintedBy
	}
	i.is(n, catalogue.T("notice.letter_imprint"), "0", strconv.Itoa(len(black)), len(black) == 0 && (!by || signed) && !on)
}

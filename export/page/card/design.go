package card

import (
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export/page"
	"galley/export/page/compose"
	"galley/export/page/label"
)

// look is a row of the table of designs.
type look struct {
	name      Design
	ground    page.Color // of the card
	sheet     page.Color // under the words, where they stand on a sheet of their own
	ink, soft page.Color // of headline and abstract, of all else
	accent    page.Color // lines, and the column's name
	mat       page.Color // beside a picture that is narrower than the card
	masthead  page.Color // site and column above the sheet
	sheeted   bool
	bleeds    bool // the picture takes the whole width, at the top
	align     typeset.Align
	head      func(page.Fonts) *typeset.Family // of the headline
	text      func(page.Fonts) *typeset.Family // of the abstract
}

func song(f page.Fonts) *typeset.Family     { return f.Song }
func songBold(f page.Fonts) *typeset.Family { return f.SongBold }
func hei(f page.Fonts) *typeset.Family      { return f.Hei }
func heiBold(f page.Fonts) *typeset.Family  { return f.HeiBold }

// looks are the designs, the usual one first. Words have a contrast of 4.5 : 1 and more.
var looks = []look{
	{name: Paper, ground: 0xEFEBE2, sheet: page.White, ink: page.Ink, soft: page.Soft, accent: page.Red, masthead: page.Ink, sheeted: true, align: typeset.Start, head: songBold, text: song},
	{name: Photo, ground: page.White, ink: page.Ink, soft: page.Soft, accent: page.Red, mat: 0xEFEBE2, bleeds: true, align: typeset.Start, head: heiBold, text: hei},
	{name: Bright, ground: page.Red, sheet: page.White, ink: page.Ink, soft: page.Soft, accent: page.Red, masthead: page.White, sheeted: true, align: typeset.Centre, head: songBold, text: song},
	{name: Night, ground: 0x1B1D21, ink: 0xF1EEE7, soft: 0xA9ACB2, accent: 0xF0616A, mat: 0x0F1013, bleeds: true, align: typeset.Start, head: songBold, text: song},
}

// The distances of a card in pixels.
const (
	margin     = 72 // of words on the card
	sheetEdge  = 44 // from the card's edge to its sheet
	sheetInner = 56 // from the sheet's edge to words
	gap        = 40 // between two parts
	mostTall   = 1080
	codePlate  = 236 // about: modules are whole pixels
	leastDot   = 3   // pixels of a module, which a telephone tells apart on a screen
)

// lay puts all parts on the card; free is room that is to be left above the words and below them.
func (k *card) lay(free typeset.Length) error {
	free = max(0, free)
	k.column = compose.Column{X: px(margin), Width: px(Width - 2*margin)}
	// The ground is as high as the words, which are laid first: its frame is filled in the end. So is the sheet's.
	if k.bleeds && k.figure.there() {
		k.bleed(px(mostTall))
	}
	top := k.y
	ground := len(k.frames)
	k.frames = append(k.frames, page.Frame{}, page.Frame{})
	var sheetTop typeset.Length
	if k.sheeted {
		if err := k.mast(k.masthead, k.masthead); err != nil {
			return err
		}
		sheetTop = k.y
		k.y += px(sheetInner)
		k.column = compose.Column{X: px(sheetEdge + sheetInner), Width: px(Width - 2*sheetEdge - 2*sheetInner)}
	} else if err := k.mast(k.accent, k.soft); err != nil {
		return err
	}
	k.y += free * 4 / 10
	if err := k.content(free / 10); err != nil {
		return err
	}
	k.y += free * 4 / 10
	if err := k.foot(); err != nil {
		return err
	}
	bottom := k.y + px(margin)
	if k.sheeted {
		sheetBottom := k.y + px(sheetInner)
		bottom = sheetBottom + px(sheetEdge)
		k.frames[ground+1].Marks = []page.Mark{
			page.Box{X: px(sheetEdge), Y: sheetTop, W: px(Width - 2*sheetEdge), H: sheetBottom - sheetTop, Fill: k.sheet},
			page.Box{X: px(sheetEdge), Y: sheetTop, W: px(Width - 2*sheetEdge), H: px(8), Fill: k.accent},
		}
	}
	k.frames[ground].Marks = []page.Mark{page.Box{Y: top, W: px(Width), H: bottom - top, Fill: k.ground}}
	k.y = bottom
	return nil
}

// mast is the line with the site's name and the column's.
func (k *card) mast(site, column page.Color) error {
	k.y += px(44)
	left := k.style(k.Fonts.HeiBold, 32, 46, site, page.P)
	right := k.style(k.Fonts.Hei, 28, 46, column, page.P)
	right.Align = typeset.End
	at, whole, most := k.y, k.column, k.y
	for i, part := range []struct {
		words string
		st    compose.Style
	}{{k.piece.Site, left}, {k.piece.Column, right}} {
		k.column = compose.Column{X: whole.X + whole.Width*6/10*typeset.Length(i), Width: whole.Width * typeset.Length(6-2*i) / 10}
		k.y = at
		if err := k.words(compose.Plain(strings.TrimSpace(part.words), part.st), part.st); err != nil {
			return err
		}
		most = max(most, k.y)
	}
	k.column, k.y = whole, most
	k.y += px(28)
	return nil
}

// content is what the article says: kicker, headline, subtitle, picture, abstract. extra widens the gaps between them.
func (k *card) content(extra typeset.Length) error {
	kicker := k.style(k.Fonts.Kai, 34, 52, k.soft, page.P)
	subtitle := k.style(k.text(k.Fonts), 36, 54, k.ink, page.P)
	kicker.Align, subtitle.Align, kicker.Balance, subtitle.Balance = k.align, k.align, true, true
	head, err := k.headline()
	if err != nil {
		return err
	}
	for _, p := range []struct {
		kind  model.Kind
		style compose.Style
		after float64
	}{{model.Kicker, kicker, 8}, {model.Headline, head, 8}, {model.Subtitle, subtitle, 0}} {
		there, err := k.part(p.kind, p.style)
		if err != nil {
			return err
		}
		if there {
			k.y += px(p.after)
		}
	}
	k.y += px(gap-8) + extra
	if k.figure.there() && !k.bleeds {
		k.show(px(mostTall))
	} else {
		width := px(96)
		x := k.column.X
		if k.align == typeset.Centre {
			x += (k.column.Width - width) / 2
		}
		k.box(x, k.y, width, px(6), k.accent)
	}
	k.y += px(gap) + extra
	abstract := k.style(k.text(k.Fonts), 36, 63, k.ink, page.P)
	abstract.Align = typeset.Justify
	if k.piece.Language == catalogue.En { // words of many lengths and few lines
		abstract.Align, abstract.Pitch = typeset.Start, px(54)
	}
	there, err := k.part(model.Abstract, abstract)
	if there {
		k.y += px(gap)
	}
	return err
}

// foot is source and date at the left and the code at the right, under a line.
func (k *card) foot() error {
	k.box(k.column.X, k.y, k.column.Width, px(2), k.rule())
	k.y += px(gap)
	top, whole := k.y, k.column
	plate := typeset.Length(0)
	if k.Code.Size > 0 {
		cells := float64(k.Code.Size + 2*label.Quiet)
		dot := max(leastDot, float64(int(codePlate/cells)))
		plate = px(dot * cells)
		x := whole.X + whole.Width - plate
		if k.under() == k.Code.Light { // its quiet zone is seen by nobody, and the code ends where the words do
			x += label.Quiet * px(dot)
		}
		k.frames = append(k.frames, k.Code.Frame(x, top, px(dot), k.Block(), k.Shown))
		k.column.Width -= plate + px(gap)
	}
	name, date := k.style(k.Fonts.HeiBold, 32, 48, k.ink, page.P), k.style(k.Fonts.Hei, 28, 44, k.soft, page.P)
	source := strings.TrimSpace(k.piece.Source)
	if source == "" {
		source = k.piece.Site
	}
	day := ""
	if !k.piece.Published.IsZero() {
		day = k.piece.Published.Format(k.Words().S("page.date"))
	}
	scan := ""
	if k.Code.Size > 0 {
		scan = k.Words().S("poster.scan")
	}
	credit, small := "", k.style(k.Fonts.Hei, 24, 36, k.soft, page.Caption)
	if k.figure.there() {
		credit = k.figure.credit
	}
	from := len(k.frames)
	for _, line := range []struct {
		words string
		st    compose.Style
	}{{source, name}, {day, date}, {credit, small}, {scan, date}} {
		if err := k.words(compose.Plain(line.words, line.st), line.st); err != nil {
			return err
		}
	}
	// Lines beside the code stand at its middle.
	if down := (plate - (k.y - top)) / 2; down > 0 {
		for i := range k.frames[from:] {
			k.frames[from+i] = k.frames[from+i].Moved(0, down)
		}
	}
	k.column, k.y = whole, max(k.y, top+plate)
	return nil
}

// under is the colour under the words.
func (k *card) under() page.Color {
	if k.sheeted {
		return k.sheet
	}
	return k.ground
}

// rule is the colour of the line above the foot: a third of the way from the ground to the words.
func (k *card) rule() page.Color {
	from := k.under()
	var out page.Color
	for shift := 0; shift < 24; shift += 8 {
		a, b := int(from>>shift&0xff), int(k.soft>>shift&0xff)
		out |= page.Color(a+(b-a)*35/100) << shift
	}
	return out
}

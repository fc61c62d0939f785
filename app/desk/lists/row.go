package lists

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/app/desk/voice"
	"galley/app/newsroom"
)

// Item is a row of the list: an article, or a heading above the articles that follow.
type Item struct {
	Article newsroom.Article
	Due     time.Time // of its step; zero for none
	Heading string
	With    string // who writes on it or has its step in hand; empty for nobody
}

// Height returns the height of the item's row in a list of the given width.
func (i Item) Height(v *voice.Voice, width float32) float32 {
	if i.Heading != "" {
		return headHeight
	}
	lines := len(chrome.Wrap(v.Headline(i.Article), width-2*rowSide, headlineStyle))
	return 2*rowTop + float32(min(lines, 2))*chrome.LineHeight(headlineStyle) + 4 + rowMeta + 1
}

var headlineStyle = chrome.Style{Size: theme.HeadlineSize, Lines: 2}

const (
	rowSide    float32 = 16
	rowTop     float32 = 11
	rowMeta    float32 = 20
	headHeight float32 = 40
)

// Row draws one row of the list.
type Row struct {
	widget.BaseWidget
	voice    *voice.Voice
	hint     func(string)
	item     Item
	selected bool
	focused  bool
	hovered  bool
}

// NewRow returns a row that shows nothing yet. hint is given the whole of a headline that is cut while the pointer is over it.
func NewRow(v *voice.Voice, hint func(string)) *Row {
	r := &Row{voice: v, hint: hint}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows an item.
func (r *Row) Set(item Item, selected, focused bool) {
	r.item, r.selected, r.focused = item, selected, focused
	r.Refresh()
}

// MouseIn marks the row and, where its headline is cut, shows it whole in the status line.
func (r *Row) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	if h := r.voice.Headline(r.item.Article); r.item.Heading == "" && len(chrome.Wrap(h, r.Size().Width-2*rowSide, headlineStyle)) > 2 {
		r.hint(h)
	}
	r.Refresh()
}

// MouseMoved does nothing.
func (r *Row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut unmarks it.
func (r *Row) MouseOut() {
	r.hovered = false
	r.hint("")
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{
		r: r, ground: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
		headline: chrome.NewProse("", headlineStyle), chip: chrome.NewChip("", chrome.Calm),
		meta: canvas.NewText("", nil), when: canvas.NewText("", nil), with: canvas.NewText("", nil),
	}
	x.Refresh()
	return x
}

type rowRenderer struct {
	r                  *Row
	ground, mark, line *canvas.Rectangle
	headline           *chrome.Prose
	chip               *chrome.Chip
	meta, when, with   *canvas.Text
}

func (x *rowRenderer) Refresh() {
	r, v := x.r, x.r.voice
	a := r.item.Article
	heading := r.item.Heading != ""
	x.ground.FillColor = color.Transparent
	switch {
	case r.selected:
		x.ground.FillColor = theme.Color(theme.RedWash)
	case r.hovered && !heading:
		x.ground.FillColor = theme.Color(theme.Hover)
	}
	x.mark.FillColor, x.mark.Hidden = theme.Color(theme.Red), !r.selected
	x.line.FillColor = theme.Color(theme.Line)
	if r.focused && r.selected {
		x.line.FillColor = theme.Color(theme.Red)
	}
	x.meta.Color, x.meta.TextSize = theme.Color(theme.Soft), theme.MetaSize
	x.when.Color, x.when.TextSize = theme.Color(theme.Soft), theme.MetaSize
	x.with.Color, x.with.TextSize = theme.Color(chrome.News.Ink()), theme.MetaSize
	x.chip.Hidden, x.when.Hidden, x.headline.Hidden, x.with.Hidden = heading, heading, heading, heading || r.item.With == ""
	if heading {
		x.meta.Text = r.item.Heading
	} else {
		text, tone := v.Chip(a)
		x.chip.Set(text, tone, r.selected)
		x.headline.SetText(v.Headline(a))
		x.headline.SetToken(theme.Ink)
		if a.Digest.Headline == "" {
			x.headline.SetToken(theme.Soft)
		}
		x.when.Text = v.Moment(a.Updated)
		if !r.item.Due.IsZero() {
			var tone chrome.Tone
			x.when.Text, tone = v.Due(r.item.Due)
			x.when.Color = theme.Color(tone.Ink())
		}
	}
	x.Layout(r.Size())
	canvas.Refresh(r)
}

func (x *rowRenderer) Layout(size fyne.Size) {
	if size.Width == 0 {
		return
	}
	x.ground.Resize(size)
	x.mark.Resize(fyne.NewSize(3, size.Height))
	x.line.Resize(fyne.NewSize(size.Width, 1))
	x.line.Move(fyne.NewPos(0, size.Height-1))
	inner := size.Width - 2*rowSide
	if x.r.item.Heading != "" {
		m := x.meta.MinSize()
		x.meta.Resize(m)
		x.meta.Move(fyne.NewPos(rowSide, size.Height-m.Height-8))
		return
	}
	x.headline.Resize(fyne.NewSize(inner, 0))
	h := x.headline.MinSize().Height
	x.headline.Resize(fyne.NewSize(inner, h))
	x.headline.Move(fyne.NewPos(rowSide, rowTop))
	y := rowTop + h + 4
	c, w := x.chip.MinSize(), x.when.MinSize()
	x.chip.Resize(c)
	x.chip.Move(fyne.NewPos(rowSide, y))
	x.when.Resize(w)
	x.when.Move(fyne.NewPos(size.Width-rowSide-w.Width, y+(rowMeta-w.Height)/2))
	left := rowSide + c.Width + 10
	if x.r.item.With != "" {
		x.with.Text = chrome.Cut(x.r.item.With, (inner-c.Width-w.Width-20)*2/3, chrome.Meta())
		m := x.with.MinSize()
		x.with.Resize(m)
		x.with.Move(fyne.NewPos(left, y+(rowMeta-m.Height)/2))
		left += m.Width + 10
	}
	x.meta.Text = chrome.Cut(x.r.voice.Meta(x.r.item.Article), size.Width-rowSide-w.Width-10-left, chrome.Meta())
	m := x.meta.MinSize()
	x.meta.Resize(m)
	x.meta.Move(fyne.NewPos(left, y+(rowMeta-m.Height)/2))
}

func (x *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 60) }

func (x *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.ground, x.mark, x.headline, x.chip, x.meta, x.when, x.with, x.line}
}
func (x *rowRenderer) Destroy() {}

package chrome

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Tone is what a chip, a notice or a dot says by its colour, beside its words.
type Tone int

// The tones.
const (
	Calm  Tone = iota // nothing to do
	Mine              // the person's turn; an error
	Good              // done, saved
	News              // information
	Alert             // needs attention
)

// tones gives each tone its words' colour and its ground.
var tones = map[Tone]struct{ ink, wash theme.Token }{
	Calm: {theme.Soft, theme.Quiet}, Mine: {theme.Red, theme.RedWash}, Good: {theme.Green, theme.GreenWash},
	News: {theme.Blue, theme.BlueWash}, Alert: {theme.Amber, theme.AmberWash},
}

// Ink returns the colour of a tone's words.
func (t Tone) Ink() theme.Token { return tones[t].ink }

// Chip is a word on a coloured ground.
type Chip struct {
	widget.BaseWidget
	text string
	tone Tone
	on   bool // on a wash of its own colour: the ground is paper then
}

// NewChip returns a chip.
func NewChip(text string, tone Tone) *Chip {
	c := &Chip{text: text, tone: tone}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes what the chip says. onWash is for a chip on a selected row, whose ground is the wash of my turn.
func (c *Chip) Set(text string, tone Tone, onWash bool) {
	if c.text != text || c.tone != tone || c.on != onWash {
		c.text, c.tone, c.on = text, tone, onWash
		c.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c: c, box: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type chipRenderer struct {
	c    *Chip
	box  *canvas.Rectangle
	text *canvas.Text
}

func (r *chipRenderer) Refresh() {
	t := tones[r.c.tone]
	ground := t.wash
	if r.c.on {
		ground = theme.Paper
	}
	r.box.FillColor, r.box.CornerRadius = theme.Color(ground), 10
	r.text.Text, r.text.TextSize, r.text.Color = r.c.text, theme.MetaSize, theme.Color(t.ink)
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *chipRenderer) MinSize() fyne.Size {
	if r.c.text == "" {
		return fyne.NewSize(0, 20)
	}
	return fyne.NewSize(r.text.MinSize().Width+18, 20)
}

func (r *chipRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	m := r.text.MinSize()
	r.text.Resize(m)
	r.text.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
}

func (r *chipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.text} }
func (r *chipRenderer) Destroy()                     {}

// Dot is a small disc in a tone's colour, for a line that says the same in words.
func Dot(t Tone) fyne.CanvasObject {
	token := tones[t].ink
	if t == Calm {
		token = theme.Faint
	}
	return Fixed(8, 8, canvas.NewCircle(theme.Color(token)))
}

// Notice is a sentence on the wash of its tone, with what can be done about it at its right.
func Notice(tone Tone, width float32, sentence string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	room := width - 28
	for _, a := range actions {
		room -= a.MinSize().Width + 8
	}
	bar := Fixed(3, 0, canvas.NewRectangle(theme.Color(tones[tone].ink)))
	prose := NewProse(sentence, Style{Width: room})
	line := TopRow(0, nil, bar, Pad(9, 12, 9, 13, GrowingRow(8, prose, append([]fyne.CanvasObject{prose}, actions...)...)))
	return On(tones[tone].wash, Sized(width, 0, line))
}

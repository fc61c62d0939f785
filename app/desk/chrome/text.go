package chrome

import (
	"math"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Style is how a text is set in the interface. The zero value is a row's: 14, ink, regular.
type Style struct {
	Size  float32     // theme.TextSize where 0
	Token theme.Token // theme.Ink where 0: Ground is no colour for text
	Bold  bool
	Align fyne.TextAlign
	Lines int     // the most lines of a Prose, the last one cut with an ellipsis; 0 for no limit
	Width float32 // of a Prose whose width is known before it is laid out
}

func (s Style) size() float32 {
	if s.Size == 0 {
		return theme.TextSize
	}
	return s.Size
}

func (s Style) token() theme.Token {
	if s.Token == theme.Ground {
		return theme.Ink
	}
	return s.Token
}

// Meta is the style of meta lines.
func Meta() Style { return Style{Size: theme.MetaSize, Token: theme.Soft} }

// Text returns one line of text that is never cut.
func Text(s string, style Style) *canvas.Text {
	t := canvas.NewText(s, theme.Color(style.token()))
	t.TextSize, t.TextStyle.Bold, t.Alignment = style.size(), style.Bold, style.Align
	return t
}

// advanceKey is one character in one face.
type advanceKey struct {
	r    rune
	size float32
	bold bool
}

var advances = map[advanceKey]float32{} // used on the goroutine of the windows alone

// hanKey stands for every Han character and full-width form: they have one advance.
const hanKey rune = '国'

func advance(r rune, style Style) float32 {
	if unicode.Is(unicode.Han, r) || r >= 0xFF01 && r <= 0xFF60 || r >= 0x3001 && r <= 0x301F {
		r = hanKey
	}
	k := advanceKey{r, style.size(), style.Bold}
	if w, ok := advances[k]; ok {
		return w
	}
	w := fyne.MeasureText(string(r), k.size, fyne.TextStyle{Bold: k.bold}).Width
	advances[k] = w
	return w
}

// Width returns the width of a text of one line.
func Width(s string, style Style) float32 {
	w := float32(0)
	for _, r := range s {
		w += advance(r, style)
	}
	return w
}

// Cut returns s, shortened with an ellipsis where it is wider than width.
func Cut(s string, width float32, style Style) string {
	if Width(s, style) <= width {
		return s
	}
	room := width - advance('…', style)
	for i, r := range s {
		if room -= advance(r, style); room < 0 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// noStart holds what never starts a line, noEnd what never ends one (GB/T 15834-2011, 5.1).
const (
	noStart = "，。、；：？！）》」』】〕”’…—,.;:?!)]}%·"
	noEnd   = "（《「『【〔“‘([{"
)

// Wrap breaks a text into lines of at most width: at spaces and between Han characters, never before closing punctuation or after opening.
// A word wider than the line is cut.
func Wrap(s string, width float32, style Style) []string {
	var lines []string
	for _, para := range strings.Split(s, "\n") {
		lines = append(lines, wrapLine([]rune(para), width, style)...)
	}
	return lines
}

func wrapLine(text []rune, width float32, style Style) []string {
	var lines []string
	start, fit, used := 0, 0, float32(0) // fit is the last place where the line may end
	for i := 0; i < len(text); i++ {
		w := advance(text[i], style)
		if i > start && mayBreak(text[i-1], text[i]) {
			fit = i
		}
		if used+w > width && i > start && text[i] != ' ' {
			if fit <= start {
				fit = i
			}
			lines = append(lines, strings.TrimRight(string(text[start:fit]), " "))
			for start = fit; start < len(text) && text[start] == ' '; start++ {
			}
			i, used = start-1, 0
			continue
		}
		used += w
	}
	return append(lines, strings.TrimRight(string(text[min(start, len(text)):]), " "))
}

// mayBreak reports whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	switch {
	case b == ' ' || strings.ContainsRune(noStart, b) || strings.ContainsRune(noEnd, a):
		return false
	case a == ' ':
		return true
	}
	return wide(a) || wide(b) || a == '/' || a == '-'
}

func wide(r rune) bool { return r >= 0x2E80 || strings.ContainsRune(noStart+noEnd, r) && r > 0x7F }

// Prose is text that wraps at its width and, with Style.Lines, ends in an ellipsis where there is no room for all of it.
type Prose struct {
	widget.BaseWidget
	text  string
	style Style
	width float32
	lines []string
}

// NewProse returns text that wraps.
func NewProse(s string, style Style) *Prose {
	p := &Prose{text: s, style: style, width: style.Width}
	p.ExtendBaseWidget(p)
	p.wrap()
	return p
}

// SetText changes what the prose says.
func (p *Prose) SetText(s string) {
	if s == p.text {
		return
	}
	p.text = s
	p.wrap()
	p.Refresh()
}

// SetToken changes its colour.
func (p *Prose) SetToken(t theme.Token) {
	p.style.Token = t
	p.Refresh()
}

// Text returns all of what the prose says.
func (p *Prose) Text() string { return p.text }

// LineHeight returns the distance between the lines of a style: 1.45 of its size, on whole pixels.
func LineHeight(style Style) float32 { return float32(math.Round(float64(style.size() * 1.45))) }

func (p *Prose) wrap() {
	if p.width <= 0 {
		p.lines = []string{p.text}
		return
	}
	p.lines = Wrap(p.text, p.width, p.style)
	if n := p.style.Lines; n > 0 && len(p.lines) > n {
		rest := strings.Join(p.lines[n-1:], "")
		p.lines = append(p.lines[:n-1:n-1], Cut(rest, p.width, p.style))
	}
}

// Resize wraps the text at the new width.
func (p *Prose) Resize(s fyne.Size) {
	if s.Width > 0 && s.Width != p.width {
		p.width = s.Width
		before := len(p.lines)
		p.wrap()
		p.BaseWidget.Resize(s)
		p.Refresh()
		if len(p.lines) != before {
			return
		}
	}
	p.BaseWidget.Resize(s)
}

// CreateRenderer implements fyne.Widget.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	r := &proseRenderer{p: p}
	r.Refresh()
	return r
}

type proseRenderer struct {
	p     *Prose
	texts []fyne.CanvasObject
}

func (r *proseRenderer) Refresh() {
	p := r.p
	for len(r.texts) < len(p.lines) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.texts = r.texts[:len(p.lines)]
	for i, o := range r.texts {
		t := o.(*canvas.Text)
		t.Text, t.Color, t.TextSize, t.TextStyle.Bold, t.Alignment = p.lines[i], theme.Color(p.style.token()), p.style.size(), p.style.Bold, p.style.Align
	}
	r.Layout(p.Size())
	canvas.Refresh(p)
}

func (r *proseRenderer) Layout(size fyne.Size) {
	h := LineHeight(r.p.style)
	for i, o := range r.texts {
		th := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, th))
		o.Move(fyne.NewPos(0, float32(i)*h+(h-th)/2))
	}
}

func (r *proseRenderer) MinSize() fyne.Size {
	w := r.p.style.Width
	if w == 0 && r.p.width == 0 {
		w = min(Width(r.p.text, r.p.style), 40)
	}
	return fyne.NewSize(w, float32(len(r.p.lines))*LineHeight(r.p.style))
}

func (r *proseRenderer) Objects() []fyne.CanvasObject { return r.texts }
func (r *proseRenderer) Destroy()                     {}

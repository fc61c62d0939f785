// Package sheet shows an article on a sheet of paper, as it will be read.
//
// It is laid out by editor/view/layout and drawn by editor/view/ink, as the page that it was written on is, so that both break their lines alike
// and look alike. What a page does not have stands around: source and time below the headline, credits and the words of the footnotes at the
// end. It is drawn into strips that Fyne treats as pictures; a strip is drawn when it is first seen.
//
// A [Sheet] is laid out for the width that it is given (layout.go) and drawn in the tokens of app/desk/theme (draw.go). A [Page] is a sheet on
// its ground that scrolls, with other things below it.
package sheet

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
	"galley/editor/model"
	"galley/editor/typeset"
)

// Content is what a sheet shows.
type Content struct {
	Doc         *model.Node
	Western     bool // set without the indents of Chinese
	Region      typeset.Region
	Meta        []string // below the headline: source, time, column
	Particulars []string // below the abstract, a line each
	Abstract    string   // the word before the abstract: 摘要
	Note        string   // below the body: what readers are told of a correction
	Credits     string   // below the body: （编辑：… 审核：…）
	Empty       string   // said where there is no text at all
	Untitled    string   // said where there is no headline
	Pictures    func(hash string) ([]byte, error)
	NoImage     string // said in place of a picture that cannot be shown
}

// Measures of the page on screen, in device-independent pixels.
const (
	bodySize    = 17.5
	mostMeasure = 630 // 36 characters
	sheetMost   = 792
	stripHeight = 512
)

// Sheet is one article on paper.
type Sheet struct {
	widget.BaseWidget
	content Content
	width   float32
	marks   placed
	images  map[string]image.Image
}

// New returns a sheet, laid out for a usual width until it is given one.
func New(c Content) *Sheet {
	s := &Sheet{content: c, images: map[string]image.Image{}}
	s.ExtendBaseWidget(s)
	s.layOut(sheetMost)
	return s
}

// SetContent shows something else on the same sheet.
func (s *Sheet) SetContent(c Content) {
	s.content = c
	s.layOut(s.width)
	s.Refresh()
}

func (s *Sheet) layOut(width float32) {
	s.width = width
	decodeAll(s.content, s.images)
	s.marks = layOut(s.content, float64(width), s.images)
}

// Resize lays the text out for a new width.
func (s *Sheet) Resize(size fyne.Size) {
	if size.Width != s.width && size.Width > 0 {
		s.layOut(size.Width)
		s.BaseWidget.Resize(size)
		s.Refresh()
		return
	}
	s.BaseWidget.Resize(size)
}

// CreateRenderer implements fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{s: s, paper: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type renderer struct {
	s       *Sheet
	paper   *canvas.Rectangle
	objects []fyne.CanvasObject
}

// Refresh makes the strips anew: what they show has changed.
func (r *renderer) Refresh() {
	s := r.s
	r.paper.FillColor, r.paper.StrokeColor, r.paper.StrokeWidth, r.paper.CornerRadius = theme.Color(theme.Paper), theme.Color(theme.Line), 1, 5
	r.objects = []fyne.CanvasObject{r.paper}
	for y := float32(0); y < s.marks.height; y += stripHeight {
		h := min(stripHeight, s.marks.height-y)
		strip := canvas.NewRaster(func(w, pixels int) image.Image { return s.marks.draw(w, pixels, float64(y), float64(h)) })
		strip.Resize(fyne.NewSize(s.width, h))
		strip.Move(fyne.NewPos(0, y))
		r.objects = append(r.objects, strip)
	}
	for _, p := range s.marks.pictures {
		o := canvas.NewImageFromImage(p.image)
		o.FillMode, o.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
		o.Resize(fyne.NewSize(p.w, p.h))
		o.Move(fyne.NewPos(p.x, p.y))
		r.objects = append(r.objects, o)
	}
	r.Layout(s.Size())
	canvas.Refresh(s)
}

func (r *renderer) Layout(size fyne.Size) {
	r.paper.Resize(size.Max(fyne.NewSize(0, r.s.marks.height)))
}
func (r *renderer) MinSize() fyne.Size           { return fyne.NewSize(320, r.s.marks.height) }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *renderer) Destroy()                     {}

package print

import (
	"image"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
	"galley/export/page"
)

// sheet is a page on paper. Small ones are framed, numbered and can be chosen.
type sheet struct {
	widget.BaseWidget
	page   page.Page
	number int  // from 1
	small  bool // with a number below
	chosen bool
	tap    func()

	picture *image.RGBA
	scale   float64 // that the picture was drawn at; 0 for none of this page
	failed  bool
}

const (
	numberHeight float32 = 22
	frameWidth   float32 = 2
)

func newSheet(p page.Page, number int, small bool, tap func()) *sheet {
	s := &sheet{page: p, number: number, small: small, tap: tap}
	s.ExtendBaseWidget(s)
	return s
}

// size returns the size of the sheet whose paper is so many dots a point.
func (s *sheet) size(zoom float32) fyne.Size {
	size := fyne.NewSize(float32(s.page.Width.Points())*zoom, float32(s.page.Height.Points())*zoom)
	if s.small {
		size.Height += numberHeight
	}
	return size
}

// wants reports whether the sheet needs a picture at a scale.
func (s *sheet) wants(scale float64) bool {
	return !s.failed && math.Abs(s.scale-scale) > 1e-6
}

func (s *sheet) put(m *image.RGBA, scale float64, err error) {
	s.failed = err != nil
	if err == nil {
		s.picture, s.scale = m, scale
	}
	s.Refresh()
}

// drop lets the picture go.
func (s *sheet) drop() {
	if s.picture != nil {
		s.picture, s.scale = nil, 0
		s.Refresh()
	}
}

// Tapped goes to the page.
func (s *sheet) Tapped(*fyne.PointEvent) {
	if s.tap != nil {
		s.tap()
	}
}

// Cursor implements desktop.Cursorable.
func (s *sheet) Cursor() desktop.Cursor {
	if s.tap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (s *sheet) setChosen(chosen bool) {
	if s.chosen != chosen {
		s.chosen = chosen
		s.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{s: s, frame: canvas.NewRectangle(nil), paper: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(nil),
		number: chrome.Text(strconv.Itoa(s.number), chrome.Meta())}
	r.image.FillMode, r.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	r.Refresh()
	return r
}

type sheetRenderer struct {
	s            *sheet
	frame, paper *canvas.Rectangle
	image        *canvas.Image
	number       *canvas.Text
}

func (r *sheetRenderer) Refresh() {
	s := r.s
	// Paper is white in the dark too: it is what comes out of the printer.
	r.paper.FillColor = image.White.C
	r.frame.FillColor = theme.Color(theme.Line)
	if s.chosen {
		r.frame.FillColor = theme.Color(theme.Red)
	}
	r.number.Color = theme.Color(theme.Soft)
	if s.chosen {
		r.number.Color = theme.Color(theme.Ink)
	}
	r.number.Hidden = !s.small
	r.image.Hidden = s.picture == nil
	if s.picture != nil {
		r.image.Image = s.picture
	}
	r.Layout(s.Size())
	r.image.Refresh()
	canvas.Refresh(s)
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	paper := size
	border := float32(1)
	if r.s.small {
		paper.Height -= numberHeight
		m := r.number.MinSize()
		r.number.Resize(m)
		r.number.Move(fyne.NewPos((size.Width-m.Width)/2, paper.Height+4))
		if r.s.chosen {
			border = frameWidth
		}
	}
	r.frame.Move(fyne.NewPos(-border, -border))
	r.frame.Resize(paper.AddWidthHeight(2*border, 2*border))
	r.paper.Resize(paper)
	r.image.Resize(paper)
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }
func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.frame, r.paper, r.image, r.number}
}
func (r *sheetRenderer) Destroy() {}

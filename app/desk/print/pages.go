package print

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
	"galley/export/page"
)

// Zoom is how large the paper is: in percent of its real size on a screen of 96 dots an inch, or fitted to the window.
type Zoom int

// The zooms that fit.
const (
	FitPage  Zoom = 0  // a whole page
	FitWidth Zoom = -1 // the width of a page
)

// zooms are the steps of nearer and farther.
var zooms = []Zoom{25, 33, 50, 67, 75, 90, 100, 125, 150, 175, 200, 250, 300, 400}

const (
	// edge is the ground around sheets, gap that between two of them.
	edge, gap float32 = 24, 20
	// thumbs is the width of the small sheets' column, thumb that of a small sheet.
	thumbs, thumb float32 = 150, 100
	// real is the dots of a point at 100 %.
	real float32 = 96.0 / 72
	// kept is how many sheets on each side of those that are seen keep their pictures.
	kept = 3
)

// Pages shows pages and goes through them.
type Pages struct {
	widget.BaseWidget
	OnChanged func() // the page or the zoom has changed

	painter            painter
	zoom               Zoom
	large, small       []*sheet
	stack, side        *fyne.Container
	scroll, sideScroll *container.Scroll
	ground, sideGround *canvas.Rectangle
	line               *canvas.Rectangle
	current            int
	dots               float32 // a point of paper, on large sheets
	settingUp          bool
}

// New returns a view without pages.
func New(s Source) *Pages {
	p := &Pages{painter: painter{Source: s}, stack: container.NewWithoutLayout(), side: container.NewWithoutLayout(),
		ground: canvas.NewRectangle(theme.Color(theme.Ground)), sideGround: canvas.NewRectangle(theme.Color(theme.Panel)), line: canvas.NewRectangle(theme.Color(theme.Line))}
	p.painter.next = p.wish
	p.scroll, p.sideScroll = container.NewScroll(p.stack), container.NewVScroll(p.side)
	p.scroll.OnScrolled = func(fyne.Position) { p.scrolled() }
	p.sideScroll.OnScrolled = func(fyne.Position) { p.painter.wake() }
	p.ExtendBaseWidget(p)
	return p
}

// SetPages shows pages in the place of those before. Pictures of the pages before stay until the new ones are there.
func (p *Pages) SetPages(pages []page.Page) {
	before, beforeSmall := p.large, p.small
	p.large, p.small = nil, nil
	p.stack.Objects, p.side.Objects = nil, nil
	for i, pg := range pages {
		large, small := newSheet(pg, i+1, false, nil), newSheet(pg, i+1, true, func() { p.Go(i) })
		if i < len(before) {
			large.picture, small.picture = before[i].picture, beforeSmall[i].picture
		}
		p.large, p.small = append(p.large, large), append(p.small, small)
		p.stack.Objects, p.side.Objects = append(p.stack.Objects, large), append(p.side.Objects, small)
	}
	at := p.scroll.Offset
	p.place()
	p.scroll.ScrollToOffset(at)
	p.setCurrent(min(p.current, max(0, len(pages)-1)))
	p.painter.wake()
}

// Len returns the number of pages.
func (p *Pages) Len() int { return len(p.large) }

// Current returns the index of the page that is looked at.
func (p *Pages) Current() int { return p.current }

// Zoom returns the zoom.
func (p *Pages) Zoom() Zoom { return p.zoom }

// Percent returns the size of the paper in percent, whatever the zoom.
func (p *Pages) Percent() int { return int(p.dots/real*100 + 0.5) }

// SetZoom changes the zoom and keeps the page.
func (p *Pages) SetZoom(z Zoom) {
	p.zoom = z
	at := p.current
	p.place()
	p.scroll.Offset.X = max(0, (p.stack.MinSize().Width-p.scroll.Size().Width)/2)
	p.Go(at)
	if p.OnChanged != nil {
		p.OnChanged()
	}
}

// Nearer goes to the next larger zoom.
func (p *Pages) Nearer() {
	for _, z := range zooms {
		if int(z) > p.Percent() {
			p.SetZoom(z)
			return
		}
	}
}

// Farther goes to the next smaller zoom.
func (p *Pages) Farther() {
	for i := len(zooms) - 1; i >= 0; i-- {
		if int(zooms[i]) < p.Percent() {
			p.SetZoom(zooms[i])
			return
		}
	}
}

// Go shows the page of an index at the top.
func (p *Pages) Go(i int) {
	if len(p.large) == 0 {
		return
	}
	i = min(max(0, i), len(p.large)-1)
	p.settingUp = true
	p.scroll.ScrollToOffset(fyne.NewPos(p.scroll.Offset.X, max(0, p.large[i].Position().Y-edge)))
	p.settingUp = false
	p.setCurrent(i)
	p.painter.wake()
}

// TypedKey goes by page and scrolls; it reports whether it knew the key.
func (p *Pages) TypedKey(k fyne.KeyName) bool {
	const step = 48
	switch k {
	case fyne.KeyPageDown:
		p.Go(p.current + 1)
	case fyne.KeyPageUp:
		p.Go(p.current - 1)
	case fyne.KeyHome:
		p.Go(0)
	case fyne.KeyEnd:
		p.Go(len(p.large) - 1)
	case fyne.KeyDown:
		p.scrollBy(0, step)
	case fyne.KeyUp:
		p.scrollBy(0, -step)
	case fyne.KeyRight:
		p.scrollBy(step, 0)
	case fyne.KeyLeft:
		p.scrollBy(-step, 0)
	case fyne.KeyPlus, fyne.KeyEqual:
		p.Nearer()
	case fyne.KeyMinus:
		p.Farther()
	default:
		return false
	}
	return true
}

func (p *Pages) scrollBy(dx, dy float32) {
	p.scroll.ScrollToOffset(p.scroll.Offset.AddXY(dx, dy))
	p.scrolled()
}

// scrolled follows the paper: the page whose paper has the middle of the window is looked at.
func (p *Pages) scrolled() {
	if !p.settingUp {
		middle := p.scroll.Offset.Y + p.scroll.Size().Height/2
		for i, s := range p.large {
			if y := s.Position().Y; y+s.Size().Height+gap > middle {
				p.setCurrent(i)
				break
			}
		}
	}
	p.painter.wake()
}

func (p *Pages) setCurrent(i int) {
	changed := p.current != i
	p.current = i
	for j, s := range p.small {
		s.setChosen(j == i)
	}
	if i < len(p.small) {
		s := p.small[i]
		top, bottom := s.Position().Y-edge, s.Position().Y+s.Size().Height+gap
		switch at, room := p.sideScroll.Offset.Y, p.sideScroll.Size().Height; {
		case top < at:
			p.sideScroll.ScrollToOffset(fyne.NewPos(0, max(0, top)))
		case bottom > at+room:
			p.sideScroll.ScrollToOffset(fyne.NewPos(0, bottom-room))
		}
	}
	if changed && p.OnChanged != nil {
		p.OnChanged()
	}
}

// place gives every sheet its place and size.
func (p *Pages) place() {
	room := p.scroll.Size()
	if len(p.large) == 0 {
		p.stack.Resize(fyne.Size{})
		p.scroll.Refresh()
		p.sideScroll.Refresh()
		return
	}
	first := p.large[0].page
	wide, high := float32(first.Width.Points()), float32(first.Height.Points())
	switch p.zoom {
	case FitWidth:
		p.dots = (room.Width - 2*edge) / wide
	case FitPage:
		p.dots = min((room.Width-2*edge)/wide, (room.Height-2*edge)/high)
	default:
		p.dots = float32(p.zoom) / 100 * real
	}
	p.dots = max(0.1, p.dots)
	width := room.Width
	for _, s := range p.large {
		if w := s.size(p.dots).Width + 2*edge; w > width+1 { // a fitted page is not to be scrolled for a rounding error
			width = w
		}
	}
	y := edge
	for _, s := range p.large {
		size := s.size(p.dots)
		s.Resize(size)
		s.Move(fyne.NewPos((width-size.Width)/2, y))
		y += size.Height + gap
	}
	p.stack.Layout = fixed(fyne.NewSize(width, y-gap+edge))
	sy := edge
	for _, s := range p.small {
		size := s.size(thumb / float32(s.page.Width.Points()))
		s.Resize(size)
		s.Move(fyne.NewPos((thumbs-size.Width)/2, sy))
		sy += size.Height + 8
	}
	p.side.Layout = fixed(fyne.NewSize(thumbs, sy+edge-8))
	p.scroll.Refresh()
	p.sideScroll.Refresh()
}

// fixed is a layout that asks for a size and leaves everything where it is.
type fixed fyne.Size

func (f fixed) Layout([]fyne.CanvasObject, fyne.Size) {}
func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size(f) }

// wish returns the picture that is wanted most: of the large sheets that are seen, then of the small ones that are.
func (p *Pages) wish() (wish, bool) {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil {
		return wish{}, false
	}
	first, last := seen(p.large, p.scroll)
	for i, s := range p.large {
		if i < first-kept || i > last+kept {
			s.drop()
		}
	}
	for _, of := range []struct {
		sheets []*sheet
		scroll *container.Scroll
	}{{p.large, p.scroll}, {p.small, p.sideScroll}} {
		first, last := seen(of.sheets, of.scroll)
		for i := first; i <= last; i++ {
			s := of.sheets[i]
			if scale := float64(s.Size().Width*c.Scale()) / s.page.Width.Points(); s.wants(scale) {
				return wish{s.page, scale, func(m *image.RGBA, err error) { s.put(m, scale, err) }}, true
			}
		}
	}
	return wish{}, false
}

// seen returns the first and the last sheet that are in the window; the first is behind the last where none is.
func seen(sheets []*sheet, in *container.Scroll) (first, last int) {
	first, last = 0, -1
	top, bottom := in.Offset.Y, in.Offset.Y+in.Size().Height
	for i, s := range sheets {
		y := s.Position().Y
		if y+s.Size().Height < top || y > bottom {
			continue
		}
		if last < 0 {
			first = i
		}
		last = i
	}
	return first, last
}

// CreateRenderer implements fyne.Widget.
func (p *Pages) CreateRenderer() fyne.WidgetRenderer { return &pagesRenderer{p} }

type pagesRenderer struct{ p *Pages }

func (r *pagesRenderer) Layout(size fyne.Size) {
	p := r.p
	p.sideGround.Resize(fyne.NewSize(thumbs, size.Height))
	p.sideScroll.Resize(fyne.NewSize(thumbs, size.Height))
	p.line.Move(fyne.NewPos(thumbs, 0))
	p.line.Resize(fyne.NewSize(1, size.Height))
	p.ground.Move(fyne.NewPos(thumbs+1, 0))
	p.ground.Resize(fyne.NewSize(max(0, size.Width-thumbs-1), size.Height))
	p.scroll.Move(p.ground.Position())
	if p.scroll.Size() == p.ground.Size() {
		return
	}
	p.scroll.Resize(p.ground.Size())
	at := p.current
	p.place()
	p.Go(at)
	if p.OnChanged != nil {
		p.OnChanged()
	}
}

func (r *pagesRenderer) MinSize() fyne.Size { return fyne.NewSize(thumbs+200, 200) }

func (r *pagesRenderer) Refresh() {
	p := r.p
	p.ground.FillColor, p.sideGround.FillColor, p.line.FillColor = theme.Color(theme.Ground), theme.Color(theme.Panel), theme.Color(theme.Line)
	for _, o := range r.Objects() {
		o.Refresh()
	}
	p.painter.wake()
}

func (r *pagesRenderer) Objects() []fyne.CanvasObject {
	p := r.p
	return []fyne.CanvasObject{p.sideGround, p.sideScroll, p.line, p.ground, p.scroll}
}

func (r *pagesRenderer) Destroy() {}

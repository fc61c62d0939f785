package view

import (
	"image"
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/editor/typeset"
	"galley/editor/view/ink"
	"galley/editor/view/layout"
)

// renderer shows what is in the window with objects that it keeps: rectangles that are handed out anew each time, and a picture for each line,
// which stays with its line as long as the line is seen.
type renderer struct {
	e             *Editor
	ground, paper *canvas.Rectangle
	caret, thumb  *canvas.Rectangle
	under, over   rectangles // below and above the text
	lines         map[lineKey]*linePicture
	spare         []*linePicture
	seen          map[*typeset.Line]int
	waves         []*wave
	waving        []waved // squiggles that are to be seen
	pictures      []*canvas.Image
	objects       []fyne.CanvasObject
	before        []fyne.CanvasObject // the objects of the last time
	scratch       []uint8
	dark          bool // the caret is in the dark half of its blink
	drawn         int  // pictures of lines that were drawn, for tests
}

// lineKey is a line, and which of its places in the window: a sign of a list, or a paragraph that stands twice, has several.
type lineKey struct {
	line *typeset.Line
	n    int
}

// linePicture is one line on the canvas.
type linePicture struct {
	raster *canvas.Raster
	line   *typeset.Line
	looks  []layout.Look
	size   typeset.Length
	base   float64 // from the top of the raster, in points
	left   float64 // of the raster, from the left of the column
	used   bool
}

// Room around a line for what stands out of it.
const (
	bleedX = 6
	bleedY = 4
)

// CreateRenderer implements fyne.Widget.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{e: e, lines: map[lineKey]*linePicture{}, seen: map[*typeset.Line]int{}}
	r.ground, r.paper = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	r.caret, r.thumb = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	r.paper.StrokeWidth, r.paper.CornerRadius, r.thumb.CornerRadius = 1, 5, 3
	e.r = r
	r.forget()
	e.sync()
	return r
}

func (r *renderer) Layout(fyne.Size)             { r.e.sync() }
func (r *renderer) MinSize() fyne.Size           { return fyne.NewSize(240, 120) }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *renderer) Refresh()                     { r.e.sync() }
func (r *renderer) Destroy()                     { r.e.r = nil }

// forget takes the colours anew and draws every line again.
func (r *renderer) forget() {
	c := &r.e.o.Colors
	paint(r.ground, c.Ground)
	r.paper.StrokeColor = c.Border
	paint(r.paper, c.Paper)
	paint(r.caret, c.Caret)
	paint(r.thumb, c.Bar)
	for _, p := range r.lines {
		p.raster.Refresh()
	}
	for _, w := range r.waves {
		w.raster.Refresh()
	}
}

func paint(r *canvas.Rectangle, c color.NRGBA) {
	if r.FillColor != c {
		r.FillColor = c
		r.Refresh()
	}
}

// sync shows the state as it is.
func (e *Editor) sync() {
	if e.r == nil || e.Size().Width <= 0 || e.Size().Height <= 0 {
		return
	}
	e.r.show()
}

func (r *renderer) show() {
	e := r.e
	size := e.Size()
	top, bottom := e.view()
	var blocks []layout.Block
	for b := range e.lay.Blocks(top, bottom) {
		blocks = append(blocks, b)
	}
	if e.scroll.top > e.scroll.most(e) { // the end came nearer
		e.scroll.to(e, e.scroll.most(e))
		top, bottom = e.view()
		blocks = blocks[:0]
		for b := range e.lay.Blocks(top, bottom) {
			blocks = append(blocks, b)
		}
	}
	r.before, r.objects = r.objects, append(r.before[:0], r.ground, r.paper)
	move(r.ground, fyne.Position{}, size)
	sheet := e.sheetWidth(size.Width)
	paperTop := max(-20, sheetTop-e.scroll.top)
	paperEnd := min(size.Height+20, e.pageHeight()-sheetTop-e.scroll.top)
	paperEnd = max(paperEnd, size.Height+20) // a short text has a whole page
	move(r.paper, fyne.NewPos(float32(int((size.Width-sheet)/2)), paperTop), fyne.NewSize(sheet, paperEnd-paperTop))

	r.under.begin()
	r.over.begin()
	r.shapes(blocks)
	r.currentRow()
	r.decorations(blocks)
	r.strikes(blocks)
	r.selection(blocks)
	r.highlight(blocks)
	r.objects = r.under.end(r.objects)
	r.showPictures(blocks)
	r.showLines(blocks, top, bottom)
	r.showWaves()
	r.objects = r.over.end(r.objects)
	r.showCaret()
	r.showThumb()
	e.tellCaret()
	if !slices.Equal(r.objects, r.before) {
		r.ground.Refresh() // what left the window moves nothing, and must be painted over
	}
}

func move(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
	if o.Size() != s {
		o.Resize(s)
	}
	if o.Position() != p {
		o.Move(p)
	}
}

// color returns the colour of an ink.
func (r *renderer) color(i layout.Ink) color.NRGBA {
	c := &r.e.o.Colors
	switch i {
	case layout.Soft:
		return c.Soft
	case layout.Faint:
		return c.Faint
	case layout.Link:
		return c.Link
	case layout.Line:
		return c.Line
	case layout.Wash:
		return c.Wash
	case layout.Red:
		return c.Red
	}
	return c.Ink
}

// rect shows a rectangle of the layout below the text.
func (r *renderer) rect(pool *rectangles, x, y, w, h typeset.Length, c color.NRGBA) {
	pool.add(r.e.place(x, y), fyne.NewSize(float32(w.Points()), float32(h.Points())), c)
}

func (r *renderer) shapes(blocks []layout.Block) {
	for _, b := range blocks {
		for _, s := range b.Shapes {
			r.rect(&r.under, s.X, b.Y+s.Y, s.Width, s.Height, r.color(s.Ink))
		}
	}
}

// showLines gives each line that is seen its picture.
func (r *renderer) showLines(blocks []layout.Block, top, bottom typeset.Length) {
	clear(r.seen)
	for _, p := range r.lines {
		p.used = false
	}
	var want []wanted
	each := func(b *layout.Block, rows []layout.Row) {
		for i := range rows {
			row := &rows[i]
			line := row.Line()
			if line == nil || row.Height == 0 || len(line.Runs) == 0 || b.Y+row.Y > bottom || b.Y+row.Y+row.Height < top {
				continue
			}
			w := wanted{row: row, y: b.Y + row.Y, key: lineKey{line, r.seen[line]}}
			r.seen[line]++
			if p := r.lines[w.key]; p != nil {
				p.used = true
				w.picture = p
			}
			want = append(want, w)
		}
	}
	for i := range blocks {
		each(&blocks[i], blocks[i].Rows)
		each(&blocks[i], blocks[i].Signs)
	}
	for k, p := range r.lines {
		if !p.used {
			delete(r.lines, k)
			r.spare = append(r.spare, p)
		}
	}
	for i := range want {
		w := &want[i]
		if w.picture == nil {
			w.picture = r.take(w.row)
			r.lines[w.key] = w.picture
		}
		r.put(w)
	}
	if most := 64; len(r.spare) > most {
		r.spare = r.spare[len(r.spare)-most:]
	}
}

// wanted is a line that is to be seen.
type wanted struct {
	row     *layout.Row
	y       typeset.Length
	key     lineKey
	picture *linePicture
}

// take returns a picture for a row: one that shows the same already, or else the one that was seen last the longest ago.
func (r *renderer) take(row *layout.Row) *linePicture {
	line := row.Line()
	for i := len(r.spare) - 1; i >= 0; i-- {
		if p := r.spare[i]; p.size == row.Size() && sameLine(p.line, p.looks, line, row.Looks()) {
			r.spare = append(r.spare[:i], r.spare[i+1:]...)
			p.line, p.looks = line, row.Looks()
			return p
		}
	}
	var p *linePicture
	if len(r.spare) >= 48 {
		p = r.spare[0]
		r.spare = append(r.spare[:0], r.spare[1:]...)
	} else {
		p = &linePicture{}
		p.raster = canvas.NewRaster(func(w, h int) image.Image { return r.draw(p, w, h) })
	}
	p.line, p.looks, p.size = line, row.Looks(), row.Size()
	p.left = line.Left.Points() - bleedX
	p.base = row.Base.Points() + bleedY
	size := fyne.NewSize(float32(int(line.Width.Points()+0.999)+2*bleedX), float32(row.Height.Points())+2*bleedY)
	if p.raster.Size() == size {
		p.raster.Refresh()
	} else {
		p.raster.Resize(size)
	}
	return p
}

// sameLine reports whether two lines are drawn alike.
func sameLine(a *typeset.Line, al []layout.Look, b *typeset.Line, bl []layout.Look) bool {
	if len(a.Runs) != len(b.Runs) || a.Width != b.Width || a.Left != b.Left {
		return false
	}
	for i := range a.Runs {
		x, y := &a.Runs[i], &b.Runs[i]
		if x.Face != y.Face || x.Size != y.Size || x.X != y.X || x.Rise != y.Rise || len(x.Glyphs) != len(y.Glyphs) || al[x.Span] != bl[y.Span] {
			return false
		}
		for j := range x.Glyphs {
			if g, h := &x.Glyphs[j], &y.Glyphs[j]; g.ID != h.ID || g.X != h.X || g.Y != h.Y {
				return false
			}
		}
	}
	return true
}

// put moves a picture to its place.
func (r *renderer) put(w *wanted) {
	p := w.picture
	at := r.e.place(w.row.X, w.y)
	p.raster.Move(fyne.NewPos(at.X+float32(p.left), at.Y-bleedY))
	r.objects = append(r.objects, p.raster)
}

// draw draws a line into w × h pixels. The picture is valid until the next one is drawn: both painters take it at once.
func (r *renderer) draw(p *linePicture, w, h int) image.Image {
	r.drawn++
	dst := r.canvas(w, h)
	scale := float64(w) / float64(p.raster.Size().Width)
	// Line.Left is in line.Runs' places already counted by ink: the raster begins bleed before it.
	ink.Line(dst, p.line, func(span int) ink.Look {
		l := p.looks[span]
		return ink.Look{Color: r.color(l.Ink), Underline: l.Underline, Strike: l.Strike, Emphasis: l.Emphasis, Title: l.Title, Name: l.Name}
	}, (bleedX-p.line.Left.Points())*scale, p.base*scale, scale)
	return dst
}

// canvas returns an empty picture in the memory that all pictures of lines share.
func (r *renderer) canvas(w, h int) *image.RGBA {
	n := 4 * w * h
	if cap(r.scratch) < n {
		r.scratch = make([]uint8, n)
	}
	pix := r.scratch[:n]
	clear(pix)
	return &image.RGBA{Pix: pix, Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
}

// currentRow shades the line of the caret.
func (r *renderer) currentRow() {
	e := r.e
	if e.o.Colors.Row.A == 0 || e.reads || !e.focused || !e.empty() {
		return
	}
	if c, ok := e.caret(); ok {
		r.rect(&r.under, c.ColumnX-typeset.Points(6), c.RowTop, c.ColumnWide+typeset.Points(12), c.RowBottom-c.RowTop, e.o.Colors.Row)
	}
}

// showCaret places the caret.
func (r *renderer) showCaret() {
	e := r.e
	drop, drops := e.dropCaret()
	if !drops && (!e.focused || e.reads || !e.empty() && e.composed.size == 0 || r.dark) {
		if r.caret.Visible() {
			r.caret.Hide()
		}
		return
	}
	c, ok := e.caret()
	if drops {
		c, ok = drop, true
	}
	if !ok {
		return
	}
	width := float32(2)
	at := e.place(c.X, c.Y)
	move(r.caret, fyne.NewPos(float32(int(at.X))-width/2, float32(int(at.Y))), fyne.NewSize(width, float32(int(c.Height.Points()+0.5))))
	if !r.caret.Visible() {
		r.caret.Show()
	}
	r.objects = append(r.objects, r.caret)
}

func (r *renderer) showThumb() {
	y, height, ok := r.e.bar()
	if !ok {
		return
	}
	move(r.thumb, fyne.NewPos(r.e.Size().Width-barWidth+2, y+2), fyne.NewSize(barWidth-4, height-4))
	r.objects = append(r.objects, r.thumb)
}

// blinkTime is how long the caret is seen, and is not.
const blinkTime = 530 * time.Millisecond

// blink shows the caret and starts its time anew.
func (e *Editor) blink() {
	if e.stopBlink != nil {
		e.stopBlink()
		e.stopBlink = nil
	}
	if e.r == nil {
		return
	}
	if e.r.dark {
		e.r.dark = false
		e.sync()
	}
	if e.focused && e.o.Every != nil {
		e.stopBlink = e.o.Every(blinkTime, func() {
			if e.r != nil {
				e.r.dark = !e.r.dark
				e.sync()
			}
		})
	}
}

// rectangles is a pool that is handed out in the same order each time, so that what does not change is not touched.
type rectangles struct {
	all  []*canvas.Rectangle
	used int
}

func (p *rectangles) begin() { p.used = 0 }

func (p *rectangles) add(at fyne.Position, size fyne.Size, c color.NRGBA) {
	if p.used == len(p.all) {
		p.all = append(p.all, canvas.NewRectangle(c))
	}
	r := p.all[p.used]
	p.used++
	paint(r, c)
	move(r, at, size)
}

func (p *rectangles) end(objects []fyne.CanvasObject) []fyne.CanvasObject {
	for _, r := range p.all[:p.used] {
		objects = append(objects, r)
	}
	return objects
}

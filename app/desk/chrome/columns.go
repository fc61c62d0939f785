package chrome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Columns are three parts beside each other: a side list of a fixed width, a list whose width is dragged, and the rest.
type Columns struct {
	widget.BaseWidget
	// OnResized is called with the list's width when it has been dragged.
	OnResized func(width float32)

	side, list, rest         fyne.CanvasObject
	sideWidth, width         float32
	least, most, leastOfRest float32
	grip                     *grip
}

// Widths are the widths of columns: of the side list, of the list now, at least and at most, and of the rest at least.
type Widths struct{ Side, List, ListLeast, ListMost, RestLeast float32 }

// NewColumns places three parts.
func NewColumns(w Widths, side, list, rest fyne.CanvasObject) *Columns {
	c := &Columns{side: side, list: list, rest: rest, sideWidth: w.Side, width: w.List, least: w.ListLeast, most: w.ListMost, leastOfRest: w.RestLeast}
	c.grip = &grip{columns: c, line: canvas.NewRectangle(theme.Color(theme.Line))}
	c.grip.ExtendBaseWidget(c.grip)
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *Columns) CreateRenderer() fyne.WidgetRenderer {
	return &columnsRenderer{c, canvas.NewRectangle(theme.Color(theme.Line))}
}

type columnsRenderer struct {
	c    *Columns
	line *canvas.Rectangle
}

func (r *columnsRenderer) Layout(size fyne.Size) {
	c := r.c
	list := min(c.width, max(c.least, size.Width-c.sideWidth-c.leastOfRest))
	put := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(max(0, w), size.Height))
	}
	put(c.side, 0, c.sideWidth)
	put(r.line, c.sideWidth, 1)
	put(c.list, c.sideWidth+1, list)
	put(c.grip, c.sideWidth+1+list-3, 7)
	put(c.rest, c.sideWidth+2+list, size.Width-c.sideWidth-2-list)
}

func (r *columnsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.c.sideWidth+2+r.c.least+r.c.leastOfRest, 300)
}

func (r *columnsRenderer) Refresh() {
	r.line.FillColor = theme.Color(theme.Line)
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *columnsRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.side, r.line, r.c.list, r.c.rest, r.c.grip}
}
func (r *columnsRenderer) Destroy() {}

// grip is the line that is dragged.
type grip struct {
	widget.BaseWidget
	columns *Columns
	line    *canvas.Rectangle
}

// Cursor says that the line moves sideways.
func (g *grip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged moves the line.
func (g *grip) Dragged(e *fyne.DragEvent) {
	c := g.columns
	c.width = min(c.most, max(c.least, c.width+e.Dragged.DX))
	c.Refresh()
}

// DragEnd tells where it is.
func (g *grip) DragEnd() {
	if g.columns.OnResized != nil {
		g.columns.OnResized(g.columns.width)
	}
}

// CreateRenderer implements fyne.Widget.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Pad(0, 3, 0, 3, g.line))
}

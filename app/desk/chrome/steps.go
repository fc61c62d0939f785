package chrome

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"galley/app/desk/theme"
)

// Progress is how far a step is.
type Progress int

// How far a step is.
const (
	Ahead  Progress = iota
	Now             // someone else's turn
	MyTurn          //
	Done            //
	Back            // sent back here
)

// Step is one dot of a line of steps.
type Step struct {
	Name     string
	Who      string // who took it and when, or who may
	Progress Progress
}

// Steps is a review as a line of dots: what was done, by whom, whose turn it is, what is still to come.
type Steps struct {
	widget.BaseWidget
	steps []Step
}

// NewSteps returns a line of steps.
func NewSteps(steps ...Step) *Steps {
	s := &Steps{steps: steps}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer {
	r := &stepsRenderer{s: s}
	for range s.steps {
		r.lines = append(r.lines, canvas.NewRectangle(color.Transparent))
		r.dots = append(r.dots, canvas.NewRectangle(color.Transparent))
		r.names = append(r.names, canvas.NewText("", nil))
		r.whos = append(r.whos, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type stepsRenderer struct {
	s           *Steps
	lines, dots []*canvas.Rectangle
	names, whos []*canvas.Text
}

var progressFaces = map[Progress]struct{ fill, edge, name, who theme.Token }{
	Ahead:  {theme.Paper, theme.Edge, theme.Soft, theme.Soft},
	Now:    {theme.Paper, theme.Blue, theme.Blue, theme.Soft},
	MyTurn: {theme.Red, theme.Red, theme.Red, theme.Red},
	Done:   {theme.Green, theme.Green, theme.Ink, theme.Soft},
	Back:   {theme.Amber, theme.Amber, theme.Amber, theme.Soft},
}

const stepDot, stepsHeight float32 = 14, 60

func (r *stepsRenderer) Refresh() {
	for i, s := range r.s.steps {
		f := progressFaces[s.Progress]
		r.dots[i].FillColor, r.dots[i].StrokeColor, r.dots[i].StrokeWidth, r.dots[i].CornerRadius = theme.Color(f.fill), theme.Color(f.edge), 2, 5
		r.lines[i].FillColor = theme.Color(theme.Line)
		if s.Progress == Done {
			r.lines[i].FillColor = theme.Color(theme.Green)
		}
		r.names[i].Color, r.names[i].TextSize, r.names[i].TextStyle.Bold = theme.Color(f.name), theme.MetaSize, s.Progress == MyTurn
		r.whos[i].Color, r.whos[i].TextSize = theme.Color(f.who), theme.MetaSize
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *stepsRenderer) Layout(size fyne.Size) {
	n := float32(len(r.s.steps))
	if n == 0 || size.Width == 0 {
		return
	}
	cell := size.Width / n
	for i, s := range r.s.steps {
		x := cell * (float32(i) + 0.5)
		r.dots[i].Resize(fyne.NewSquareSize(stepDot))
		r.dots[i].Move(fyne.NewPos(x-stepDot/2, 4))
		r.lines[i].Resize(fyne.NewSize(max(0, cell-stepDot-8), 2))
		r.lines[i].Move(fyne.NewPos(x+stepDot/2+4, 4+stepDot/2-1))
		r.lines[i].Hidden = i == len(r.s.steps)-1
		place := func(t *canvas.Text, text string, y float32) {
			t.Text = Cut(text, cell-6, Style{Size: theme.MetaSize, Bold: t.TextStyle.Bold})
			m := t.MinSize()
			t.Resize(m)
			t.Move(fyne.NewPos(x-m.Width/2, y))
		}
		place(r.names[i], s.Name, 22)
		place(r.whos[i], s.Who, 40)
	}
}

func (r *stepsRenderer) MinSize() fyne.Size { return fyne.NewSize(60, stepsHeight) }

func (r *stepsRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range r.dots {
		out = append(out, r.lines[i], r.dots[i], r.names[i], r.whos[i])
	}
	return out
}
func (r *stepsRenderer) Destroy() {}

package view

import (
	"image"
	"image/color"
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"galley/editor/model"
	"galley/editor/state"
	"galley/editor/transform"
	"galley/editor/typeset"
	"galley/editor/view/ink"
	"galley/editor/view/layout"
)

// Shape is how a decoration looks.
type Shape uint8

// The shapes.
const (
	Highlight  Shape = iota // a ground under the text
	Squiggle                // a wave below it
	MarginBar               // a bar beside the lines
	Underlined              // a line below it
	Gone                    // a bar beside the line of From, where something was taken away
	Struck                  // a line through it
)

// Decoration is something shown with a range of the text that is not part of it: a comment, a search hit, a doubt, a change. It follows the
// text through transactions and goes when its text goes.
type Decoration struct {
	From, To model.Pos
	Shape    Shape
	Color    color.NRGBA
	Key      any // what it stands for, for the one who set it; comparable
}

// Layer is a set of decorations that are set together. Higher layers are drawn over lower ones.
type Layer uint8

// The layers.
const (
	Comments Layer = iota
	Changes
	Findings
	Hits
	layerCount
)

// layers are the decorations, each layer by where its decorations begin.
type layers [layerCount][]Decoration

// SetDecorations replaces the decorations of a layer. Their order does not matter.
func (e *Editor) SetDecorations(l Layer, d []Decoration) {
	e.flush()
	d = slices.Clone(d)
	sort.SliceStable(d, func(i, j int) bool { return d[i].From < d[j].From })
	e.layers[l] = d
	e.sync()
}

// Decorations returns the decorations of a layer where they are now, by where they begin.
func (e *Editor) Decorations(l Layer) []Decoration {
	e.flush()
	return slices.Clone(e.layers[l])
}

// DecorationsAt returns the decorations of a layer around a position.
func (e *Editor) DecorationsAt(l Layer, pos model.Pos) []Decoration {
	e.flush()
	var at []Decoration
	for _, d := range e.layers[l] {
		if d.From <= pos && pos <= d.To {
			at = append(at, d)
		}
	}
	return at
}

func (l *layers) clear() { *l = layers{} }

// follow moves the decorations with the text.
func (l *layers) follow(tr *state.Transaction) {
	for _, step := range tr.Steps() {
		m := step.StepMap()
		ranges := m.Ranges()
		if len(ranges) == 0 {
			continue
		}
		first := ranges[0].Start
		end := ranges[len(ranges)-1]
		last, delta := end.Start+model.Pos(end.OldSize), model.Pos(0)
		for _, r := range ranges {
			delta += model.Pos(r.NewSize - r.OldSize)
		}
		for i := range l {
			l[i] = followStep(l[i], m, first, last, delta)
		}
	}
}

// followStep maps decorations through a step that changes first to last. Those before are left and those behind are moved, without looking at
// the step: there may be ten thousand.
func followStep(d []Decoration, m transform.StepMap, first, last, delta model.Pos) []Decoration {
	kept := d[:0]
	for _, x := range d {
		switch {
		case x.To < first:
		case x.From > last:
			x.From, x.To = x.From+delta, x.To+delta
		default:
			x.From, x.To = m.Map(x.From, transform.After), m.Map(x.To, transform.Before)
			if x.From >= x.To {
				continue
			}
		}
		kept = append(kept, x)
	}
	clear(d[len(kept):])
	return kept
}

// decorations draws the layers over what is seen.
func (r *renderer) decorations(blocks []layout.Block) {
	r.waving = r.waving[:0]
	if len(blocks) == 0 {
		return
	}
	first := r.e.hidden(blocks[0].Pos)
	last := r.e.hidden(blocks[len(blocks)-1].Pos + model.Pos(blocks[len(blocks)-1].Node.Size()))
	for _, l := range r.e.layers {
		end := sort.Search(len(l), func(i int) bool { return l[i].From >= last })
		for _, d := range l[:end] {
			if d.To > first || d.Shape == Gone && d.To >= first {
				r.decoration(blocks, d)
			}
		}
	}
}

func (r *renderer) decoration(blocks []layout.Block, d Decoration) {
	px := typeset.Points
	if d.Shape == Gone {
		if c, ok := r.e.lay.Caret(r.e.shown(d.From, true), layout.Before); ok {
			r.rect(&r.over, -px(28), c.RowTop, px(3), c.RowBottom-c.RowTop, d.Color)
		}
		return
	}
	r.span(blocks, r.e.shown(d.From, true), r.e.shown(d.To, false), func(row *layout.Row, x, y, w, h typeset.Length) {
		switch d.Shape {
		case Highlight:
			pad := max(0, (h-row.Size()*3/2)/2)
			r.rect(&r.under, x, y+pad, w, h-2*pad, d.Color)
		case Squiggle:
			r.waving = append(r.waving, waved{r.e.place(x, y+row.Base+row.Size()*18/100), float32(w.Points()), d.Color})
		case Underlined:
			r.rect(&r.over, x, y+row.Base+row.Size()*13/100, w, px(1.5), d.Color)
		case Struck:
			r.rect(&r.over, x, y+row.Base-row.Size()*32/100, w, px(1.5), d.Color)
		case MarginBar:
			r.rect(&r.over, -px(28), y, px(3), h, d.Color)
		}
	})
}

// wave is a squiggle on the canvas.
type wave struct {
	raster *canvas.Raster
	color  color.NRGBA
}

// waved is a squiggle that is to be seen.
type waved struct {
	at    fyne.Position
	width float32
	color color.NRGBA
}

const waveHeight = 5

// showWaves draws the squiggles over the text.
func (r *renderer) showWaves() {
	for i, w := range r.waving {
		if i == len(r.waves) {
			n := &wave{}
			n.raster = canvas.NewRaster(func(w, h int) image.Image {
				dst := r.canvas(w, h)
				ink.Wave(dst, n.color, float64(h)/waveHeight)
				return dst
			})
			r.waves = append(r.waves, n)
		}
		n := r.waves[i]
		if n.color != w.color {
			n.color = w.color
			n.raster.Refresh()
		}
		move(n.raster, w.at, fyne.NewSize(float32(int(w.width+0.999)), waveHeight))
		r.objects = append(r.objects, n.raster)
	}
}

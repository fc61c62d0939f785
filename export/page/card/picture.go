package card

import (
	"fmt"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/typeset"
	"galley/export"
	"galley/export/page"
	"galley/export/picture"
)

// figure is the picture on a card; the zero figure is none.
type figure struct {
	hash, alt  string
	credit     string // what readers are told of who made it
	data       []byte
	wide, high int // pixels, upright
}

func (f figure) there() bool { return f.data != nil }

// findFigure finds the figure that is shown and reads its picture.
func findFigure(p export.Piece, number int) (figure, error) {
	if number < 0 {
		return figure{}, nil
	}
	var found *model.Node
	n := 0
	p.Doc.Part(model.Body).Walk(func(c *model.Node, _ model.Pos) bool {
		if c.Kind() == model.Figure && found == nil {
			if n++; n == max(1, number) {
				found = c
			}
		}
		return found == nil
	})
	if found == nil {
		return figure{}, nil
	}
	f := figure{hash: found.Attrs().Shown(), alt: found.Attrs().Alt, credit: export.Credit(catalogue.For(p.Language), found.Attrs())}
	find := p.Screen
	if find == nil {
		find = p.Pictures
	}
	if find == nil {
		return figure{}, fmt.Errorf("card: picture %s: the piece has no pictures", f.hash)
	}
	var err error
	if f.data, err = find(f.hash); err != nil {
		return figure{}, fmt.Errorf("card: picture %s: %w", f.hash, err)
	}
	conf, _, err := picture.Config(f.data)
	if err != nil {
		return figure{}, fmt.Errorf("card: picture %s: %w", f.hash, err)
	}
	f.wide, f.high = conf.Width, conf.Height
	if picture.Sideways(picture.Orientation(f.data)) {
		f.wide, f.high = f.high, f.wide
	}
	return f, nil
}

const (
	mostEnlarged = 1.6 // a picture with few pixels is not made larger
	mostCropped  = 1.8 // of its height that is shown: an upright picture loses some, a long one is shown whole
)

// mark is the picture in a rectangle.
func (f figure) mark(x, y, w, h typeset.Length) page.Mark {
	return page.Picture{X: x, Y: y, W: max(typeset.Point, w), H: max(typeset.Point, h), Hash: f.hash, Data: f.data}
}

// within is the size of the whole picture in a room, no more enlarged than it bears.
func (f figure) within(width, height typeset.Length) (w, h typeset.Length) {
	w = min(width, px(float64(f.wide)*mostEnlarged))
	h = w * typeset.Length(f.high) / typeset.Length(f.wide)
	if h > height {
		w, h = height*typeset.Length(f.wide)/typeset.Length(f.high), height
	}
	return w, h
}

// show puts the whole picture into the column, in its middle, and returns its height.
func (k *card) show(most typeset.Length) {
	w, h := k.figure.within(k.column.Width, most)
	k.frames = append(k.frames, k.framed(k.figure.mark(k.column.X+(k.column.Width-w)/2, k.y, w, h)))
	k.y += h
}

// bleed puts the picture over the whole width at the top of the card. What of an upright one is too much goes beyond the upper edge, a third of it,
// and under the ground that is drawn after it; a picture that would be too coarse or lose too much stands whole on a ground of its own.
func (k *card) bleed(most typeset.Length) {
	high := px(Width) * typeset.Length(k.figure.high) / typeset.Length(k.figure.wide)
	if float64(k.figure.wide)*mostEnlarged < Width || float64(high) > mostCropped*float64(most) {
		w, h := k.figure.within(px(Width), most)
		k.box(0, 0, px(Width), h, k.mat)
		k.frames = append(k.frames, k.framed(k.figure.mark((px(Width)-w)/2, 0, w, h)))
		k.y = h
		return
	}
	shown := min(high, most)
	k.frames = append(k.frames, k.framed(k.figure.mark(0, -(high-shown)/3, px(Width), high)))
	k.y = shown
}

func (k *card) framed(m page.Mark) page.Frame {
	return page.Frame{Role: page.FigureRole, Block: k.Block(), Alt: k.figure.alt, Marks: []page.Mark{m}}
}

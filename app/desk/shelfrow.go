package desk

import (
	"bytes"
	"context"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/draw"

	"galley/app/desk/chrome"
	"galley/app/desk/theme"
)

// Sizes of a picture in the list of the shelf.
const (
	shelfRowHeight float32 = 68
	thumbWidth     float32 = 78
	thumbHeight    float32 = 52
)

// shelfRow is one picture of the list: small, with two lines beside it.
type shelfRow struct {
	widget.BaseWidget
	ground, mark *canvas.Rectangle
	picture      *canvas.Image
	name, about  *canvas.Text
}

func newShelfRow() *shelfRow {
	r := &shelfRow{ground: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), picture: &canvas.Image{FillMode: canvas.ImageFillContain},
		name: chrome.Text("", chrome.Style{Size: theme.HeadlineSize}), about: chrome.Text("", chrome.Meta())}
	r.ExtendBaseWidget(r)
	return r
}

func (r *shelfRow) set(m image.Image, name, about string, selected bool) {
	r.name.Text, r.about.Text, r.picture.Image = name, about, m
	r.ground.FillColor, r.mark.FillColor = theme.Color(theme.Paper), theme.Color(theme.Paper)
	if selected {
		r.ground.FillColor, r.mark.FillColor = theme.Color(theme.RedWash), theme.Color(theme.Red)
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *shelfRow) CreateRenderer() fyne.WidgetRenderer {
	thumb := chrome.Fixed(thumbWidth, thumbHeight, chrome.Over(canvas.NewRectangle(theme.Color(theme.Panel)), r.picture))
	line := chrome.TopRow(0, nil, chrome.Fixed(3, 0, r.mark), chrome.Pad(8, 14, 8, 13, chrome.Row(12, thumb, chrome.Column(2, r.name, r.about))))
	return widget.NewSimpleRenderer(chrome.Over(r.ground, line))
}

// thumbs are the pictures of the shelf made small, each read once.
type thumbs struct {
	d    *desk
	made map[string]image.Image // nil while one is read, and for one that cannot be shown
	done func()                 // called when one came
}

// find returns a picture made small, and has it read where it is not there.
func (t *thumbs) find(hash string) image.Image {
	m, ok := t.made[hash]
	if !ok {
		t.made[hash] = nil
		var small image.Image
		t.d.work(func(ctx context.Context) error {
			m, err := readScreen(ctx, t.d, hash)
			if err == nil {
				small = shrink(m, 2*int(thumbWidth), 2*int(thumbHeight))
			}
			return err
		}, func(err error) {
			if err == nil { // one that cannot be shown has an empty place; the side says why when it is chosen
				t.made[hash] = small
				t.done()
			}
		})
	}
	return m
}

func readScreen(ctx context.Context, d *desk, hash string) (image.Image, error) {
	data, err := d.Newsroom.Screen(ctx, hash)
	if err != nil {
		return nil, err
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	return m, err
}

// shrink makes a picture as small as a room of so many pixels.
func shrink(m image.Image, w, h int) image.Image {
	s := m.Bounds().Size()
	if s.X <= w && s.Y <= h {
		return m
	}
	k := min(float64(w)/float64(s.X), float64(h)/float64(s.Y))
	out := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(s.X)*k)), max(1, int(float64(s.Y)*k))))
	draw.ApproxBiLinear.Scale(out, out.Rect, m, m.Bounds(), draw.Src, nil)
	return out
}

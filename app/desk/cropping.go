package desk

import (
	"bytes"
	"context"
	"image"
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"galley/app/desk/chrome"
	"galley/app/desk/crop"
	"galley/app/desk/theme"
	"galley/editor/state"
)

// cropRatios are the ratios of a frame to choose from; 0 leaves the sides free.
var cropRatios = []cropRatio{{"", fyne.Key1, 0}, {"16:9", fyne.Key2, 16.0 / 9}, {"4:3", fyne.Key3, 4.0 / 3}, {"1:1", fyne.Key4, 1}}

type cropRatio struct {
	label string
	key   fyne.KeyName
	ratio float64
}

// Sizes of the card that a picture is cropped on.
const (
	cropWidth float32 = 760
	cropInner         = cropWidth - 48
	cropHigh  float32 = 420
	printDots         = 300 // an inch, what print wants
)

// cropping is the card that a picture is cropped on.
type cropping struct {
	w    *writer
	card *chrome.Modal
	cut  *crop.Cutter
	size image.Point // of the original, upright
	said *chrome.Prose
	row  *fyne.Container
}

// cropFigure shows the whole picture of a figure with the frame of what is shown of it.
func (w *writer) cropFigure() {
	d := w.d
	at, n, ok := figureOf(w.page.State())
	if !ok {
		w.tell(d.S("crop.title"), d.S("figure.select"))
		return
	}
	attrs := n.Attrs()
	var m image.Image
	var size image.Point
	d.work(func(ctx context.Context) error {
		data, err := d.Newsroom.Screen(ctx, attrs.Picture)
		if err != nil {
			return err
		}
		if m, _, err = image.Decode(bytes.NewReader(data)); err != nil {
			return err
		}
		size, err = d.Newsroom.PictureSize(ctx, attrs.Picture)
		return err
	}, func(err error) {
		if err != nil {
			w.refuse(err)
			return
		}
		c := &cropping{w: w, size: size}
		c.cut = crop.NewCutter(m, crop.New(float64(size.X)/float64(size.Y), attrs.Crop), fyne.NewSize(cropInner, cropHigh))
		c.show(func() {
			c.card.Close()
			now := attrs
			now.Crop = c.cut.Frame().Crop()
			if n := w.page.State().Doc().NodeAt(at); n != nil && n.Attrs() == attrs && now != attrs {
				w.do(state.SetAttrs(at, now))
			}
		})
	})
}

func (c *cropping) show(apply func()) {
	w, d := c.w, c.w.d
	c.said = chrome.NewProse("", chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: cropInner})
	c.row = chrome.Column(0)
	c.cut.Held = d.held
	c.cut.OnChange = func(crop.Frame) { c.tell() }
	c.cut.OnKey = func(k *fyne.KeyEvent) {
		for i, r := range cropRatios {
			if k.Name == r.key {
				c.choose(i)
				return
			}
		}
		switch k.Name {
		case fyne.KeyHome, fyne.Key0:
			c.whole()
		default:
			if f := w.win.Canvas().OnTypedKey(); f != nil {
				f(k)
			}
		}
	}
	c.ratios()
	c.tell()
	c.card = w.show(chrome.Card(d.S("crop.title"), cropWidth, chrome.Column(12,
		chrome.Centre(c.cut), c.row, c.said,
		chrome.NewProse(d.S("crop.keys"), chrome.Style{Size: theme.MetaSize, Token: theme.Soft, Width: cropInner})),
		chrome.NewButton(d.S("cancel"), chrome.Plain, func() { c.card.Close() }),
		chrome.NewButton(d.S("crop.whole"), chrome.Plain, c.whole),
		chrome.NewButton(d.S("crop.do"), chrome.Primary, apply)), apply)
	w.focus(c.cut)
}

// ratios shows the ratios with the one that holds.
func (c *cropping) ratios() {
	labels := make([]string, len(cropRatios))
	for i, r := range cropRatios {
		if labels[i] = r.label; r.label == "" {
			labels[i] = c.w.d.S("crop.free")
		}
	}
	at := slices.IndexFunc(cropRatios, func(r cropRatio) bool { return r.ratio == c.cut.Frame().Ratio })
	c.row.Objects = []fyne.CanvasObject{chrome.Segments(labels, at, cropInner, c.choose)}
	c.row.Refresh()
}

func (c *cropping) choose(i int) {
	c.cut.SetFrame(c.cut.Frame().With(cropRatios[i].ratio))
	c.ratios()
	c.w.focus(c.cut)
}

// whole shows all of the picture again.
func (c *cropping) whole() {
	c.cut.SetFrame(crop.Frame{Aspect: c.cut.Frame().Aspect, W: 1, H: 1})
	c.ratios()
	c.w.focus(c.cut)
}

// tell says how many pixels are left, and how wide they can be printed.
func (c *cropping) tell() {
	x0, y0, x1, y1 := c.cut.Frame().Crop().Pixels(c.size.X, c.size.Y)
	d := c.w.d
	width := int(math.Round(float64(x1-x0) / printDots * 25.4))
	c.said.SetText(d.S("crop.size", "Width", x1-x0, "Height", y1-y0, "Of", strconv.Itoa(c.size.X)+" × "+strconv.Itoa(c.size.Y), "Millimetres", width))
}

package view

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // pictures come as GIF,
	_ "image/jpeg" // as JPEG
	_ "image/png"  // and as PNG

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/draw"

	"galley/editor/view/layout"
)

// Caps of a picture: what is larger is not decoded, what is wider is kept smaller.
const (
	mostPixels = 64 << 20
	mostWidth  = 1600
	mostKept   = 24 // pictures in memory
)

// picture is a picture by its hash.
type picture struct {
	width, height int // as in the file
	image         image.Image
	err           error
	asked         bool
}

// pictures are those that were seen.
type pictures struct {
	e     *Editor
	known map[string]*picture
	shown []string // those in memory, the latest last
}

func (p *pictures) init(e *Editor) { p.e, p.known = e, map[string]*picture{} }

// info returns what is known of a picture.
func (p *pictures) info(hash string) (layout.PictureInfo, bool) {
	pic := p.known[hash]
	if pic == nil || pic.width == 0 && pic.err == nil {
		return layout.PictureInfo{}, false
	}
	if pic.err != nil {
		return layout.PictureInfo{Said: p.e.o.NoPicture}, true
	}
	return layout.PictureInfo{Width: pic.width, Height: pic.height}, true
}

// get returns a picture, and reads it elsewhere when it is not in memory.
func (p *pictures) get(hash string) *picture {
	pic := p.known[hash]
	if pic == nil {
		pic = &picture{}
		p.known[hash] = pic
	}
	if pic.image == nil && pic.err == nil && !pic.asked && p.e.o.Pictures != nil {
		pic.asked = true
		read, later := p.e.o.Pictures, p.e.o.Later
		p.e.o.Go(func() {
			got := decode(read, hash)
			later(func() { p.arrived(hash, got) })
		})
	}
	return pic
}

// arrived takes a picture that was read.
func (p *pictures) arrived(hash string, got picture) {
	was := *p.known[hash]
	*p.known[hash] = got
	p.shown = append(p.shown, hash)
	if len(p.shown) > mostKept {
		if old := p.known[p.shown[0]]; old != p.known[hash] {
			old.image, old.asked = nil, false
		}
		p.shown = p.shown[1:]
	}
	e := p.e
	if was.width != got.width || was.height != got.height || got.err != nil {
		e.scroll.pin(e)
		e.lay.Changed(hash)
		e.scroll.unpin(e)
	}
	e.sync()
}

// decode reads a picture within the caps.
func decode(read func(string) ([]byte, error), hash string) picture {
	data, err := read(hash)
	if err != nil {
		return picture{err: err}
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return picture{err: fmt.Errorf("view: picture %s: %w", hash, err)}
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > mostPixels/c.Height {
		return picture{err: fmt.Errorf("view: picture %s: %d × %d pixels are too many", hash, c.Width, c.Height)}
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return picture{err: fmt.Errorf("view: picture %s: %w", hash, err)}
	}
	if c.Width > mostWidth {
		small := image.NewRGBA(image.Rect(0, 0, mostWidth, max(1, c.Height*mostWidth/c.Width)))
		draw.ApproxBiLinear.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
		img = small
	}
	return picture{width: c.Width, height: c.Height, image: img}
}

// showPictures puts the pictures that are in the window on the canvas.
func (r *renderer) showPictures(blocks []layout.Block) {
	n := 0
	for i := range blocks {
		b := &blocks[i]
		for _, s := range b.Shapes {
			if s.Kind != layout.Picture {
				continue
			}
			at := r.e.place(s.X, b.Y+s.Y)
			if at.Y > r.e.Size().Height || at.Y+float32(s.Height.Points()) < 0 {
				continue
			}
			pic := r.e.pictures.get(s.Hash)
			if pic.image == nil {
				continue // its ground is seen
			}
			if n == len(r.pictures) {
				o := &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
				r.pictures = append(r.pictures, o)
			}
			o := r.pictures[n]
			n++
			if o.Image != pic.image {
				o.Image = pic.image
				o.Refresh()
			}
			move(o, at, fyne.NewSize(float32(s.Width.Points()), float32(s.Height.Points())))
			r.objects = append(r.objects, o)
		}
	}
}

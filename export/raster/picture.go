package raster

import (
	"crypto/sha256"
	"fmt"
	"image"
	"image/draw"
	"math"
	"sync"

	xdraw "golang.org/x/image/draw"

	"galley/export/page"
	"galley/export/picture"
)

// pictures keeps scaled pictures, those that were used last.
type pictures struct {
	mu    sync.Mutex
	clock int
	used  int // bytes
	kept  map[pictureKey]*scaled
}

type pictureKey struct {
	sum  [sha256.Size]byte
	size image.Point
}

type scaled struct {
	*image.RGBA
	last int // clock of its last use
}

func (c *pictures) find(k pictureKey) (*image.RGBA, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, ok := c.kept[k]
	if !ok {
		return nil, false
	}
	c.clock++
	m.last = c.clock
	return m.RGBA, true
}

// keep takes a picture in, and lets those go that were not used for the longest time. One that is larger than all that may be kept is not.
func (c *pictures) keep(k pictureKey, m *image.RGBA) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.kept[k]; there || len(m.Pix) > pictureBytes {
		return
	}
	if c.kept == nil {
		c.kept = map[pictureKey]*scaled{}
	}
	for c.used+len(m.Pix) > pictureBytes {
		var oldest pictureKey
		last := math.MaxInt
		for key, s := range c.kept {
			if s.last < last {
				oldest, last = key, s.last
			}
		}
		c.used -= len(c.kept[oldest].Pix)
		delete(c.kept, oldest)
	}
	c.clock++
	c.used += len(m.Pix)
	c.kept[k] = &scaled{m, c.clock}
}

// picture draws a picture upright into its rectangle.
func (s *sheet) picture(m page.Picture) error {
	if m.W <= 0 || m.H <= 0 {
		return nil
	}
	x0, x1 := s.edges(m.X, m.X+m.W)
	y0, y1 := s.edges(m.Y, m.Y+m.H)
	r := image.Rect(x0, y0, x1, y1)
	if r.Dx() > 2*s.Rect.Dx()+64 || r.Dy() > 2*s.Rect.Dy()+64 {
		return fmt.Errorf("picture %s: %d × %d pixels on a sheet of %d × %d", m.Hash, r.Dx(), r.Dy(), s.Rect.Dx(), s.Rect.Dy())
	}
	k := pictureKey{sha256.Sum256(m.Data), r.Size()}
	p, ok := s.pictures.find(k)
	if !ok && s.sketch {
		s.fill(r, inkOf(page.Hair))
		s.lacking = true
		return nil
	}
	if !ok {
		var err error
		if p, err = scale(m.Data, r.Size()); err != nil {
			return fmt.Errorf("picture %s: %w", m.Hash, err)
		}
		s.pictures.keep(k, p)
	}
	draw.Draw(s.RGBA, r, p, image.Point{}, draw.Over)
	return nil
}

// scale returns a picture upright at a size.
func scale(data []byte, size image.Point) (*image.RGBA, error) {
	m, config, err := picture.Decode(data)
	if err != nil {
		return nil, err
	}
	orientation := picture.Orientation(data)
	stored := size
	if picture.Sideways(orientation) {
		stored = image.Pt(size.Y, size.X)
	}
	whole := image.Rect(0, 0, config.Width, config.Height)
	if m.Bounds() != whole { // a GIF whose frame covers a part
		all := image.NewRGBA(whole)
		draw.Draw(all, whole, m, whole.Min, draw.Src)
		m = all
	}
	kernel := xdraw.CatmullRom
	if photo, ok := m.(*image.YCbCr); ok {
		if config.Width > stored.X {
			kernel = xdraw.BiLinear // a photograph made smaller has no edges that want sharpening, and this takes half the time
		}
		m = reduce(photo, min(5*config.Width/(6*stored.X), 5*config.Height/(6*stored.Y)))
	}
	dst := image.NewRGBA(image.Rectangle{Max: stored})
	kernel.Scale(dst, dst.Rect, m, m.Bounds(), xdraw.Src, nil)
	return picture.Turn(dst, orientation), nil
}

// reduce averages squares of n × n pixels of a photograph, so that the slow filter after it has little more on each side than it makes: a fifth
// more at least is left.
func reduce(m *image.YCbCr, n int) image.Image {
	if n < 2 || m.Rect.Min != (image.Point{}) { // a decoder's pictures begin at 0, 0
		return m
	}
	w, h := m.Rect.Dx()/n, m.Rect.Dy()/n
	out := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio444)
	sums := make([]uint32, w)
	area := uint32(n * n)
	for y := range h {
		clear(sums)
		for row := y * n; row < (y+1)*n; row++ {
			line := m.Y[row*m.YStride:]
			for x := range sums {
				var sum uint32
				for _, v := range line[x*n : x*n+n] {
					sum += uint32(v)
				}
				sums[x] += sum
			}
		}
		for x, sum := range sums {
			out.Y[y*out.YStride+x] = uint8((sum + area/2) / area)
		}
	}
	// Colour is stored coarser than light in most photographs: each of its samples is looked at once.
	across, down := 1, 1
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio420:
		across, down = 2, 2
	case image.YCbCrSubsampleRatio422:
		across = 2
	case image.YCbCrSubsampleRatio411:
		across = 4
	case image.YCbCrSubsampleRatio410:
		across, down = 4, 2
	case image.YCbCrSubsampleRatio440:
		down = 2
	}
	for y := range h {
		for x := range w {
			var cb, cr, count uint32
			for row := y * n; row < (y+1)*n; row += down {
				line := row / down * m.CStride
				for column := x * n; column < (x+1)*n; column += across {
					cb, cr, count = cb+uint32(m.Cb[line+column/across]), cr+uint32(m.Cr[line+column/across]), count+1
				}
			}
			out.Cb[y*out.CStride+x], out.Cr[y*out.CStride+x] = uint8((cb+count/2)/count), uint8((cr+count/2)/count)
		}
	}
	return out
}

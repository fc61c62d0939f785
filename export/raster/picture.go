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
	if photo, ok := m.(*image.YCbCr); ok {
		m = reduce(photo, min(config.Width/(2*stored.X), config.Height/(2*stored.Y)))
	}
	dst := image.NewRGBA(image.Rectangle{Max: stored})
	xdraw.CatmullRom.Scale(dst, dst.Rect, m, m.Bounds(), xdraw.Src, nil)
	return picture.Turn(dst, orientation), nil
}

// reduce averages squares of n × n pixels of a photograph, so that the slow filter after it has no more than twice the pixels that it makes.
func reduce(m *image.YCbCr, n int) image.Image {
	if n < 2 {
		return m
	}
	w, h := m.Rect.Dx()/n, m.Rect.Dy()/n
	out := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio444)
	sums := make([][3]uint32, w)
	for y := range h {
		clear(sums)
		for row := y * n; row < (y+1)*n; row++ {
			at := m.YOffset(m.Rect.Min.X, m.Rect.Min.Y+row)
			for x := range w {
				for i := range n {
					chroma := m.COffset(m.Rect.Min.X+x*n+i, m.Rect.Min.Y+row)
					sums[x][0] += uint32(m.Y[at+x*n+i])
					sums[x][1] += uint32(m.Cb[chroma])
					sums[x][2] += uint32(m.Cr[chroma])
				}
			}
		}
		area := uint32(n * n)
		for x, s := range sums {
			out.Y[y*out.YStride+x] = uint8((s[0] + area/2) / area)
			out.Cb[y*out.CStride+x] = uint8((s[1] + area/2) / area)
			out.Cr[y*out.CStride+x] = uint8((s[2] + area/2) / area)
		}
	}
	return out
}

package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strconv"

	"galley/export/page"
)

// Pictures larger than this are refused before they are decoded: a decoded picture takes up to 4 bytes a pixel.
const (
	maxPictureBytes  = 64 << 20
	maxPicturePixels = 40_000_000
)

// pictures is the pictures of a document, each once, in the order of first use.
type pictures struct {
	list []*picture
	seen map[[sha256.Size]byte]*picture
}

// picture is a picture as the file holds it: an image XObject (ISO 32000-1, 8.9.5).
type picture struct {
	name        string // in the resources of the page
	orientation int    // EXIF 2.3, 4.6.4, tag 274: 1 to 8
	dict        string // everything but Type, Subtype and Length
	data        []byte
}

// find returns a picture ready to be drawn, and takes it in when it is new.
func (ps *pictures) find(m page.Picture) (*picture, error) {
	sum := sha256.Sum256(m.Data)
	if p, ok := ps.seen[sum]; ok {
		return p, nil
	}
	p, err := takePicture(m.Data)
	if err != nil {
		name := m.Hash
		if name == "" {
			name = fmt.Sprintf("%x", sum)
		}
		return nil, fmt.Errorf("picture %s: %w", name, err)
	}
	p.name = fmt.Sprintf("P%d", len(ps.list)+1)
	if ps.seen == nil {
		ps.seen = make(map[[sha256.Size]byte]*picture)
	}
	ps.seen[sum] = p
	ps.list = append(ps.list, p)
	return p, nil
}

// takePicture decodes a PNG, JPEG or GIF completely, so that a damaged one is found here and not by a reader, and prepares it for the file:
// a JPEG keeps its samples but loses its metadata (a camera writes down where it was), anything else becomes 8-bit samples without
// transparency, which PDF/A-1 forbids: what was transparent is white. Of a GIF the first frame is taken.
func takePicture(b []byte) (*picture, error) {
	if len(b) == 0 {
		return nil, errors.New("it is empty")
	}
	if len(b) > maxPictureBytes {
		return nil, fmt.Errorf("it has %d MiB; at most %d can be printed", len(b)>>20, maxPictureBytes>>20)
	}
	config, format, err := pictureConfig(b)
	if err != nil {
		return nil, err
	}
	if config.Width <= 0 || config.Height <= 0 {
		return nil, errors.New("it has no pixels")
	}
	if config.Width > maxPicturePixels/config.Height {
		return nil, fmt.Errorf("it has %d × %d pixels; at most %d million can be printed", config.Width, config.Height, maxPicturePixels/1_000_000)
	}
	switch format {
	case "jpeg":
		return takeJPEG(b)
	case "gif":
		m, err := gif.Decode(bytes.NewReader(b))
		if err != nil {
			return nil, damaged(err)
		}
		if whole := image.Rect(0, 0, config.Width, config.Height); m.Bounds() != whole {
			m = onWhite(m, whole)
		}
		return takeSamples(m, 1)
	default:
		m, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			return nil, damaged(err)
		}
		return takeSamples(m, pngOrientation(b))
	}
}

func damaged(err error) error { return fmt.Errorf("it is damaged: %w", err) }

// pictureConfig tells format and size by the first bytes, whatever decoders other packages have registered with package image.
func pictureConfig(b []byte) (c image.Config, format string, err error) {
	r := bytes.NewReader(b)
	switch {
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		format = "png"
		c, err = png.DecodeConfig(r)
	case bytes.HasPrefix(b, []byte("\xff\xd8")):
		format = "jpeg"
		c, err = jpeg.DecodeConfig(r)
	case bytes.HasPrefix(b, []byte("GIF87a")), bytes.HasPrefix(b, []byte("GIF89a")):
		format = "gif"
		c, err = gif.DecodeConfig(r)
	default:
		return c, "", errors.New("it is not a PNG, JPEG or GIF")
	}
	if err != nil {
		return c, "", damaged(err)
	}
	return c, format, nil
}

// takeJPEG keeps the samples of a picture in grey or Y′CbCr as they are. Other colour models (CMYK, RGB without transform) become RGB
// samples: the file promises sRGB.
func takeJPEG(b []byte) (*picture, error) {
	m, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, damaged(err)
	}
	lean, orientation, err := leanJPEG(b)
	if err != nil {
		return nil, damaged(err)
	}
	space := ""
	switch m.(type) {
	case *image.Gray:
		space = "/DeviceGray"
	case *image.YCbCr:
		space = "/DeviceRGB"
	default:
		return takeSamples(m, orientation)
	}
	size := m.Bounds().Size()
	return &picture{
		orientation: orientation,
		dict:        fmt.Sprintf("/Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode", size.X, size.Y, space),
		data:        lean,
	}, nil
}

// leanJPEG copies a JPEG without application and comment segments, save Adobe's APP14, which says how colours are coded, and returns
// its EXIF orientation (ITU-T T.81, B.1; EXIF 2.3, 4.7.2).
func leanJPEG(b []byte) (lean []byte, orientation int, err error) {
	orientation = 1
	lean = append(make([]byte, 0, len(b)), 0xff, 0xd8)
	for at := 2; ; {
		if at+4 > len(b) || b[at] != 0xff {
			return nil, 0, errors.New("a segment is missing")
		}
		marker := b[at+1]
		switch {
		case marker == 0xff: // fill byte
			at++
			continue
		case marker >= 0xd0 && marker <= 0xd9 || marker == 0x01:
			return nil, 0, fmt.Errorf("marker %#02x before the picture", marker)
		}
		end := at + 2 + int(be.Uint16(b[at+2:]))
		if end < at+4 || end > len(b) {
			return nil, 0, errors.New("a segment is cut off")
		}
		switch body := b[at+4 : end]; {
		case marker == 0xda: // start of scan: the rest is samples
			return append(lean, b[at:]...), orientation, nil
		case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			orientation = exifOrientation(body[6:])
		case marker == 0xee || marker < 0xe0:
			lean = append(lean, b[at:end]...)
		}
		at = end
	}
}

// pngOrientation returns the orientation in chunk eXIf (PNG 1.2 extensions, 3.7), or 1.
func pngOrientation(b []byte) int {
	for at := 8; at+12 <= len(b); {
		size := int(be.Uint32(b[at:]))
		if size < 0 || size > len(b)-at-12 {
			return 1
		}
		if string(b[at+4:at+8]) == "eXIf" {
			return exifOrientation(b[at+8 : at+8+size])
		}
		at += 12 + size
	}
	return 1
}

// exifOrientation reads tag 274 of the first directory of a TIFF structure; 1 when there is none or it makes no sense.
func exifOrientation(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	u16, u32 := be.Uint16, be.Uint32
	if string(b[:2]) == "II" {
		u16, u32 = le.Uint16, le.Uint32
	}
	dir := uint64(u32(b[4:]))
	if dir+2 > uint64(len(b)) {
		return 1
	}
	for i := range uint64(u16(b[dir:])) {
		at := dir + 2 + 12*i
		if at+12 > uint64(len(b)) {
			return 1
		}
		if u16(b[at:]) == 274 {
			if v := int(u16(b[at+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}

// onWhite draws a picture over white paper.
func onWhite(m image.Image, bounds image.Rectangle) *image.RGBA {
	dst := image.NewRGBA(bounds)
	draw.Draw(dst, bounds, image.White, image.Point{}, draw.Src)
	draw.Draw(dst, m.Bounds().Intersect(bounds), m, m.Bounds().Intersect(bounds).Min, draw.Over)
	return dst
}

// takeSamples turns a decoded picture into compressed samples. The encoder of package image/png filters and compresses them: the data of a
// PNG is exactly what FlateDecode with predictor 15 reads (ISO 32000-1, 7.4.4.4).
func takeSamples(m image.Image, orientation int) (*picture, error) {
	space, colors := "/DeviceRGB", 3
	switch t := m.(type) {
	case *image.Gray:
		space, colors = "/DeviceGray", 1
	case *image.Gray16:
		gray := image.NewGray(t.Bounds())
		draw.Draw(gray, gray.Bounds(), t, t.Bounds().Min, draw.Src)
		m, space, colors = gray, "/DeviceGray", 1
	case *image.Paletted:
		t.Palette = paletteOnWhite(t.Palette)
		hex := make([]byte, 0, 6*len(t.Palette))
		for _, c := range t.Palette {
			r, g, b, _ := c.RGBA()
			hex = fmt.Appendf(hex, "%02X%02X%02X", r>>8, g>>8, b>>8)
		}
		space, colors = fmt.Sprintf("[/Indexed /DeviceRGB %d <%s>]", len(t.Palette)-1, hex), 1
	default:
		m = onWhite(m, m.Bounds())
	}
	var encoded bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	if m.Bounds().Dx()*m.Bounds().Dy() > 1<<20 {
		encoder.CompressionLevel = png.BestSpeed
	}
	if err := encoder.Encode(&encoded, m); err != nil {
		return nil, err
	}
	bits, data := pngSamples(encoded.Bytes())
	size := m.Bounds().Size()
	return &picture{
		orientation: orientation,
		dict: fmt.Sprintf("/Width %d /Height %d /ColorSpace %s /BitsPerComponent %d /Filter /FlateDecode\n"+
			"/DecodeParms <</Predictor 15 /Colors %d /BitsPerComponent %[4]d /Columns %[1]d>>", size.X, size.Y, space, bits, colors),
		data: data,
	}, nil
}

// paletteOnWhite returns a palette without transparency.
func paletteOnWhite(p color.Palette) color.Palette {
	opaque := make(color.Palette, len(p))
	for i, c := range p {
		r, g, b, a := c.RGBA() // premultiplied
		white := 0xffff - a
		opaque[i] = color.RGBA{uint8((r + white) >> 8), uint8((g + white) >> 8), uint8((b + white) >> 8), 0xff}
	}
	return opaque
}

// pngSamples returns bit depth and data of a PNG that package image/png has just written.
func pngSamples(b []byte) (bits int, data []byte) {
	bits = int(b[24])
	for at := 8; at+12 <= len(b); {
		size := int(be.Uint32(b[at:]))
		if string(b[at+4:at+8]) == "IDAT" {
			data = append(data, b[at+8:at+8+size]...)
		}
		at += 12 + size
	}
	return bits, data
}

// object is the picture as an object of the file.
func (p *picture) object() object {
	return object{dict: []byte("<</Type /XObject /Subtype /Image " + p.dict + " /Length " + strconv.Itoa(len(p.data)) + ">>"), stream: p.data}
}

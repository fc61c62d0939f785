// Package picture reads the pictures of a piece, which come from outside: cameras, web pages, Word files.
//
// Formats are PNG, JPEG and GIF, of which the first frame is taken. [Decode] refuses what is too large to be decoded in good memory, and what
// is damaged, with an error; it never shows half a picture. [Orientation] says how a camera was held.
//
// [Rendition] is what may leave the house: a part of the picture, in sRGB, with nothing beside the picture itself. [Reduced] is the same for a screen.
// [Note] is what the photographer wrote into it. See DESIGN.md.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// Pictures larger than this are refused before they are decoded: a decoded picture takes up to 8 bytes a pixel.
const (
	MaxBytes  = 64 << 20
	MaxPixels = 40_000_000
)

// Config tells the format ("png", "jpeg" or "gif") and size by the first bytes, whatever decoders other packages have registered with
// package image. The size is as stored, before [Orientation].
func Config(b []byte) (c image.Config, format string, err error) {
	r := bytes.NewReader(b)
	switch {
	case len(b) == 0:
		return c, "", errors.New("it is empty")
	case len(b) > MaxBytes:
		return c, "", fmt.Errorf("it has %d MiB; at most %d can be shown", len(b)>>20, MaxBytes>>20)
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
	switch {
	case err != nil:
		return c, "", damaged(err)
	case c.Width <= 0 || c.Height <= 0:
		return c, "", errors.New("it has no pixels")
	case c.Width > MaxPixels/c.Height:
		return c, "", fmt.Errorf("it has %d × %d pixels; at most %d million can be shown", c.Width, c.Height, MaxPixels/1_000_000)
	}
	return c, format, nil
}

func damaged(err error) error { return fmt.Errorf("it is damaged: %w", err) }

// Decode decodes a picture completely, as it is stored. The bounds of the result are those of [Config] but for a GIF, whose frame may
// cover a part of them.
func Decode(b []byte) (image.Image, image.Config, error) {
	c, format, err := Config(b)
	if err != nil {
		return nil, c, err
	}
	var m image.Image
	switch r := bytes.NewReader(b); format {
	case "png":
		m, err = png.Decode(r)
	case "jpeg":
		m, err = jpeg.Decode(r)
	case "gif":
		m, err = gif.Decode(r)
	}
	if err != nil {
		return nil, c, damaged(err)
	}
	return m, c, nil
}

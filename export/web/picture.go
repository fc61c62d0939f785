package web

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strconv"
	"strings"

	"galley/export/picture"
	"galley/export/raster"
)

// widths are those of a picture's files in pixels: a phone, a phone with fine dots or a column of text, a column with fine dots.
var widths = []int{480, 960, 1600}

// jpegQuality of photographs.
const jpegQuality = 82

// Picture is one file of a picture.
type Picture struct {
	Address       string
	Hash          string // names the picture as the piece has it: its digest, and its crop after a dash
	Width, Height int    // pixels
}

// Encode makes the file of the picture as the piece has it: upright, at the width, without anything beside the picture itself. Photographs stay
// JPEG, everything else becomes PNG.
func (p Picture) Encode(data []byte) ([]byte, error) {
	_, format, err := picture.Config(data)
	if err != nil {
		return nil, fmt.Errorf("web: picture %s: %w", p.Hash, err)
	}
	m, err := raster.Scale(data, image.Pt(p.Width, p.Height))
	if err != nil {
		return nil, fmt.Errorf("web: picture %s: %w", p.Hash, err)
	}
	var b bytes.Buffer
	if format == "jpeg" {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: jpegQuality})
	} else {
		err = png.Encode(&b, m)
	}
	if err != nil {
		return nil, fmt.Errorf("web: picture %s: %w", p.Hash, err)
	}
	return b.Bytes(), nil
}

// files returns the files of a picture, the narrowest first: none is wider than the picture.
func (s Site) files(hash string, data []byte) ([]Picture, error) {
	config, format, err := picture.Config(data)
	if err != nil {
		return nil, err
	}
	w, h := config.Width, config.Height
	if picture.Sideways(picture.Orientation(data)) {
		w, h = h, w
	}
	if w < 1 || h < 1 {
		return nil, fmt.Errorf("a picture of %d × %d", w, h)
	}
	ending := ".png"
	if format == "jpeg" {
		ending = ".jpg"
	}
	var out []Picture
	for _, width := range widths {
		width = min(width, w)
		if slices.ContainsFunc(out, func(p Picture) bool { return p.Width == width }) {
			break
		}
		out = append(out, Picture{s.Home + "pictures/" + fileName(hash) + "-" + strconv.Itoa(width) + ending, hash, width, max(1, (h*width+w/2)/w)})
	}
	return out, nil
}

// fileName returns what the files of a picture are called: the first half of its digest, and its crop where it has one.
func fileName(shown string) string {
	hash, crop, cropped := strings.Cut(shown, "-")
	hash = hash[:min(len(hash), 32)]
	if cropped {
		hash += "-" + crop
	}
	return hash
}

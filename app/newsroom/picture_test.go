package newsroom_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/export/picture"
)

// TestRenditions makes sure that a piece has what its figures show, and the newsroom the original.
func TestRenditions(t *testing.T) {
	r := newRoom(t, t.Context())
	original := photo(t, 2000)
	hash, err := r.CreatePicture(r.ctx, original)
	must(t, err)
	shown := model.Attrs{Picture: hash, Crop: model.Crop{X: 1000, W: 5000, H: 10000}}.Shown()
	for _, c := range []struct {
		name  string
		find  func(string) ([]byte, error)
		shown string
		wide  int
	}{
		{"the original", func(s string) ([]byte, error) { return r.Picture(r.ctx, s) }, hash, 2000},
		{"the whole", func(s string) ([]byte, error) { return r.Rendition(r.ctx, s) }, hash, 2000},
		{"a part", func(s string) ([]byte, error) { return r.Rendition(r.ctx, s) }, shown, 1000},
		{"on a screen", func(s string) ([]byte, error) { return r.Screen(r.ctx, s) }, hash, newsroom.ScreenSide},
		{"a part on a screen", func(s string) ([]byte, error) { return r.Screen(r.ctx, s) }, shown, 1000},
	} {
		for range 2 { // made, and found again
			data, err := c.find(c.shown)
			must(t, err)
			if conf, _, err := picture.Config(data); err != nil || conf.Width != c.wide {
				t.Errorf("%s has %d pixels: %v, want %d", c.name, conf.Width, err, c.wide)
			}
		}
	}
	if _, err := r.Rendition(r.ctx, hash+"-0000"); newsroom.CodeOf(err) != newsroom.Invalid {
		t.Errorf("a crop that is none: %v", err)
	}
}

// TestHostilePictures makes sure that nothing is kept that cannot be shown.
func TestHostilePictures(t *testing.T) {
	r := newRoom(t, t.Context())
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 64)), nil))
	for name, data := range map[string][]byte{"nothing": nil, "words": []byte("photo"), "half": b.Bytes()[:b.Len()/2]} {
		if _, err := r.CreatePicture(r.ctx, data); newsroom.CodeOf(err) != newsroom.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

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

// TestShelf follows a picture: it comes with the photographer's words, is used, cannot be put away while it is, and comes back when it is taken in
// again. Its bytes are there all the time.
func TestShelf(t *testing.T) {
	r := newRoom(t, t.Context())
	writer, reviewer, chief := r.staff["甲"], r.staff["丙"], r.staff["戊"]
	data := credited(t, "摄影：张三", "© 2026 校报")
	p, err := r.TakePicture(r.ctx, writer, `C:\照片\典礼.jpg`, data)
	must(t, err)
	if p.Name != "典礼.jpg" || p.Credit != "摄影：张三" || p.Rights != "© 2026 校报" || p.By != writer.ID || p.At.IsZero() {
		t.Errorf("it is known as %+v", p)
	}
	find := func() newsroom.Shelved {
		t.Helper()
		all, err := r.Shelf(r.ctx)
		must(t, err)
		if len(all) != 1 {
			t.Fatalf("%d pictures", len(all))
		}
		return all[0]
	}
	if s := find(); len(s.Uses) != 0 || !s.Matches("张三 典礼") || s.Matches("李四") {
		t.Errorf("unused: %+v", s)
	}
	m := manuscript("headline(典礼) p(今天举行。)")
	m.Doc = model.New(model.Doc, model.Attrs{}, append(m.Doc.Children()[:4:4], model.New(model.Body, model.Attrs{}, model.New(model.Figure, p.Figure()), model.New(model.Figure, p.Figure())))...)
	a, err := r.Create(r.ctx, writer, m)
	must(t, err)
	if s := find(); len(s.Uses) != 1 || s.Uses[0].Number != a.Number || s.Uses[0].Times != 2 || !s.Matches("典礼 2026") {
		t.Errorf("used: %+v", s)
	}
	if err := r.PutAway(r.ctx, writer, p.Hash, true); newsroom.CodeOf(err) != newsroom.Conflict {
		t.Errorf("put away while it is used: %v", err)
	}
	other, err := r.TakePicture(r.ctx, writer, "x.png", photo(t, 3))
	must(t, err)
	for _, c := range []struct {
		who  newsroom.Staff
		away bool
		code newsroom.Code
	}{{reviewer, true, newsroom.Forbidden}, {writer, true, ""}, {writer, true, ""}, {chief, false, ""}, {chief, true, ""}} {
		if err := r.PutAway(r.ctx, c.who, other.Hash, c.away); (err != nil || c.code != "") && newsroom.CodeOf(err) != c.code {
			t.Errorf("%s puts away %v: %v", c.who.Name, c.away, err)
		}
	}
	if _, err := r.Picture(r.ctx, other.Hash); err != nil {
		t.Errorf("its bytes: %v", err)
	}
	if again, err := r.TakePicture(r.ctx, reviewer, "y.png", photo(t, 3)); err != nil || again.Away || again.Name != "x.png" || again.By != writer.ID {
		t.Errorf("taken in again: %+v %v", again, err)
	}
	if err := r.PutAway(r.ctx, chief, "none", true); newsroom.CodeOf(err) != newsroom.NotFound {
		t.Errorf("what is not there: %v", err)
	}
}

// credited is a JPEG with a by-line and a copyright notice in IPTC-IIM.
func credited(t testing.TB, by, rights string) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 64)), nil))
	var iim []byte
	for _, s := range []struct {
		set  byte
		text string
	}{{80, by}, {116, rights}} {
		iim = append(iim, 0x1c, 2, s.set, 0, byte(len(s.text)))
		iim = append(iim, s.text...)
	}
	body := append([]byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00"), byte(len(iim)))
	body = append(body, iim...)
	segment := append([]byte{0xff, 0xed, 0, byte(len(body) + 2)}, body...)
	return append(append(b.Bytes()[:2:2], segment...), b.Bytes()[2:]...)
}

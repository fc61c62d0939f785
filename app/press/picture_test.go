package press_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/store/storetest"
	"galley/editor/model"
)

// halves is a photograph, red at the left and blue at the right, with a place in its EXIF.
func halves(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 800, 400))
	for y := range 400 {
		for x := range 800 {
			c := color.RGBA{200, 20, 20, 255}
			if x >= 400 {
				c = color.RGBA{20, 20, 200, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, m, nil))
	place := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x00 GPS 31.2304N"
	segment := append([]byte{0xff, 0xe1, 0, byte(len(place) + 2)}, place...)
	return append(append(b.Bytes()[:2:2], segment...), b.Bytes()[2:]...)
}

// TestCropsAndPlaces makes sure that every file shows the part of a picture that its figure does, with its credit, and that none says where it was taken.
func TestCropsAndPlaces(t *testing.T) {
	ctx := t.Context()
	room := newsroom.New(storetest.NewMemory(), now)
	must(t, furnish.House(ctx, room))
	people, err := room.Staff(ctx)
	must(t, err)
	writer := furnish.CastOf(people).Writer
	s, err := room.Settings(ctx)
	must(t, err)
	taken, err := room.TakePicture(ctx, writer, "halves.jpg", halves(t))
	must(t, err)
	attrs := taken.Figure()
	attrs.Crop, attrs.Credit, attrs.Rights = model.Crop{X: 6000, W: 4000, H: 10000}, "摄影：王五", "© 2026 校报"
	a, err := room.Create(ctx, writer, newsroom.NewManuscript(s, "红与蓝", []*model.Node{model.New(model.Figure, attrs, model.NewText("只有蓝的"))}))
	must(t, err)
	p := press.New(room, now)

	blue := func(what string, m image.Image) {
		t.Helper()
		seen := false
		for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y += 7 {
			for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x += 7 {
				r, _, b, _ := m.At(x, y).RGBA()
				r, b = r>>8, b>>8
				seen = seen || b > 150 && r < 60
				if r > 185 && b < 30 { // the red of a card is darker
					t.Fatalf("%s shows what is not in the crop at %d, %d", what, x, y)
				}
			}
		}
		if !seen {
			t.Errorf("%s does not show the picture", what)
		}
	}
	clean := func(what string, data []byte) {
		t.Helper()
		if bytes.Contains(data, []byte("GPS")) {
			t.Errorf("%s says where the picture was taken", what)
		}
	}

	file, _, err := p.PDF(ctx, []newsroom.Article{a}, press.Job{})
	must(t, err)
	clean("the PDF", file)
	if text := extract(t, file); !strings.Contains(text, "摄影：王五") || !strings.Contains(text, "© 2026 校报") {
		t.Errorf("the PDF says %q", text)
	}
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "a.pdf"), file, 0o600))
	if out, err := exec.Command("pdfimages", "-j", filepath.Join(dir, "a.pdf"), filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("pdfimages, of Debian's poppler-utils: %v %s", err, out)
	}
	images, err := filepath.Glob(filepath.Join(dir, "p-*.jpg"))
	must(t, err)
	if len(images) != 1 {
		t.Fatalf("the PDF has %d photographs", len(images))
	}
	data, err := os.ReadFile(images[0])
	must(t, err)
	m, err := jpeg.Decode(bytes.NewReader(data))
	must(t, err)
	blue("the PDF", m)

	docx, _, err := p.Word(ctx, a, press.WordOptions{})
	must(t, err)
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	must(t, err)
	media := 0
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(r)
		must(t, err)
		clean(f.Name, data)
		if strings.HasPrefix(f.Name, "word/media/") {
			media++
			m, err := jpeg.Decode(bytes.NewReader(data))
			must(t, err)
			blue(f.Name, m)
		}
	}
	if media != 1 {
		t.Errorf("the Word file has %d pictures", media)
	}

	made, err := p.Card(ctx, a, press.CardJob{Picture: 1})
	must(t, err)
	blue("card", made.Image)
}

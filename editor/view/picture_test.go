package view

import (
	"bytes"
	"errors"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/view/layout"
)

var update = flag.Bool("update", false, "write the pictures anew")

// save writes what a window shows.
func save(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// english is a document in another language than the rest.
const english = `headline(Committee meets on the new library) abstract(The committee met on Monday; the plan was accepted.)
p(The committee met on Monday in the reading room, and [strong accepted] the plan for the [em new] library with [u two] changes — see [link=https://example.org/ the minutes].)
h1(Decisions) ol(li(p(Opening hours)) li(p(Staff, see H[sub 2]O and x[sup 2]))) quote(p(“We are glad.”))
table(tr(th(p(Item)) th(p(Who))) tr(td(p(Shelves)) td(p(A. Smith)))) p()`

// TestPictures compares a few windows with pictures: both themes, both languages, twice the size. Places are compared by the layout's goldens; a
// picture may differ by the rounding of a machine's floating point.
func TestPictures(t *testing.T) {
	sample, err := os.ReadFile("layout/testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name          string
		doc           string
		scale         float32
		width, height float32
		change        func(*Options)
	}{
		{"zh-light", string(sample), 1, 840, 1380, func(*Options) {}},
		{"zh-dark", string(sample), 1, 840, 700, func(o *Options) { o.Colors = dark }},
		{"en-light-2x", english, 2, 640, 520, func(o *Options) {
			o.Western, o.Label, o.Hints = true, "Abstract", map[model.Kind]string{model.Subtitle: "Subtitle"}
		}},
		{"empty", "p()", 1, 640, 400, func(*Options) {}},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			e, w := open(t, build.Doc(c.doc), c.width, c.height, c.change)
			if s, ok := w.Canvas().(interface{ SetScale(float32) }); ok {
				s.SetScale(c.scale)
			}
			comment := rgb(0xFFF3C9)
			if e.o.Colors == dark {
				comment = rgb(0x4A421F)
			}
			e.SetDecorations(Comments, []Decoration{{From: 140, To: 160, Color: comment}})
			e.SetDecorations(Findings, []Decoration{{From: 112, To: 118, Shape: Squiggle, Color: e.o.Colors.Red}})
			e.SetDecorations(Changes, []Decoration{{From: 120, To: 160, Shape: MarginBar, Color: e.o.Colors.Red}})
			e.Act(Down)
			path := filepath.Join("testdata", c.name+".png")
			if *update {
				save(t, w, path)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			got := w.Canvas().Capture()
			if n := differing(got, want); n > 50 {
				failed := filepath.Join(t.TempDir(), c.name+".png")
				save(t, w, failed)
				t.Errorf("%d pixels differ from %s; go test ./editor/view -update writes it anew", n, path)
			}
		})
	}
}

// differing counts the pixels of which a part differs by more than a shade.
func differing(a, b image.Image) int {
	if a.Bounds() != b.Bounds() {
		return a.Bounds().Dx() * a.Bounds().Dy()
	}
	x, y := image.NewNRGBA(a.Bounds()), image.NewNRGBA(b.Bounds())
	draw.Draw(x, x.Rect, a, a.Bounds().Min, draw.Src)
	draw.Draw(y, y.Rect, b, b.Bounds().Min, draw.Src)
	n := 0
	for i := 0; i < len(x.Pix); i += 4 {
		for k := range 3 {
			if d := int(x.Pix[i+k]) - int(y.Pix[i+k]); d > 24 || d < -24 {
				n++
				break
			}
		}
	}
	return n
}

// TestPicturesOfFigures reads pictures elsewhere, gives them the room of their size, and says it where there is none.
func TestPicturesOfFigures(t *testing.T) {
	test.NewTempApp(t)
	img := image.NewNRGBA(image.Rect(0, 0, 200, 100))
	draw.Draw(img, img.Rect, image.NewUniform(color.NRGBA{200, 30, 30, 255}), image.Point{}, draw.Src)
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		t.Fatal(err)
	}
	var work []func()
	e, _ := open(t, build.Doc("p(前) fig=a(甲) fig=b(乙) fig=c(丙)"), 900, 1400, func(o *Options) {
		o.NoPicture = "没有图片"
		o.Go = func(f func()) { work = append(work, f) }
		o.Pictures = func(hash string) ([]byte, error) {
			switch hash {
			case build.Picture("a"):
				return data.Bytes(), nil
			case build.Picture("b"):
				return nil, errors.New("gone")
			}
			return []byte("not a picture"), nil
		}
	})
	if len(work) != 3 {
		t.Fatalf("%d pictures are read", len(work))
	}
	for _, f := range work {
		f()
	}
	var shapes []layout.Shape
	said := 0
	for b := range e.lay.Blocks(0, e.lay.Height()) {
		for _, s := range b.Shapes {
			if s.Kind == layout.Picture {
				shapes = append(shapes, s)
			}
		}
		said += len(b.Signs)
	}
	if w, h := shapes[0].Width.Points(), shapes[0].Height.Points(); w != 200 || h != 100 {
		t.Errorf("the picture is %v × %v", w, h)
	}
	if said != 2 {
		t.Errorf("%d missing pictures are said", said)
	}
	if len(e.r.pictures) != 1 {
		t.Errorf("%d pictures are shown", len(e.r.pictures))
	}
}

func TestDecorationsFollowTheText(t *testing.T) {
	test.NewTempApp(t)
	doc, tags := build.Tagged("p(一<a>二三<b>四) p(五<c>六<d>七)")
	e, _ := open(t, doc, 900, 500)
	e.SetDecorations(Hits, []Decoration{{From: tags["c"], To: tags["d"], Key: 2}, {From: tags["a"], To: tags["b"], Key: 1}})
	texts := func() string {
		s := ""
		for _, d := range e.Decorations(Hits) {
			s += e.State().Doc().TextBetween(d.From, d.To) + " "
		}
		return s
	}
	if got := texts(); got != "二三 六 " {
		t.Fatalf("decorated %q", got)
	}
	e.Do(state.Select(state.Caret(tags["a"])))
	play(e, "=甲")
	if got := texts(); got != "二三 六 " {
		t.Errorf("after typing before: %q", got)
	}
	e.Do(state.Select(state.Caret(tags["a"] + 2)))
	play(e, "=乙")
	if got := texts(); got != "二乙三 六 " {
		t.Errorf("after typing inside: %q", got)
	}
	e.Do(state.DeleteRange(tags["a"]+1, tags["a"]+4))
	if got := texts(); got != "六 " {
		t.Errorf("after deleting one: %q", got)
	}
	if got := e.DecorationsAt(Hits, e.Decorations(Hits)[0].From); len(got) != 1 || got[0].Key != 2 {
		t.Errorf("at its start: %v", got)
	}
}

// TestTwoWindowsInStep applies what is written in one window in another.
func TestTwoWindowsInStep(t *testing.T) {
	test.NewTempApp(t)
	doc, tags := build.Tagged("p(一二三<a>四)")
	one, _ := open(t, doc, 900, 500)
	two, _ := open(t, doc, 900, 500)
	one.OnChange = func(tr *state.Transaction, _ state.State) {
		remote := two.State().Begin()
		remote.SetRemote()
		for _, s := range tr.Steps() {
			if err := remote.Step(s); err != nil {
				t.Fatal(err)
			}
		}
		if err := two.Apply(remote); err != nil {
			t.Fatal(err)
		}
	}
	two.Do(state.Select(state.Caret(tags["a"])))
	one.Do(state.Select(state.Caret(1 + tags["a"] - 4)))
	play(one, "=甲乙 Return")
	if !one.State().Doc().Equal(two.State().Doc()) {
		t.Errorf("%s and %s", build.Format(one.State().Doc()), build.Format(two.State().Doc()))
	}
	if got := two.State().Doc().TextBetween(two.head(), two.head()+1); got != "四" {
		t.Errorf("the caret of the other window is before %q", got)
	}
	if err := two.Apply(one.State().Begin()); err == nil {
		t.Error("a transaction of another document applies")
	}
}

// TestZoom keeps what is at the top of the window there.
func TestZoom(t *testing.T) {
	test.NewTempApp(t)
	e, _ := open(t, long(10_000), 900, 500)
	said := 0
	e.OnZoom = func(p int) { said = p }
	e.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -3000)})
	first := func() model.Pos {
		top, bottom := e.view()
		for b := range e.lay.Blocks(top, bottom) {
			return b.Pos
		}
		return -1
	}
	was := first()
	play(e, "Ctrl+= Ctrl+= Ctrl+-")
	if said != 110 || e.Zoom() != 110 || first() != was {
		t.Errorf("at %d %% (said %d) the first block is at %d, not %d", e.Zoom(), said, first(), was)
	}
	play(e, "Ctrl+0")
	e.Act(DocumentEnd)
	if e.Zoom() != 100 || e.scroll.top < e.scroll.most(e)-marginEnd-sheetTop {
		t.Errorf("%d %%, scrolled to %v of %v", e.Zoom(), e.scroll.top, e.scroll.most(e))
	}
}

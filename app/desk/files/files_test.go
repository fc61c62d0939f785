package files

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/theme"
	"galley/assets/catalogue"
)

// play is a chooser over a folder with a page, a picture and a folder with a text.
type play struct {
	t      *testing.T
	w      fyne.Window
	folder string
	chosen []string
}

func newPlay(t *testing.T, o Options) *play {
	test.NewTempApp(t).Settings().SetTheme(theme.Theme{})
	p := &play{t: t, folder: t.TempDir(), w: test.NewTempWindow(t, chrome.Spring())}
	for _, f := range []string{"页.html", "图.png", "内/文.txt"} {
		path := filepath.Join(p.folder, f)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.w.Resize(fyne.NewSize(900, 700))
	if o.Folder == "" {
		o.Folder = p.folder
	}
	o.Words = catalogue.For(catalogue.ZhHans).S
	Show(p.w.Canvas(), o, func(path string) { p.chosen = append(p.chosen, path) })
	return p
}

func (p *play) open() bool { return p.w.Canvas().Overlays().Top() != nil }

// say types a name and presses Return.
func (p *play) say(name string) {
	p.t.Helper()
	e, ok := p.w.Canvas().Focused().(*field.Entry)
	if !ok {
		p.t.Fatalf("the keyboard is at %T", p.w.Canvas().Focused())
	}
	e.SetText(name)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func (p *play) rows() []string {
	var out []string
	for _, o := range test.LaidOutObjects(p.w.Canvas().Overlays().Top()) {
		if r, ok := o.(*fileRow); ok {
			out = append(out, r.name.Text)
		}
	}
	return out
}

func TestOpening(t *testing.T) {
	p := newPlay(t, Options{Suffixes: []string{".html", ".txt"}})
	if got := p.rows(); len(got) != 2 || got[0] != "内" || got[1] != "页.html" {
		t.Errorf("the list shows %v", got)
	}
	p.say("没有.html")
	if !p.open() || len(p.chosen) != 0 {
		t.Fatal("a file that is not there was chosen")
	}
	p.say("内")
	if got := p.rows(); len(got) != 1 || got[0] != "文.txt" {
		t.Errorf("the folder shows %v", got)
	}
	p.say("文.txt")
	if want := filepath.Join(p.folder, "内", "文.txt"); p.open() || len(p.chosen) != 1 || p.chosen[0] != want {
		t.Errorf("chosen is %v, not %s", p.chosen, want)
	}
}

func TestOpeningByWholePath(t *testing.T) {
	p := newPlay(t, Options{})
	want := filepath.Join(p.folder, "图.png")
	p.say(want)
	if len(p.chosen) != 1 || p.chosen[0] != want {
		t.Errorf("chosen is %v", p.chosen)
	}
}

func TestSavingOverAFileIsAskedForTwice(t *testing.T) {
	p := newPlay(t, Options{Save: true, Name: "页.html"})
	p.say("页.html")
	if !p.open() {
		t.Fatal("the file would be replaced without a word")
	}
	p.say("新.html")
	if p.open() || len(p.chosen) != 1 {
		t.Fatalf("a new name is asked about: %v", p.chosen)
	}
	q := newPlay(t, Options{Save: true, Name: "页.html"})
	e := q.w.Canvas().Focused().(*field.Entry)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(q.chosen) != 1 {
		t.Error("the second Return does not replace the file")
	}
}

func TestEscapeChoosesNothing(t *testing.T) {
	p := newPlay(t, Options{})
	p.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.open() || len(p.chosen) != 0 {
		t.Errorf("still open: %v, chosen: %v", p.open(), p.chosen)
	}
}

func TestAFolderThatIsGone(t *testing.T) {
	folder := t.TempDir()
	p := newPlay(t, Options{Folder: filepath.Join(folder, "a", "b")})
	if !p.open() {
		t.Fatal("nothing is asked")
	}
	if got := nearest(filepath.Join(folder, "a", "b")); got != folder {
		t.Errorf("it begins in %s, not %s", got, folder)
	}
}

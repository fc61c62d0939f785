package desk

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"galley/editor/model"
)

// shelved puts photographs on the shelf, of which the first is in a new article, and opens the window from that.
func (h *house) shelved() (*shelf, *writer) {
	h.t.Helper()
	w := h.landscape()
	w.Flush(func(bool) {})
	for i, name := range []string{"图书馆夜景.jpg", "运动会.jpg", "荷塘.jpg", "毕业典礼合影.jpg"} {
		_, err := h.room.TakePicture(h.t.Context(), h.Me, name, photograph(h.t, 300+60*i, 240, i+1))
		h.must(err)
	}
	h.shelf(w)
	return h.pictures, w
}

func (s *shelf) names() []string {
	var out []string
	for _, p := range s.shown {
		out = append(out, p.Name)
	}
	return out
}

// TestShelfWindow finds a picture, puts it into the article, takes one off and puts it back, and leads to the article that shows one.
func TestShelfWindow(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	s, w := h.as("李婉婷").shelved()
	if len(s.shown) != 5 || s.failed != nil {
		t.Fatalf("the shelf has %q, %v", s.names(), s.failed)
	}
	s.query.SetText("运动")
	if got := s.names(); len(got) != 1 || got[0] != "运动会.jpg" {
		t.Fatalf("found %q", got)
	}
	s.insert()
	figures := 0
	w.page.State().Doc().Walk(func(n *model.Node, _ model.Pos) bool {
		if n.Kind() == model.Figure {
			figures++
		}
		return true
	})
	if figures != 2 {
		t.Errorf("the article has %d figures", figures)
	}
	w.Flush(func(bool) {})
	s.query.SetText("校园.jpg")
	s.load()
	p, _ := s.picture()
	if len(p.Uses) != 1 || p.Uses[0].Article != w.Article.ID {
		t.Fatalf("used by %+v", p.Uses)
	}
	s.putAway() // says that it is used
	if s.card == nil {
		t.Fatal("a used picture goes without a word")
	}
	s.card.Close()
	s.openFirst()
	if len(h.writers) != 1 {
		t.Errorf("%d writing windows", len(h.writers))
	}

	s.query.SetText("荷塘")
	s.putAway()
	press1(t, s.win, h.S("cancel"))
	if p, ok := s.picture(); !ok || p.Away {
		t.Error("it went though nobody said so")
	}
	s.putAway()
	press1(t, s.win, h.S("shelf.remove"))
	if len(s.shown) != 0 {
		t.Errorf("still there: %q", s.names())
	}
	s.narrow(shelfAway)
	if got := s.names(); len(got) != 1 {
		t.Fatalf("away: %q", got)
	}
	s.restore()
	s.narrow(shelfUnused)
	if got := s.names(); len(got) != 1 || got[0] != "荷塘.jpg" {
		t.Errorf("back: %q", got)
	}

	h.setDark(true)
	if s.query.Text != "荷塘" || len(s.shown) != 1 {
		t.Error("another theme forgets what was looked for")
	}
	s.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if h.pictures != nil {
		t.Error("Escape does not close the window")
	}
}

// TestShelfRefuses takes what is no picture in with the reason.
func TestShelfRefuses(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("李婉婷").shelf(nil)
	s := h.pictures
	file := filepath.Join(t.TempDir(), "photo.png")
	h.must(os.WriteFile(file, []byte("\x89PNG\r\n\x1a\nand no more"), 0o600))
	s.take(file)
	if s.card == nil || len(s.all) != 0 {
		t.Errorf("%d pictures", len(s.all))
	}
	s.card.Close()
	if s.insert(); s.card != nil {
		t.Error("nothing is chosen, and a card says something")
	}
}

package desk

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"galley/app/desk/chrome"
	"galley/app/desk/field"
	"galley/app/desk/lists"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/assets/catalogue"
	"galley/export/qr"
)

// share1 opens the share window of an article.
func (h *house) share1(a newsroom.Article) *sharing {
	h.t.Helper()
	h.share(a)
	s := h.shares[a.ID]
	if s == nil {
		h.t.Fatal("the share window does not open")
	}
	return s
}

// logoFile is a picture for the middle of a code.
func (h *house) logoFile() string {
	h.t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	draw.Draw(m, m.Rect, image.NewUniform(color.NRGBA{0xB4, 0x23, 0x2A, 0xff}), image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(20, 12, 44, 52), image.NewUniform(color.White), image.Point{}, draw.Src)
	var b bytes.Buffer
	h.must(png.Encode(&b, m))
	path := filepath.Join(h.t.TempDir(), "logo.png")
	h.must(os.WriteFile(path, b.Bytes(), 0o600))
	return path
}

// fieldWith returns the field of a window that has a text.
func (h *house) fieldWith(w fyne.Window, text string) *field.Entry {
	h.t.Helper()
	for _, o := range test.LaidOutObjects(w.Content()) {
		if e, ok := o.(*field.Entry); ok && e.Text == text {
			return e
		}
	}
	h.t.Fatalf("no field has the text %q", text)
	return nil
}

// key presses a key of a window's menu.
func key(t *testing.T, s *sharing, k *desktop.CustomShortcut) {
	t.Helper()
	for _, m := range s.win.MainMenu().Items {
		for _, i := range m.Items {
			if got, ok := i.Shortcut.(*desktop.CustomShortcut); ok && *got == *k && i.Action != nil {
				i.Action()
				return
			}
		}
	}
	t.Fatalf("no entry has the key %v", k)
}

func TestShareWindow(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	s := h.as("王四").share1(h.find(newsroom.Published))
	address := s.code.shared.Content()
	if s.code.failed != nil || s.picture.Image == nil || !strings.HasPrefix(address, "https://") {
		t.Fatalf("%v, %q", s.code.failed, address)
	}
	// The address is copied, and the picture where that can be.
	key(t, s, keyCopyAddress)
	if got := h.app.Clipboard().Content(); got != address {
		t.Errorf("the clipboard has %q", got)
	}
	var copied []byte
	h.CopyPicture = func(png []byte) error {
		copied = png
		return nil
	}
	key(t, s, keyCopyPicture)
	if m, err := png.Decode(bytes.NewReader(copied)); err != nil || m.Bounds().Dx() < 200 {
		t.Errorf("a picture of %d bytes is copied: %v", len(copied), err)
	}
	h.CopyPicture = func([]byte) error { return errors.New("no selection") }
	key(t, s, keyCopyPicture)
	if s.card.failed != nil || s.frame.card == nil {
		t.Error("a picture that cannot be copied is not said")
	}
	s.frame.card.Close()
	// Where it stands is in the address.
	key(t, s, keyPlaces[1])
	if got := s.code.shared.Content(); got != qr.Track(address, "poster") {
		t.Errorf("on a poster the address is %q", got)
	}
	// A size that cannot be is said in place, and no file is made of it.
	side := h.fieldWith(s.win, "24")
	side.SetText("2400")
	if s.code.failed == nil || s.picture.Visible() || !s.code.saves[0].Disabled() {
		t.Error("a side of 2.4 m makes a code")
	}
	key(t, s, keySave)
	if s.frame.card != nil {
		t.Error("a code that is not there is saved")
	}
	side.SetText("9")
	if s.code.failed != nil || len(s.code.shared.Notes) != 2 || !strings.Contains(s.code.known.Text(), "偏小") {
		t.Errorf("of 9 mm it is said: %v %q", s.code.failed, s.code.known.Text())
	}
	side.SetText("40")
	// Colours that are too alike.
	dark := h.fieldWith(s.win, "#000000")
	dark.SetText("#DDDDDD")
	if newsroom.CodeOf(s.code.failed) != newsroom.Invalid || !strings.Contains(s.code.contrast.Text(), "读不出") {
		t.Errorf("%v, %q", s.code.failed, s.code.contrast.Text())
	}
	dark.SetText("#2B5FA8")
	// A logo asks for level H, and a weaker level is refused while it is there.
	s.code.useLogo(h.logoFile())
	if s.code.failed != nil || s.code.shared.Level() != qr.H || s.code.shared.Look().Logo == nil {
		t.Errorf("with a logo: %v, level %v", s.code.failed, s.code.shared.Level())
	}
	key(t, s, keyLevels[0])
	if newsroom.CodeOf(s.code.failed) != newsroom.Invalid {
		t.Errorf("a logo at level L: %v", s.code.failed)
	}
	key(t, s, keyLogo)
	if s.code.failed != nil || s.code.shared.Look().Logo != nil {
		t.Errorf("the logo stays: %v", s.code.failed)
	}
	// The next article has the size and the colours, and no logo.
	s.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(h.shares) != 0 {
		t.Error("Escape leaves the window open")
	}
	s = h.share1(h.find(newsroom.Published))
	if j := s.code.job; j.Side != 40 || j.Look.Dark != 0x2B5FA8 || j.Look.Logo != nil || j.Source != "" {
		t.Errorf("the next code begins with %+v", j)
	}
}

// TestShareFiles saves every kind of file by its key, and reads what is there.
func TestShareFiles(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	s := h.as("王四").share1(h.find(newsroom.Published))
	for _, c := range []struct {
		key    *desktop.CustomShortcut
		tab    shareTab
		ending string
		check  func([]byte) error
	}{
		{keySave, tabCode, ".png", func(b []byte) error { _, err := png.Decode(bytes.NewReader(b)); return err }},
		{keySaveSVG, tabCode, ".svg", func(b []byte) error { return xml.Unmarshal(b, new(struct{ XMLName xml.Name })) }},
		{keyPrint, tabCode, ".pdf", func(b []byte) error {
			if !bytes.HasPrefix(b, []byte("%PDF-")) {
				return errors.New("no PDF")
			}
			return nil
		}},
		{keySaveJPG, tabCard, ".jpg", func(b []byte) error { _, _, err := image.Decode(bytes.NewReader(b)); return err }},
	} {
		key(t, s, c.key)
		if s.tab != c.tab || s.frame.card == nil {
			t.Fatalf("%s: the tab is %d, and no file is asked for", c.ending, s.tab)
		}
		s.frame.card.Press()
		files, err := filepath.Glob(filepath.Join(h.Folder, "*"+c.ending))
		h.must(err)
		if len(files) != 1 || !strings.HasPrefix(filepath.Base(files[0]), string(s.article.Number)) {
			t.Fatalf("%s: %v", c.ending, files)
		}
		data, err := os.ReadFile(files[0])
		h.must(err)
		if err := c.check(data); err != nil {
			t.Errorf("%s: %v", c.ending, err)
		}
		for s.frame.card != nil { // what was saved is said
			s.frame.card.Close()
		}
	}
}

func TestShareCard(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	s := h.as("王四").share1(h.find(newsroom.Published))
	key(t, s, ctrl(fyne.Key2))
	if s.card.failed != nil || s.picture.Image != image.Image(s.card.made.Image) || s.card.made.Image.Rect.Dx() != 1080 {
		t.Fatalf("%v, %v", s.card.failed, s.picture.Image)
	}
	first := s.card.made.Image
	key(t, s, keyDesigns[3])
	if bytes.Equal(first.Pix, s.card.made.Image.Pix) {
		t.Error("another design looks the same")
	}
	if !strings.HasSuffix(s.card.made.Address, "source=wechat") {
		t.Errorf("a card leads to %s", s.card.made.Address)
	}
	key(t, s, keyPlaces[0])
	if strings.Contains(s.card.made.Address, "source") {
		t.Errorf("a card for anywhere leads to %s", s.card.made.Address)
	}
	s.leave()
	if s = h.share1(h.find(newsroom.Published)); s.card.job.Design != cardDesigns()[3] {
		t.Errorf("the next card begins with %s", s.card.job.Design)
	}
}

// A choice that is made by the keyboard leaves it where it is, for the next one.
func TestShareKeepsFocus(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	s := h.as("王四").share1(h.find(newsroom.Published))
	for _, label := range []string{"微信", "Q"} {
		is := func(f fyne.Focusable) bool {
			b, ok := f.(*chrome.Button)
			return ok && b.Label == label
		}
		b := fields(s.side)[slices.IndexFunc(fields(s.side), is)]
		s.focus(b)
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		if now := s.win.Canvas().Focused(); now == b || !is(now) {
			t.Errorf("after %s the keyboard is with %v", label, now)
		}
	}
	if s.code.job.Source != "wechat" || s.code.shared.Level() != qr.Q {
		t.Errorf("the keyboard chose %q and %v", s.code.job.Source, s.code.shared.Level())
	}
}

// TestLastCodeCounts has two settings end in the wrong order.
func TestLastCodeCounts(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	s := h.as("王四").share1(h.find(newsroom.Published))
	var waiting []func()
	at := h.Go
	h.Go = func(f func()) { waiting = append(waiting, f) }
	s.placeAt("poster")
	s.placeAt("wechat")
	h.Go = at
	waiting[1]()
	waiting[0]()
	if got := s.code.shared.Content(); !strings.HasSuffix(got, "source=wechat") {
		t.Errorf("the older code is shown: %s", got)
	}
}

func TestShareMany(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王四").main.goTo(lists.Place{Kind: lists.All})
	h.main.shareMany()
	h.main.card.Press()
	files, err := filepath.Glob(filepath.Join(h.Folder, "*.png"))
	h.must(err)
	if len(files) != len(h.main.items) || len(files) == 0 {
		t.Errorf("%d files of %d articles", len(files), len(h.main.items))
	}
	h.main.card.Close()
	h.main.shareMany()
	press1(t, h.main.win, h.S("share.many.labels"))
	h.fillMany("0", "24")
	h.main.card.Press()
	if none, _ := filepath.Glob(filepath.Join(h.Folder, "*.pdf")); len(none) > 0 {
		t.Errorf("a sheet is begun after its last label: %v", none)
	}
	h.fillMany("24", "3")
	h.main.card.Press()
	if files, err = filepath.Glob(filepath.Join(h.Folder, "*.pdf")); err != nil || len(files) != 1 || !strings.Contains(files[0], "3x8") {
		t.Errorf("labels are %v, %v", files, err)
	}
}

// TestShareManyCards makes a card of each article but a withdrawn one, which is refused before anything is made.
func TestShareManyCards(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王四").main.goTo(lists.Place{Kind: lists.All})
	cards := func() []string {
		files, err := filepath.Glob(filepath.Join(h.Folder, "*.png"))
		h.must(err)
		return files
	}
	h.main.shareMany()
	press1(t, h.main.win, h.S("share.many.cards"))
	h.main.card.Press()
	if none := cards(); len(none) > 0 || h.main.card == nil {
		t.Errorf("a withdrawn article gets a card: %v", none)
	}
	h.main.card.Close()
	h.main.goTo(lists.Place{Kind: lists.InState, State: newsroom.Published})
	h.main.shareMany()
	press1(t, h.main.win, h.S("share.many.cards"))
	h.main.card.Press()
	files := cards()
	if len(files) != len(h.main.items) || len(files) == 0 {
		t.Fatalf("%d cards of %d articles", len(files), len(h.main.items))
	}
	data, err := os.ReadFile(files[0])
	h.must(err)
	if m, err := png.Decode(bytes.NewReader(data)); err != nil || m.Bounds().Dx() != 1080 {
		t.Errorf("a card: %v", err)
	}
}

// fillMany changes the field that has a text in the card over the main window.
func (h *house) fillMany(old, text string) {
	h.t.Helper()
	for _, o := range test.LaidOutObjects(h.main.win.Canvas().Overlays().Top()) {
		if e, ok := o.(*field.Entry); ok && e.Text == old {
			e.SetText(text)
			return
		}
	}
	h.t.Fatalf("no field has the text %q", old)
}

// stopping is a press whose work is stopped by the person after the second article.
type stopping struct {
	Press
	stop func()
}

func (s stopping) Codes(ctx context.Context, articles []newsroom.Article, j press.CodeJob, f press.CodeFormat, folder string, done func(newsroom.Article, string) error) error {
	n := 0
	return s.Press.Codes(ctx, articles, j, f, folder, func(a newsroom.Article, file string) error {
		if n++; n == 2 {
			s.stop()
		}
		return done(a, file)
	})
}

func TestShareManyStops(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王四").main.goTo(lists.Place{Kind: lists.All})
	h.Press = stopping{h.Press, func() { h.main.card.Close() }} // as Escape does
	h.main.shareMany()
	h.main.card.Press()
	files, err := filepath.Glob(filepath.Join(h.Folder, "*.png"))
	h.must(err)
	if len(files) != 2 {
		t.Errorf("stopped after two, there are %d files", len(files))
	}
	words := strings.Join(texts(h.main.win), "")
	if want := catalogue.For(catalogue.ZhHans).S("desk.batch.done", "Done", 2, "Total", len(h.main.items), "Folder", h.Folder); !strings.Contains(words, want[:12]) {
		t.Errorf("it is said: %s", words)
	}
}

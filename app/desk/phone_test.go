package desk

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"galley/app/newsroom"
	"galley/app/preview"
)

// phone1 shows an article to phones.
func (h *house) phone1(a newsroom.Article) *phone {
	h.t.Helper()
	h.phone(a)
	p := h.phones[a.ID]
	if p == nil || p.server == nil {
		h.t.Fatal("no preview is there")
	}
	h.t.Cleanup(p.stop)
	return p
}

// reads is a phone that opens an address; "" where nothing listens there.
func (h *house) reads(address string) string {
	h.t.Helper()
	r, err := http.Get(address)
	if err != nil {
		return ""
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	h.must(err)
	return string(data)
}

// TestPhone reads an article on a phone from the review window by its key, on one network and another, until the window is closed.
func TestPhone(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	h.as("王一")
	a := h.turn()
	w := h.review1(a)
	for _, m := range w.MainMenu().Items {
		for _, i := range m.Items {
			if i.Shortcut == fyne.Shortcut(keyPhone) {
				i.Action()
			}
		}
	}
	p := h.phones[a.ID]
	if p == nil || p.server == nil || p.code == nil {
		t.Fatal("no preview is there")
	}
	first := p.server.Address()
	if page := h.reads(first); !strings.Contains(page, a.Digest.Headline) || !strings.Contains(page, "预览稿") {
		t.Errorf("the phone reads %q", page)
	}
	p.copyAddress()
	if got := h.app.Clipboard().Content(); got != first || !strings.Contains(p.state(), "打开过 1 次") {
		t.Errorf("the clipboard has %q, the window says %q", got, p.state())
	}
	p.use(p.networks[1])
	second := p.server.Address()
	if !strings.HasPrefix(second, "http://127.0.0.2:") || h.reads(first) != "" || !strings.Contains(h.reads(second), a.Digest.Headline) {
		t.Errorf("on the other network it is at %s", second)
	}
	until := p.server.Until()
	p.extend()
	if !p.server.Until().After(until) {
		t.Error("it has no more time than before")
	}
	h.now = h.now.Add(preview.DefaultFor)
	p.tick()
	if !p.over || p.server != nil || h.reads(second) != "" {
		t.Error("it goes on after its time")
	}
	p.extend()
	third := p.server.Address()
	if third == second || h.reads(third) == "" {
		t.Errorf("started again it is at %s", third)
	}
	for _, r := range h.reviews {
		r.leave()
	}
	if len(h.phones) != 0 || h.reads(third) != "" {
		t.Error("it outlives the window that asked for it")
	}
}

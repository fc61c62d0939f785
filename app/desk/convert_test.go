package desk

import (
	"strings"
	"testing"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/track"
	"galley/editor/view"
)

// TestConvert: an article is written in the characters and words of Taiwan, each word a tracked change; rejected, it says what it said; undone, too.
func TestConvert(t *testing.T) {
	h, _ := newHouse(t, true, "zh-Hans", false)
	w := h.blank("网络软件的发展，头发和皇后。")
	body := func() string { return w.page.State().Doc().Part(model.Body).PlainText() }
	before := body()
	w.convert()
	press1(t, w.win, h.Words.S("variant.taiwan"))
	press1(t, w.win, h.S("convert.do"))
	if got := body(); got != "網路軟體的發展，頭髮和皇后。" {
		t.Fatalf("converted to %q", got)
	}
	if w.typed.properties.Language != catalogue.ZhHant || len(w.changes.open) == 0 {
		t.Errorf("language %s, %d changes", w.typed.properties.Language, len(w.changes.open))
	}
	w.decide(track.Reject, w.changes.open...)
	if got := body(); got != before {
		t.Errorf("rejected, it says %q", got)
	}
	w.act(view.Undo)
	if got := body(); !strings.Contains(got, "網路") {
		t.Errorf("undone, it says %q", got)
	}
	w.convert() // now it is traditional: back
	press1(t, w.win, h.Words.S("variant.taiwan"))
	press1(t, w.win, h.S("convert.do"))
	if got := body(); got != before {
		t.Errorf("back again it says %q", got)
	}
}

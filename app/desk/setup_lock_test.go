package desk

import (
	"testing"

	"galley/app/newsroom"
)

// TestSetupIsNotAnothers: with accounts on who does not manage the settings reads them with the reason, and a draft goes with its person.
func TestSetupIsNotAnothers(t *testing.T) {
	h, _ := newHouse(t, true, "en", false)
	signed(h, "王一")
	h.setup()
	s := h.setUp
	s.form.Draft.Site = "mine"
	s.changed()
	if h.Me.May(newsroom.ManageSettings) || !s.save.Disabled() || len(s.fault.Objects) != 1 {
		t.Fatalf("save is open to %s: %v, %d notices", h.Me.Name, !s.save.Disabled(), len(s.fault.Objects))
	}
	covered := false
	for _, f := range h.frames() {
		covered = covered || f == &s.frame
	}
	if !covered {
		t.Error("a desk that locks itself leaves the settings open")
	}
	h.lock()
	if h.setUp != nil {
		t.Error("the draft is left to whoever signs in")
	}
}

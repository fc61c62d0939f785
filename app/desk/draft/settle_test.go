package draft

import (
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/tracking"
	"galley/editor/track"
)

// following opens a desk on an article whose changes are followed.
func following(t *testing.T, r *record, me newsroom.StaffID) (*desk, tracking.Field) {
	t.Helper()
	d, f := newDesk(t, r, me), tracking.Field{Me: track.Author(me)}
	s := state.NewState(r.stored.Doc, history.Field{}, f)
	tr := s.Begin()
	tracking.Set(tr, r.stored.Track())
	s, err := s.Apply(tr)
	if err != nil {
		t.Fatal(err)
	}
	d.page = s
	return d, f
}

// TestSettle lets two desks write on one article and one of them reject what the other wrote: what is typed is stored before the decision, both pages are what is stored,
// and each change bears the name of who made it.
func TestSettle(t *testing.T) {
	r := newRecord("p(通知)")
	on := true
	if _, err := r.append("li", 0, []newsroom.Change{{Tracking: &on}}); err != nil {
		t.Fatal(err)
	}
	li, ofLi := following(t, r, "li")
	wang, ofWang := following(t, r, "wang")
	wang.types("甲")
	wang.pass(time.Second)
	li.Follow()
	li.pass(time.Second)
	li.do(state.SelectEverything)
	li.do(state.Select(state.Caret(state.Near(li.page.Doc(), li.page.Selection().To()).Head)))
	li.types("乙")
	wang.types("丙") // not stored yet
	var refused error
	li.Settle(func(m newsroom.Manuscript) ([]newsroom.Change, error) {
		for _, c := range m.Changes() {
			if c.By == "wang" {
				change, err := m.Decided(track.Reject, c)
				return []newsroom.Change{change}, err
			}
		}
		return nil, nil
	}, func(err error) { refused = err })
	li.pass(2 * time.Second)
	wang.pass(2 * time.Second)
	for range 2 { // until nobody has anything new
		li.Follow()
		wang.Follow()
		li.pass(2 * time.Second)
		wang.pass(2 * time.Second)
	}
	if refused != nil || len(li.own) > 0 || len(wang.own) > 0 {
		t.Fatalf("refused with %v; %d and %d steps are not stored", refused, len(li.own), len(wang.own))
	}
	for name, at := range map[string]struct {
		d *desk
		f tracking.Field
	}{"li": {li, ofLi}, "wang": {wang, ofWang}} {
		got, ok := at.f.Of(at.d.page)
		if !ok || !at.d.page.Doc().Equal(r.stored.Doc) || !got.Doc().Equal(r.stored.Doc) || !got.Base().Equal(r.stored.Track().Base()) {
			t.Errorf("%s has %q and follows %v; stored is %q", name, at.d.page.Doc().PlainText(), ok, r.text())
		}
		by := map[track.Author]string{}
		for _, c := range got.Changes() {
			by[c.By] += c.New
		}
		if by["li"] != "乙" || by["wang"] != "丙" {
			t.Errorf("%s sees that li wrote %q and wang %q", name, by["li"], by["wang"])
		}
	}
}

// TestSettleRefused makes sure that a refusal is told and that typing goes on after it.
func TestSettleRefused(t *testing.T) {
	r := newRecord("p(通知)")
	on := true
	if _, err := r.append("li", 0, []newsroom.Change{{Tracking: &on}}); err != nil {
		t.Fatal(err)
	}
	d, _ := following(t, r, "li")
	d.types("甲")
	var refused error
	d.Settle(func(newsroom.Manuscript) ([]newsroom.Change, error) {
		return []newsroom.Change{{Tracking: new(bool)}}, nil
	}, func(err error) { refused = err })
	d.pass(time.Second)
	if refused == nil || !r.stored.Tracked() {
		t.Fatalf("switching off with a change open was answered with %v", refused)
	}
	d.types("乙")
	d.pass(2 * time.Second)
	if d.Phase != Saved || len(r.stored.Changes()) != 1 || r.stored.Changes()[0].New != "甲乙" {
		t.Errorf("after it the phase is %d, stored %q", d.Phase, r.text())
	}
}

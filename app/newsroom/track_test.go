package newsroom_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/track"
	"galley/editor/transform"
)

// said returns the open changes as «old→new by name».
func (r *room) said(m newsroom.Manuscript) string {
	var out []string
	for _, c := range m.Changes() {
		name := string(c.By)
		for _, s := range r.staff {
			if string(s.ID) == name {
				name = s.Name
			}
		}
		out = append(out, fmt.Sprintf("%s→%s by %s", c.Old, c.New, name))
	}
	return strings.Join(out, ", ")
}

// manuscriptOf returns the newest manuscript.
func (r *room) manuscriptOf(t fataler, id newsroom.ArticleID) (newsroom.Manuscript, newsroom.Revision) {
	t.Helper()
	m, revision, err := r.Manuscript(r.ctx, id)
	must(t, err)
	return m, revision
}

// put appends changes by that person on the newest revision.
func (r *room) put(t fataler, name string, id newsroom.ArticleID, changes ...newsroom.Change) error {
	t.Helper()
	_, revision := r.manuscriptOf(t, id)
	_, err := r.Append(r.ctx, r.staff[name], id, revision, changes)
	return err
}

// decide decides on the changes that the filter chooses.
func (r *room) decide(t fataler, name string, id newsroom.ArticleID, v track.Verdict, filter func(track.Change) bool) error {
	t.Helper()
	m, _ := r.manuscriptOf(t, id)
	c, err := m.Decided(v, slices.DeleteFunc(m.Changes(), func(c track.Change) bool { return !filter(c) })...)
	must(t, err)
	return r.put(t, name, id, c)
}

func everything(track.Change) bool { return true }

// replace returns the step that puts a text in the place of another, in the first paragraph.
func replace(m newsroom.Manuscript, old, text string) newsroom.Change {
	s := transform.ReplaceStep{From: -1}
	m.Doc.Walk(func(n *model.Node, at model.Pos) bool {
		if n.Kind() == model.Paragraph && s.From < 0 {
			before, _, _ := strings.Cut(n.PlainText(), old)
			s.From = at + 1 + model.Pos(len([]rune(before)))
			s.To = s.From + model.Pos(len([]rune(old)))
		}
		return true
	})
	if text != "" {
		s.Slice = model.NewSlice(model.NewText(text))
	}
	return newsroom.Change{Step: s}
}

// TestTrackedFromTheFirstSubmission makes sure that nothing is followed in a draft, everything from the submission on, and that to switch it
// on makes nobody a writer.
func TestTrackedFromTheFirstSubmission(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	r.edit(t, "甲", a.ID, "会议的通知")
	if m, _ := r.manuscriptOf(t, a.ID); m.Tracked() {
		t.Error("a draft is tracked")
	}
	a = r.act(t, a, "戊", "submit")
	if a.WrittenBy(r.staff["戊"].ID) {
		t.Error("who submitted has written on it")
	}
	a = r.act(t, a, "乙", "return")
	r.edit(t, "甲", a.ID, "通知")
	m, _ := r.manuscriptOf(t, a.ID)
	if got, want := r.said(m), "会议的→ by 甲"; got != want {
		t.Errorf("open are %q, want %q", got, want)
	}
	a = r.act(t, a, "甲", "submit")
	v, err := r.Version(r.ctx, a.ID, 2)
	must(t, err)
	if got := r.said(v.Manuscript); got != "会议的→ by 甲" {
		t.Errorf("of the version %q is open", got)
	}
	sound(t, r)
}

// TestNoPhantom is superdesk-client-core#2893: a publication was refused over suggestions that nobody could find. What bars an approval is what
// the list shows, its number is in the refusal, and a change that was undone is none.
func TestNoPhantom(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit", "乙", "return")
	m, _ := r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "周三", "周四")))
	m, _ = r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "周四", "周三"))) // thinks again
	if m, _ = r.manuscriptOf(t, a.ID); len(m.Changes()) > 0 {
		t.Fatalf("open is what was undone: %s", r.said(m))
	}
	m, _ = r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "上午", "")))
	a = r.act(t, a, "甲", "submit")
	approve := func() error {
		_, err := r.Act(r.ctx, r.staff["乙"], a.ID, newsroom.Do{Action: newsroom.Approve})
		return err
	}
	err := r.unchanged(t, approve)
	refused(t, err, newsroom.Forbidden, "bar.open_changes")
	m, _ = r.manuscriptOf(t, a.ID)
	if n := newsroom.TextOf(err).Args["Count"]; n != len(m.Changes()) || n != 1 {
		t.Errorf("the refusal counts %v, the list %d", n, len(m.Changes()))
	}
	refused(t, r.decide(t, "乙", a.ID, track.Reject, everything), newsroom.Forbidden, "bar.edit_state")
	must(t, r.decide(t, "乙", a.ID, track.Accept, everything))
	must(t, approve())
	sound(t, r)
}

// TestApart is ckeditor5#14138: an insertion beside a deletion, by two authors, is decided on by itself.
func TestApart(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit", "乙", "return")
	m, _ := r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "周三", "")))
	m, _ = r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "戊", a.ID, replace(m, "上", "明天上")))
	must(t, r.decide(t, "甲", a.ID, track.Accept, func(c track.Change) bool { return c.Old == "周三" }))
	m, _ = r.manuscriptOf(t, a.ID)
	if got := r.said(m); got != "→明天 by 戊" {
		t.Errorf("open is %s", got)
	}
	must(t, r.decide(t, "甲", a.ID, track.Reject, everything))
	m, _ = r.manuscriptOf(t, a.ID)
	if got := m.Doc.Part(model.Body).PlainText(); got != "上午开会。" || len(m.Changes()) > 0 {
		t.Errorf("the text is %s, open %s", got, r.said(m))
	}
	sound(t, r)
}

// TestBulk is ckeditor5#14650: all changes of one person, or of all, are accepted at once, as one change of the record.
func TestBulk(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit", "乙", "return")
	for _, e := range []struct{ who, old, text string }{{"甲", "周三", "周四"}, {"戊", "上午", "下午"}, {"甲", "开会", "集合"}} {
		m, _ := r.manuscriptOf(t, a.ID)
		must(t, r.put(t, e.who, a.ID, replace(m, e.old, e.text)))
	}
	_, before := r.manuscriptOf(t, a.ID)
	must(t, r.decide(t, "戊", a.ID, track.Accept, func(c track.Change) bool { return c.By == track.Author(r.staff["甲"].ID) }))
	m, after := r.manuscriptOf(t, a.ID)
	if got := r.said(m); got != "上→ by 戊, →下 by 戊" || after != before+1 {
		t.Errorf("open is %s after %d changes of the record", got, after-before)
	}
	must(t, r.decide(t, "甲", a.ID, track.Accept, everything))
	if m, _ = r.manuscriptOf(t, a.ID); len(m.Changes()) > 0 || !m.Tracked() {
		t.Errorf("open is %s, tracked: %v", r.said(m), m.Tracked())
	}
	sound(t, r)
}

// TestSwitch makes sure that following changes is switched off only where none is open.
func TestSwitch(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit", "乙", "return")
	off := newsroom.Change{Tracking: new(bool)}
	r.edit(t, "甲", a.ID, "改题")
	refused(t, r.unchanged(t, func() error { return r.put(t, "甲", a.ID, off) }), newsroom.Forbidden, "bar.tracking_open")
	must(t, r.decide(t, "甲", a.ID, track.Reject, everything))
	must(t, r.put(t, "甲", a.ID, off))
	r.edit(t, "甲", a.ID, "改题")
	a = r.act(t, a, "甲", "submit")
	if m, _ := r.manuscriptOf(t, a.ID); m.Tracked() || len(m.Changes()) > 0 {
		t.Error("it was switched on again")
	}
	sound(t, r)
}

// TestReopenedName makes sure that a decision is taken back in its authors' names, and that nothing is put into the mouth of somebody else.
func TestReopenedName(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit", "乙", "return")
	r.edit(t, "戊", a.ID, "改题")
	before, _ := r.manuscriptOf(t, a.ID)
	for _, v := range []track.Verdict{track.Accept, track.Reject} {
		change, err := before.Decided(v, before.Changes()...)
		must(t, err)
		must(t, r.put(t, "甲", a.ID, change))
		back, err := before.Reopens(*change.Decision)
		must(t, err)
		must(t, r.put(t, "甲", a.ID, back...))
		m, _ := r.manuscriptOf(t, a.ID)
		if got, want := r.said(m), r.said(before); got != want || !m.Equal(before) {
			t.Errorf("%s taken back: %s, want %s", v, got, want)
		}
		back[0].Reopened.By = "somebody"
		refused(t, r.unchanged(t, func() error { return r.put(t, "甲", a.ID, back...) }), newsroom.Invalid, "error.reopened_name")
	}
	sound(t, r)
}

// TestReplay lets several people edit, decide and think again at random, and makes sure that the record, replayed by way of JSON, gives the same
// text, the same text agreed on, and the same changes of the same people.
func TestReplay(t *testing.T) {
	on := true
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		rnd := build.Rand(seed)
		first := newsroom.Manuscript{Doc: build.Random(rnd, 3), Properties: manuscript("p()").Properties}
		live := first
		at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("CST", 8*60*60))
		var record []newsroom.StoredChange
		do := func(c newsroom.Change, by newsroom.StaffID) {
			rt.Helper()
			at = at.Add(1234567 * time.Nanosecond)
			data, err := json.Marshal(c)
			must(rt, err)
			var read newsroom.Change
			must(rt, json.Unmarshal(data, &read))
			after, err := c.Apply(live, by, at)
			must(rt, err)
			record = append(record, newsroom.StoredChange{Change: read, Revision: newsroom.Revision(len(record) + 1), By: by, At: time.UnixMicro(at.UnixMicro()).UTC()})
			if !c.Writes() && !after.Equal(live) {
				rt.Fatalf("%s writes, and says it does not", data)
			}
			live = after
		}
		do(newsroom.Change{Tracking: &on}, "li")
		for range 12 {
			by := rapid.SampledFrom([]newsroom.StaffID{"li", "wang", "zhao"}).Draw(rt, "by")
			open := live.Changes()
			if len(open) > 0 && rapid.IntRange(0, 2).Draw(rt, "decides") == 0 {
				before := live
				i := rapid.IntRange(0, len(open)-1).Draw(rt, "from")
				j := rapid.IntRange(i+1, len(open)).Draw(rt, "to")
				c, err := live.Decided(rapid.SampledFrom([]track.Verdict{track.Accept, track.Reject}).Draw(rt, "verdict"), open[i:j]...)
				must(rt, err)
				do(c, by)
				if rapid.Bool().Draw(rt, "thinks again") {
					back, err := before.Reopens(*c.Decision)
					must(rt, err)
					for _, c := range back {
						do(c, by)
					}
					if !live.Equal(before) || !live.Track().Base().Equal(before.Track().Base()) {
						rt.Fatalf("a decision taken back gives another text")
					}
				}
				continue
			}
			tr := transform.New(live.Doc)
			size := live.Doc.ContentSize()
			from := model.Pos(rapid.IntRange(0, size).Draw(rt, "at"))
			to := min(model.Pos(size), from+model.Pos(rapid.IntRange(0, 9).Draw(rt, "size")))
			switch rapid.IntRange(0, 4).Draw(rt, "edit") {
			case 0:
				_ = tr.Delete(from, to) // an edit that does not fit leaves no steps
			case 1:
				_ = tr.AddMark(from, to, model.Mark{Kind: model.Strong})
			case 2:
				_ = tr.Split(from, 1)
			default:
				_ = tr.InsertText(from, build.RandomText(rnd, 3), nil)
			}
			for _, s := range tr.Steps() {
				do(newsroom.Change{Step: s}, by)
			}
		}
		again := first
		for _, c := range record {
			var err error
			again, err = c.Apply(again)
			must(rt, err)
		}
		one, err := live.MarshalTracked()
		must(rt, err)
		two, err := again.MarshalTracked()
		must(rt, err)
		if !again.Equal(live) || string(one) != string(two) {
			rt.Fatalf("lived %s\n%s\nreplayed %s\n%s", build.Format(live.Doc), one, build.Format(again.Doc), two)
		}
		back, err := newsroom.Manuscript{Doc: live.Doc, Properties: live.Properties}.WithTracked(one)
		must(rt, err)
		if three, err := back.MarshalTracked(); err != nil || string(three) != string(one) {
			rt.Fatalf("kept as %s, read as %s, %v", one, three, err)
		}
		all, err := live.Decided(track.Reject, live.Changes()...)
		must(rt, err)
		base := live.Track().Base()
		if live, err = all.Apply(live, "li", at); err != nil || !live.Doc.Equal(base) || len(live.Changes()) > 0 {
			rt.Fatalf("rejecting everything: %v, %s, want %s", err, build.Format(live.Doc), build.Format(base))
		}
	})
}

package newsroom_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/editor/track"
	"galley/export"
)

// listed returns the versions as «v1 submitted 甲 +8 −0».
func (r *room) listed(t fataler, id newsroom.ArticleID) string {
	t.Helper()
	entries, err := r.Versions(r.ctx, id)
	must(t, err)
	var out []string
	for _, e := range entries {
		must(t, e.Err)
		who := newsroom.AuthorName(r.people(), track.Author(e.By))
		out = append(out, fmt.Sprintf("%s %s %s +%d −%d", newsroom.VersionNumber(e.Seq), e.Reason, who, e.Size.Inserted, e.Size.Deleted))
	}
	return strings.Join(out, ", ")
}

func (r *room) people() []newsroom.Staff {
	var out []newsroom.Staff
	for _, s := range r.staff {
		out = append(out, s)
	}
	return out
}

// TestVersions makes sure that versions are frozen at every hand-over and on demand, and that the machine judges those handed over only.
func TestVersions(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	if _, err := r.KeepVersion(r.ctx, r.staff["甲"], a.ID, " 初稿 "); err != nil {
		t.Fatal(err)
	}
	a = r.act(t, a, "甲", "submit")
	if a.Version != 2 || a.Round != 1 {
		t.Errorf("the submission is about version %d in round %d, want 2 in 1", a.Version, a.Round)
	}
	if _, err := r.KeepVersion(r.ctx, r.staff["丙"], a.ID, "审前"); err != nil {
		t.Fatal(err)
	}
	_, err := r.KeepVersion(r.ctx, r.staff["己"], a.ID, "")
	refused(t, err, newsroom.Forbidden, "bar.keep_version")
	_, err = r.KeepVersion(r.ctx, r.staff["甲"], a.ID, strings.Repeat("长", 101))
	refused(t, err, newsroom.Invalid, "error.property_text")
	a = r.act(t, a, "丙", "return")
	m, _ := r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "周三", "周四")))
	a = r.act(t, a, "甲", "submit")
	if a.Version != 4 || a.Round != 2 {
		t.Errorf("the second submission is about version %d in round %d, want 4 in 2", a.Version, a.Round)
	}
	const want = "v1 kept 甲 +7 −0, v2 submitted 甲 +0 −0, v3 kept 丙 +0 −0, v4 submitted 甲 +1 −1"
	if got := r.listed(t, a.ID); got != want {
		t.Errorf("the versions are %s, want %s", got, want)
	}
	for name, seq := range map[string]newsroom.VersionSeq{"1": 1, "v4": 4, "审前": 3, "初稿": 1} {
		if v, err := r.FindVersionNamed(r.ctx, a, name); err != nil || v.Seq != seq {
			t.Errorf("%s is version %d, %v, want %d", name, v.Seq, err, seq)
		}
	}
	_, err = r.FindVersionNamed(r.ctx, a, "v5")
	refused(t, err, newsroom.NotFound, "error.no_such_version")
	if found, err := r.Check(r.ctx, nil); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

// TestRestoreRandom restores random versions after random edits: the text is that of the version, and every text that stood there is a version.
func TestRestoreRandom(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	r := newRoom(t, t.Context())
	a := r.create(t)
	on := true
	must(t, r.put(t, "甲", a.ID, newsroom.Change{Tracking: &on}))
	for range 30 {
		m, _ := r.manuscriptOf(t, a.ID)
		p := m.Properties
		p.Keywords = []string{string(rune('a' + random.IntN(4)))}
		must(t, r.put(t, "甲", a.ID, replace(m, "", string([]rune("甲乙丙丁戊")[random.IntN(5)])), newsroom.Change{Properties: &p}))
		before, _ := r.manuscriptOf(t, a.ID)
		if random.IntN(2) == 0 {
			if _, err := r.KeepVersion(r.ctx, r.staff["甲"], a.ID, ""); err != nil {
				t.Fatal(err)
			}
		}
		versions, err := r.Versions(r.ctx, a.ID)
		must(t, err)
		if len(versions) == 0 {
			continue
		}
		v := versions[random.IntN(len(versions))]
		_, err = r.Restore(r.ctx, r.staff["甲"], a.ID, v.Seq)
		if v.Manuscript.Equal(before) {
			refused(t, err, newsroom.Invalid, "bar.same_version")
			continue
		}
		must(t, err)
		after, _ := r.manuscriptOf(t, a.ID)
		if !after.Equal(v.Manuscript) {
			t.Fatalf("after restoring %d the text is %v, want %v", v.Seq, after.Doc, v.Doc)
		}
		versions, err = r.Versions(r.ctx, a.ID)
		must(t, err)
		n := len(versions)
		if versions[n-1].Reason != newsroom.Restored || versions[n-1].Source != v.Seq || !versions[n-2].Manuscript.Equal(before) {
			t.Fatalf("what was replaced is no version: %s", r.listed(t, a.ID))
		}
	}
	if found, err := r.Check(r.ctx, nil); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

// TestRestoreIsAnEdit makes sure that nothing is restored where nothing may be edited, and that a restoration is open like other changes.
func TestRestoreIsAnEdit(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit")
	_, err := r.Restore(r.ctx, r.staff["甲"], a.ID, 1)
	refused(t, err, newsroom.Forbidden, "bar.edit_state")
	a = r.act(t, a, "丙", "return")
	m, _ := r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "周三", "周四")))
	_, err = r.Restore(r.ctx, r.staff["乙"], a.ID, 1)
	refused(t, err, newsroom.Forbidden, "bar.not_own")
	_, err = r.Restore(r.ctx, r.staff["戊"], a.ID, 7)
	refused(t, err, newsroom.NotFound, "store.no_version")
	_, err = r.Restore(r.ctx, r.staff["戊"], a.ID, 1)
	must(t, err)
	m, _ = r.manuscriptOf(t, a.ID)
	if said := r.said(m); said != "" {
		t.Errorf("what is restored to the text agreed on is still open: %s", said)
	}
	_, err = r.Restore(r.ctx, r.staff["戊"], a.ID, 2)
	must(t, err)
	m, _ = r.manuscriptOf(t, a.ID)
	if said := r.said(m); said != "三→ by 戊, →四 by 戊" {
		t.Errorf("open is %s", said)
	}
}

// TestCopyBack takes single differences back, and refuses where the newest text says something else by now.
func TestCopyBack(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	v, err := r.KeepVersion(r.ctx, r.staff["甲"], a.ID, "")
	must(t, err)
	m, _ := r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "周三", "")))
	m, _ = r.manuscriptOf(t, a.ID)
	must(t, r.put(t, "甲", a.ID, replace(m, "会", "大会")))
	m, _ = r.manuscriptOf(t, a.ID)
	d, err := newsroom.CompareManuscripts(v.Manuscript, m)
	must(t, err)
	if len(d.Changes) != 2 {
		t.Fatalf("there are %d differences, want 2", len(d.Changes))
	}
	_, err = r.CopyBack(r.ctx, r.staff["甲"], a.ID, v.Seq, d.Changes[0])
	must(t, err)
	m, _ = r.manuscriptOf(t, a.ID)
	if got := m.Doc.Child(len(m.Doc.Children()) - 1).PlainText(); got != "周三上午开大会。" {
		t.Errorf("the text is %s", got)
	}
	_, err = r.CopyBack(r.ctx, r.staff["甲"], a.ID, v.Seq, d.Changes[0])
	refused(t, err, newsroom.Invalid, "bar.copy_back")
	_, err = r.CopyBack(r.ctx, r.staff["乙"], a.ID, v.Seq, d.Changes[1])
	refused(t, err, newsroom.Forbidden, "bar.not_own")
}

// TestParagraph copies all of a paragraph back, and nothing of its neighbours.
func TestParagraph(t *testing.T) {
	before := manuscript("headline(会议通知) p(周三上午开会。) p(请带纸笔。)")
	after := manuscript("headline(会议通告) p(周四下午开会。) p(请带电脑。)")
	d, err := newsroom.CompareManuscripts(before, after)
	must(t, err)
	said := map[string]bool{}
	for i, c := range d.Changes {
		var words []string
		for _, p := range d.Paragraph(i) {
			words = append(words, strings.TrimSpace(p.Old+"→"+p.New))
		}
		said[fmt.Sprintf("%s: %s", strings.TrimSpace(c.Old+"→"+c.New), strings.Join(words, " "))] = true
	}
	for _, want := range []string{"知→: 知→ →告", "三上→: 三上→ →四下", "→四下: 三上→ →四下", "纸笔→: 纸笔→ →电脑"} {
		if !said[want] {
			t.Errorf("no change takes with it %q, but %v", want, said)
		}
	}
}

// TestLastSeen follows a reviewer through two rounds.
func TestLastSeen(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	must(t, r.MarkSeen(r.ctx, r.staff["丙"], a)) // a draft: nothing is noted
	a = r.act(t, a, "甲", "submit")
	last := func(name string) newsroom.VersionSeq {
		seq, err := r.LastSeen(r.ctx, r.staff[name], a)
		must(t, err)
		return seq
	}
	must(t, r.MarkSeen(r.ctx, r.staff["丙"], a))
	must(t, r.MarkSeen(r.ctx, r.staff["甲"], a))
	if last("丙") != 0 {
		t.Errorf("in the first round 丙 saw version %d before", last("丙"))
	}
	a = r.act(t, a, "丙", "return", "甲", "submit")
	for range 2 { // who looks again is still shown what changed
		if last("丙") != 1 || last("丁") != 0 || last("甲") != 0 {
			t.Errorf("before version 2 they saw %d, %d and %d, want 1, 0 and 0", last("丙"), last("丁"), last("甲"))
		}
		must(t, r.MarkSeen(r.ctx, r.staff["丙"], a))
	}
}

// TestDifferenceOfProperties names each field that differs, those of an official document too.
func TestDifferenceOfProperties(t *testing.T) {
	a := manuscript("headline(会议通知) p(周三上午开会。)")
	b := a
	b.Properties.Keywords = []string{"会议", "通知"}
	b.Properties.PublishAt = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	b.Properties.Official = &export.Official{Organs: []string{"某某市人民政府"}, Sealed: true}
	d, err := newsroom.CompareManuscripts(a, b)
	must(t, err)
	var got []string
	for _, p := range d.Properties(func(t time.Time) string { return t.Format(time.DateOnly) }) {
		got = append(got, fmt.Sprintf("%s %v→%v", p.Field, p.Before.Args["Value"], p.After.Args["Value"]))
	}
	const want = "keywords →会议、通知, publish_at →2026-11-23, official.organs →某某市人民政府, official.sealed →✓"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("the properties differ in %s, want %s", s, want)
	}
	if d.IsEmpty() || d.Size().Fields != 3 || len(d.Changes) != 0 {
		t.Errorf("the size is %+v with %d changes", d.Size(), len(d.Changes))
	}
}

package newsroom_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/store/storetest"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/track"
	"galley/editor/transform"
)

// fataler is a testing.TB or a rapid.T.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func must(t fataler, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

// refused makes sure that err is a refusal of that code in those words.
func refused(t fataler, err error, code newsroom.Code, id string) {
	t.Helper()
	var e *newsroom.Error
	if !errors.As(err, &e) || e.Code != code || e.Text.ID != id {
		t.Fatalf("got the error %v, want the code %q with %q", err, code, id)
	}
}

// cast are the people of the tests and what each is trusted with.
var cast = []newsroom.Staff{
	{Name: "甲", Roles: []newsroom.Role{newsroom.Writer}},
	{Name: "乙", Roles: []newsroom.Role{newsroom.Writer, newsroom.Reviewer}},
	{Name: "丙", Roles: []newsroom.Role{newsroom.Reviewer}},
	{Name: "丁", Roles: []newsroom.Role{newsroom.Reviewer, newsroom.Chief}},
	{Name: "戊", Roles: []newsroom.Role{newsroom.Chief}},
	{Name: "己", Roles: []newsroom.Role{newsroom.Publisher}},
	{Name: "庚", Roles: []newsroom.Role{newsroom.Chief, newsroom.Publisher}},
	{Name: "辛", Roles: []newsroom.Role{newsroom.Admin}},
}

// room is a newsroom on a store in memory with the cast in it and a clock that stands still.
type room struct {
	*newsroom.Newsroom
	store newsroom.Store
	ctx   context.Context
	now   time.Time
	staff map[string]newsroom.Staff
}

func newRoom(t fataler, ctx context.Context) *room {
	return newRoomOn(t, ctx, storetest.NewMemory())
}

func newRoomOn(t fataler, ctx context.Context, s newsroom.Store) *room {
	t.Helper()
	r := &room{store: s, ctx: ctx, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), staff: map[string]newsroom.Staff{}}
	r.Newsroom = newsroom.New(s, func() time.Time { return r.now })
	for _, p := range cast {
		added, err := r.AddStaff(ctx, newsroom.Staff{}, p.Name, p.Roles...)
		must(t, err)
		r.staff[p.Name] = added
	}
	return r
}

// create makes an article by 甲.
func (r *room) create(t fataler) newsroom.Article {
	t.Helper()
	a, err := r.Create(r.ctx, r.staff["甲"], manuscript("headline(会议通知) p(周三上午开会。)"))
	must(t, err)
	return a
}

// act lets people act one after another, each given as a name and an action.
func (r *room) act(t fataler, a newsroom.Article, acts ...string) newsroom.Article {
	t.Helper()
	for i := 0; i < len(acts); i += 2 {
		r.now = r.now.Add(time.Minute)
		var err error
		a, err = r.Act(r.ctx, r.staff[acts[i]], a.ID, newsroom.Do{Action: newsroom.Action(acts[i+1]), Opinion: "同意", Reason: "职务有误"})
		must(t, err)
	}
	return a
}

// toApproved are the acts that take an article of 甲 through 三审.
var toApproved = []string{"甲", "submit", "乙", "approve", "丙", "approve", "戊", "approve"}

func (r *room) stamp(t fataler) int64 {
	t.Helper()
	s, err := r.Stamp(r.ctx)
	must(t, err)
	return s
}

// unchanged makes sure that command changes nothing and returns what it returned.
func (r *room) unchanged(t fataler, command func() error) error {
	t.Helper()
	before := r.stamp(t)
	err := command()
	if after := r.stamp(t); after != before {
		t.Fatalf("something was stored; the command said %v", err)
	}
	return err
}

func manuscript(text string) newsroom.Manuscript {
	return newsroom.Manuscript{
		Doc: build.Doc(text), Properties: newsroom.Properties{Kind: "news", Column: "要闻", Language: catalogue.ZhHans},
	}
}

// retext returns the change that gives the first node of kind k another text.
func retext(m newsroom.Manuscript, k model.Kind, text string) newsroom.Change {
	s := transform.ReplaceStep{From: -1}
	m.Doc.Walk(func(n *model.Node, at model.Pos) bool {
		if n.Kind() == k && s.From < 0 {
			s.From, s.To = at+1, at+1+model.Pos(n.ContentSize())
		}
		return true
	})
	if text != "" {
		s.Slice = model.NewSlice(model.NewText(text))
	}
	return newsroom.Change{Step: s}
}

// edit appends a new headline by that person on the newest revision.
func (r *room) edit(t fataler, name string, id newsroom.ArticleID, headline string) newsroom.Article {
	t.Helper()
	m, revision, err := r.Manuscript(r.ctx, id)
	must(t, err)
	a, err := r.Append(r.ctx, r.staff[name], id, revision, []newsroom.Change{retext(m, model.Headline, headline)})
	must(t, err)
	return a
}

// agree accepts everything that is open, by that person.
func (r *room) agree(t fataler, name string, id newsroom.ArticleID) {
	t.Helper()
	m, revision, err := r.Manuscript(r.ctx, id)
	must(t, err)
	c, err := m.Decided(track.Accept, m.Changes()...)
	must(t, err)
	_, err = r.Append(r.ctx, r.staff[name], id, revision, []newsroom.Change{c})
	must(t, err)
}

// ids returns the catalogue ids of what a check found.
func ids(found []newsroom.Finding) []string {
	var s []string
	for _, f := range found {
		if !slices.Contains(s, f.Text.ID) {
			s = append(s, f.Text.ID)
		}
	}
	return s
}

func sound(t fataler, r *room) {
	t.Helper()
	found, err := r.Check(r.ctx, nil)
	must(t, err)
	for _, f := range found {
		t.Fatalf("the check finds in %s: %s", f.Number, catalogue.For(catalogue.En).Say(f.Text))
	}
}

// TestNobodyElse makes sure that who is not on the staff does nothing, and that a role which somebody only claims gives no right.
func TestNobodyElse(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit")
	everything := newsroom.Roles()
	liar := newsroom.Staff{ID: r.staff["辛"].ID, Name: "辛", Roles: everything}
	ghost := newsroom.Staff{ID: "ghost", Name: "鬼", Roles: everything}
	m := manuscript("headline(题) p(文)")
	for _, c := range []struct {
		name    string
		actor   newsroom.Staff
		id      string
		command func(newsroom.Staff) error
	}{
		{"a ghost creates", ghost, "error.no_such_person", func(s newsroom.Staff) error { _, err := r.Create(r.ctx, s, m); return err }},
		{"a ghost edits", ghost, "error.no_such_person", func(s newsroom.Staff) error {
			_, err := r.Append(r.ctx, s, a.ID, 0, []newsroom.Change{retext(m, model.Headline, "x")})
			return err
		}},
		{"a ghost approves", ghost, "error.no_such_person", func(s newsroom.Staff) error {
			_, err := r.Act(r.ctx, s, a.ID, newsroom.Do{Action: newsroom.Approve})
			return err
		}},
		{"a liar creates", liar, "bar.role", func(s newsroom.Staff) error { _, err := r.Create(r.ctx, s, m); return err }},
		{"a liar approves", liar, "bar.step_role", func(s newsroom.Staff) error {
			_, err := r.Act(r.ctx, s, a.ID, newsroom.Do{Action: newsroom.Approve})
			return err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			refused(t, r.unchanged(t, func() error { return c.command(c.actor) }), newsroom.Forbidden, c.id)
		})
	}
}

// TestNameOnRecord makes sure that a decision bears the name that the staff list knows, whatever the caller says.
func TestNameOnRecord(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	_, err := r.Act(r.ctx, newsroom.Staff{ID: r.staff["甲"].ID, Name: "somebody"}, a.ID, newsroom.Do{Action: newsroom.Submit, Opinion: " 请审\n"})
	must(t, err)
	d, err := r.History(r.ctx, a.ID)
	must(t, err)
	if len(d) != 1 || d[0].Name != "甲" || d[0].Opinion != "请审" {
		t.Errorf("on record: %+v", d)
	}
}

// TestActInput makes sure that Act takes only acts, and only words that can be kept and printed.
func TestActInput(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit")
	for _, c := range []struct {
		name string
		do   newsroom.Do
		id   string
	}{
		{"an edit", newsroom.Do{Action: newsroom.Edit}, "bar.unknown_action"},
		{"a creation", newsroom.Do{Action: newsroom.Create}, "bar.unknown_action"},
		{"no such action", newsroom.Do{Action: "burn"}, "bar.unknown_action"},
		{"no action", newsroom.Do{}, "bar.unknown_action"},
		{"a broken reason", newsroom.Do{Action: newsroom.Return, Reason: "职\xff务"}, "error.property_text"},
		{"a NUL in an opinion", newsroom.Do{Action: newsroom.Approve, Opinion: "a\x00b"}, "error.property_text"},
		{"a reason of blanks", newsroom.Do{Action: newsroom.Return, Reason: " \t　\n"}, "bar.no_reason"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := r.unchanged(t, func() error { _, err := r.Act(r.ctx, r.staff["丙"], a.ID, c.do); return err })
			refused(t, err, newsroom.Invalid, c.id)
		})
	}
	_, err := r.Act(r.ctx, r.staff["丙"], a.ID, newsroom.Do{Action: newsroom.Approve, Opinion: "一、属实。\n\t二、可用。"})
	must(t, err)
	_, err = r.Act(r.ctx, r.staff["丙"], "none", newsroom.Do{Action: newsroom.Approve})
	if newsroom.CodeOf(err) != newsroom.NotFound {
		t.Errorf("acting on what is not there: %v", err)
	}
}

// TestPermalinkStays makes sure that an address, once published, does not move with the pattern, nor its article with a withdrawal.
func TestPermalinkStays(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), toApproved...)
	if a.Permalink != "" {
		t.Fatalf("before publication the address is %s", a.Permalink)
	}
	a = r.act(t, a, "己", "publish")
	const want = "https://news.example.edu/%E8%A6%81%E9%97%BB/2026/00001.html"
	if a.Permalink != want {
		t.Fatalf("the address is %s, want %s", a.Permalink, want)
	}
	s := newsroom.NewSettings()
	s.Pattern = "https://elsewhere.example/{year}-{number}"
	must(t, r.SaveSettings(r.ctx, newsroom.Staff{}, s))
	a = r.act(t, a, "戊", "withdraw")
	piece, err := r.Piece(r.ctx, a, manuscript("headline(题) p(文)"))
	must(t, err)
	if a.Permalink != want || piece.Permalink != want || a.State != newsroom.Withdrawn {
		t.Errorf("later it is %s, and %s on the page", a.Permalink, piece.Permalink)
	}
	sound(t, r)
}

// TestPlannedTime makes sure that the planned time bars a publication to the second, and says it in the newsroom's own zone.
func TestPlannedTime(t *testing.T) {
	r := newRoom(t, t.Context())
	m := manuscript("headline(题) p(文)")
	m.Properties.PublishAt = r.now.Add(24 * time.Hour)
	a, err := r.Create(r.ctx, r.staff["甲"], m)
	must(t, err)
	a = r.act(t, a, toApproved...)
	publish := func() error {
		_, err := r.Act(r.ctx, r.staff["己"], a.ID, newsroom.Do{Action: newsroom.Publish})
		return err
	}
	r.now = m.Properties.PublishAt.Add(-time.Second)
	err = r.unchanged(t, publish)
	refused(t, err, newsroom.Forbidden, "bar.too_early")
	if got := catalogue.For(catalogue.En).Say(newsroom.TextOf(err)); !strings.Contains(got, "2026-11-24 16:00") {
		t.Errorf("8 in the morning UTC is 16:00 in Shanghai; it says %s", got)
	}
	options, err := r.MayAct(r.ctx, r.staff["己"], a)
	must(t, err)
	for _, o := range options {
		if o.Action == newsroom.Publish {
			refused(t, o.Err, newsroom.Forbidden, "bar.too_early")
		}
	}
	r.now = m.Properties.PublishAt
	must(t, publish())
}

// TestTextChangedBehind makes sure that nothing is approved or published whose text is not the one that was handed over, and that it can
// still be returned.
func TestTextChangedBehind(t *testing.T) {
	s := &tampered{Store: storetest.NewMemory()}
	r := newRoomOn(t, t.Context(), s)
	reviewed, approved := r.act(t, r.create(t), "甲", "submit"), r.act(t, r.create(t), toApproved...)
	s.manuscript = func(m newsroom.Manuscript) newsroom.Manuscript {
		m.Doc = build.Doc("headline(会议通知) p(周四上午开会。)")
		return m
	}
	refused(t, r.unchanged(t, func() error {
		_, err := r.Act(r.ctx, r.staff["丙"], reviewed.ID, newsroom.Do{Action: newsroom.Approve})
		return err
	}), newsroom.Corrupt, "bar.other_text")
	refused(t, r.unchanged(t, func() error {
		_, err := r.Act(r.ctx, r.staff["己"], approved.ID, newsroom.Do{Action: newsroom.Publish})
		return err
	}), newsroom.Corrupt, "bar.other_text")
	r.act(t, reviewed, "丙", "return")
	r.act(t, approved, "己", "return")
}

// TestWithdrawDamaged makes sure that an article can be taken back, and that the desk offers it, whatever has become of its text.
func TestWithdrawDamaged(t *testing.T) {
	s := &tampered{Store: storetest.NewMemory()}
	r := newRoomOn(t, t.Context(), s)
	a := r.act(t, r.act(t, r.create(t), toApproved...), "己", "publish")
	s.lost = newsroom.Errorf(newsroom.Corrupt, nil, "error.no_document")
	options, err := r.MayAct(r.ctx, r.staff["庚"], a)
	must(t, err)
	if i := slices.IndexFunc(options, func(o newsroom.Option) bool { return o.Action == newsroom.Withdraw }); options[i].Err != nil {
		t.Errorf("a withdrawal is not offered: %v", options[i].Err)
	}
	if a = r.act(t, a, "庚", "withdraw"); a.State != newsroom.Withdrawn {
		t.Errorf("the article is %s", a.State)
	}
}

// photo is a PNG of so many pixels in a row.
func photo(t testing.TB, pixels int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, pixels, 1))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

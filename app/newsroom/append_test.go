package newsroom_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/intake"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/transform"
)

func TestAppendRefusals(t *testing.T) {
	broken := newsroom.Properties{Kind: "novel", Language: catalogue.ZhHans}
	figure := func(m newsroom.Manuscript) newsroom.Change {
		at := model.Pos(m.Doc.ContentSize() - 1)
		return newsroom.Change{Step: transform.ReplaceStep{From: at, To: at, Slice: model.NewSlice(
			model.New(model.Figure, model.Attrs{Picture: build.Picture("none")}))}}
	}
	title := func(m newsroom.Manuscript) newsroom.Change { return retext(m, model.Headline, "新题") }
	for _, c := range []struct {
		name    string
		before  []string // acts
		who     string
		base    newsroom.Revision
		changes func(newsroom.Manuscript) []newsroom.Change
		code    newsroom.Code
		id      string
	}{
		{"a base that is old", nil, "甲", 0, func(m newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{title(m)} }, newsroom.Conflict, "error.stale"},
		{"a base that is yet to come", nil, "甲", 2, func(m newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{title(m)} }, newsroom.Conflict, "error.stale"},
		{"nothing, on an old base", nil, "甲", 0, func(newsroom.Manuscript) []newsroom.Change { return nil }, newsroom.Conflict, "error.stale"},
		{"another's article", nil, "乙", 1, func(m newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{title(m)} }, newsroom.Forbidden, "bar.not_own"},
		{"in review", []string{"甲", "submit"}, "甲", 1, func(m newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{title(m)} }, newsroom.Forbidden, "bar.edit_state"},
		{"approved", toApproved, "甲", 1, func(m newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{title(m)} }, newsroom.Forbidden, "bar.edit_state"},
		{"published", append([]string{"庚", "publish"}, toApproved...), "甲", 1, func(m newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{title(m)} }, newsroom.Forbidden, "bar.edit_out"},
		{"a step beyond the end", nil, "甲", 1, func(newsroom.Manuscript) []newsroom.Change {
			return []newsroom.Change{{Step: transform.ReplaceStep{From: 0, To: 10_000}}}
		}, newsroom.Invalid, "error.change_does_not_fit"},
		{"a step that breaks the document", nil, "甲", 1, func(newsroom.Manuscript) []newsroom.Change {
			return []newsroom.Change{{Step: transform.ReplaceStep{From: 1, To: 5}}}
		}, newsroom.Invalid, "error.change_does_not_fit"},
		{"a good step and one that does not fit", nil, "甲", 1, func(m newsroom.Manuscript) []newsroom.Change {
			return []newsroom.Change{title(m), {Step: transform.ReplaceStep{From: 0, To: 10_000}}}
		}, newsroom.Invalid, "error.change_does_not_fit"},
		{"a change that is nothing", nil, "甲", 1, func(newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{{}} }, newsroom.Invalid, "error.change_does_not_fit"},
		{"properties that cannot be", nil, "甲", 1, func(newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{{Properties: &broken}} }, newsroom.Invalid, "error.kind_unknown"},
		{"a picture that is not kept", nil, "甲", 1, func(m newsroom.Manuscript) []newsroom.Change { return []newsroom.Change{figure(m)} }, newsroom.NotFound, "store.no_picture"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t, t.Context())
			a := r.create(t)
			r.edit(t, "甲", a.ID, "旧题")
			if n := len(c.before); n > 0 && c.before[1] == "publish" {
				c.before = append(c.before[2:n:n], c.before[:2]...)
			}
			r.act(t, a, c.before...)
			before, revision, err := r.Manuscript(r.ctx, a.ID)
			must(t, err)
			err = r.unchanged(t, func() error {
				_, err := r.Append(r.ctx, r.staff[c.who], a.ID, c.base, c.changes(before))
				return err
			})
			refused(t, err, c.code, c.id)
			if after, at, err := r.Manuscript(r.ctx, a.ID); err != nil || at != revision || !after.Equal(before) {
				t.Errorf("after the refusal it is at %d, %v: %s", at, err, build.Format(after.Doc))
			}
		})
	}
	r := newRoom(t, t.Context())
	_, err := r.Append(r.ctx, r.staff["甲"], "none", 0, nil)
	if newsroom.CodeOf(err) != newsroom.NotFound {
		t.Errorf("of an article that there is not: %v", err)
	}
}

// TestAppend makes sure that the lists show what was written, that the record says who wrote, and that nothing written is nothing done.
func TestAppend(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.create(t)
	err := r.unchanged(t, func() error {
		same, err := r.Append(r.ctx, r.staff["戊"], a.ID, 0, nil)
		if same.WrittenBy(r.staff["戊"].ID) {
			t.Error("who wrote nothing is among the writers")
		}
		return err
	})
	must(t, err)
	m, _, err := r.Manuscript(r.ctx, a.ID)
	must(t, err)
	props := m.Properties
	props.Column, props.Kind, props.Authors = "通知公告", "notice", []string{"张三", "李四"}
	a, err = r.Append(r.ctx, r.staff["戊"], a.ID, 0, []newsroom.Change{retext(m, model.Headline, "新题"), {Properties: &props}})
	must(t, err)
	want := newsroom.Digest{Headline: "新题", Column: "通知公告", Kind: "notice", Author: "张三、李四", Characters: 7}
	if a.Digest != want || a.Revision != 2 || a.Acts != 0 || a.State != newsroom.Draft {
		t.Errorf("afterwards it is %+v", a)
	}
	if !a.WrittenBy(r.staff["戊"].ID) || !a.WrittenBy(r.staff["甲"].ID) || a.WrittenBy(r.staff["乙"].ID) || a.Creator != r.staff["甲"].ID {
		t.Errorf("written by %v, created by %s", a.Contributors, a.Creator)
	}
	sound(t, r)
}

func TestCreateRefusals(t *testing.T) {
	for _, c := range []struct {
		name   string
		who    string
		text   string
		change func(*newsroom.Manuscript)
		code   newsroom.Code
		id     string
	}{
		{"a publisher", "己", "p(文)", nil, newsroom.Forbidden, "bar.role"},
		{"an administrator", "辛", "p(文)", nil, newsroom.Forbidden, "bar.role"},
		{"a kind that there is not", "甲", "p(文)", func(m *newsroom.Manuscript) { m.Properties.Kind = "" }, newsroom.Invalid, "error.kind_unknown"},
		{"a picture that is not kept", "甲", "p(文) quote(fig=none(图))", nil, newsroom.NotFound, "store.no_picture"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t, t.Context())
			m := manuscript(c.text)
			if c.change != nil {
				c.change(&m)
			}
			refused(t, r.unchanged(t, func() error { _, err := r.Create(r.ctx, r.staff[c.who], m); return err }), c.code, c.id)
		})
	}
}

// TestTakeIn makes sure that what intake found becomes an article with its pictures, or nothing of it is kept.
func TestTakeIn(t *testing.T) {
	r := newRoom(t, t.Context())
	sum, err := r.CreatePicture(r.ctx, photo(t, 1))
	must(t, err)
	other := newRoom(t, t.Context())
	in := intake.Article{
		Doc: model.NewDoc(), Properties: intake.Properties{Column: "要闻", Source: "新闻中心", Editor: "王五", Reviewer: "赵六", Language: "zh-Hant", Reads: 9, Address: "https://example.edu/1.htm", Published: r.now},
		Pictures: map[string][]byte{sum: photo(t, 1)},
	}
	doc := build.Doc("headline(题) p(文)")
	body := doc.Part(model.Body)
	in.Doc = doc.With(append(doc.Children()[:4:4], body.With(append(body.Children()[:1:1], model.New(model.Figure, model.Attrs{Picture: sum}))...))...)
	refused(t, other.unchanged(t, func() error { _, err := other.TakeIn(other.ctx, other.staff["己"], in); return err }), newsroom.Forbidden, "bar.role")
	lost := in
	lost.Pictures = map[string][]byte{"f00": []byte("another")}
	refused(t, other.unchanged(t, func() error { _, err := other.TakeIn(other.ctx, other.staff["甲"], lost); return err }), newsroom.NotFound, "store.no_picture")
	a, err := other.TakeIn(other.ctx, other.staff["甲"], in)
	must(t, err)
	m, _, err := other.Manuscript(other.ctx, a.ID)
	must(t, err)
	p := m.Properties
	if !m.Doc.Equal(in.Doc) || p.Column != "要闻" || p.Source != "新闻中心" || p.Editor != "王五" || p.Reviewer != "赵六" || p.Language != catalogue.ZhHant ||
		p.Kind != "news" || p.Origin != "https://example.edu/1.htm" || !p.Issued.Equal(r.now) {
		t.Errorf("taken in as %+v", p)
	}
	if data, err := other.Picture(other.ctx, sum); err != nil || string(data) != string(photo(t, 1)) {
		t.Errorf("the picture is %q, %v", data, err)
	}
	sound(t, other)
}

// TestRace lets two reviewers take the same step, and the writer save while the article is handed over, at the same time: of those who
// exclude each other one wins, and the record is sound.
func TestRace(t *testing.T) {
	for range 50 {
		r := newRoom(t, t.Context())
		a := r.create(t)
		m, _, err := r.Manuscript(r.ctx, a.ID)
		must(t, err)
		var wg sync.WaitGroup
		errs := make([]error, 3)
		wg.Go(func() { _, errs[0] = r.Act(r.ctx, r.staff["甲"], a.ID, newsroom.Do{Action: newsroom.Submit}) })
		wg.Go(func() { _, errs[1] = r.Act(r.ctx, r.staff["戊"], a.ID, newsroom.Do{Action: newsroom.Submit}) })
		wg.Go(func() {
			_, errs[2] = r.Append(r.ctx, r.staff["甲"], a.ID, 0, []newsroom.Change{retext(m, model.Headline, "新题")})
		})
		wg.Wait()
		for _, err := range errs {
			if code := newsroom.CodeOf(err); err != nil && code != newsroom.Conflict && code != newsroom.Forbidden {
				t.Fatalf("refused with %v", err)
			}
		}
		if errs[0] == nil && errs[1] == nil {
			t.Fatal("one draft was handed over twice")
		}
		found, err := r.Article(r.ctx, a.Number)
		must(t, err)
		submitted := errs[0] == nil || errs[1] == nil
		if (found.State == newsroom.InReview) != submitted || (found.Digest.Headline == "新题") != (errs[2] == nil) {
			t.Fatalf("after %v it is %s at %d", errs, found.State, found.Revision)
		}
		sound(t, r)
	}
}

// TestPiece makes sure that readers get what the manuscript and the settings say.
func TestPiece(t *testing.T) {
	r := newRoom(t, t.Context())
	s := newsroom.NewSettings()
	s.Site = "示例大学新闻网"
	must(t, r.SaveSettings(r.ctx, newsroom.Staff{}, s))
	m := manuscript("headline(题) p(文)")
	m.Properties.Source, m.Properties.Editor, m.Properties.Reviewer, m.Properties.Authors = "新闻中心", "王五", "赵六", []string{"张三"}
	a, err := r.Create(r.ctx, r.staff["甲"], m)
	must(t, err)
	hash, err := m.Hash()
	must(t, err)
	before, err := r.Piece(r.ctx, a, m)
	must(t, err)
	a = r.act(t, r.act(t, a, toApproved...), "己", "publish")
	after, err := r.Piece(r.ctx, a, m)
	must(t, err)
	if !before.Published.IsZero() || before.Permalink != a.Permalink || after.Permalink != a.Permalink || after.Version != string(hash) {
		t.Errorf("before publication %v %s, after it %s, version %s", before.Published, before.Permalink, after.Permalink, after.Version)
	}
	if after.Published.Format("2006-01-02 15:04 -0700") != "2026-11-23 16:05 +0800" {
		t.Errorf("published at %v", after.Published)
	}
	// An article that came out elsewhere before says when.
	m.Properties.Issued = time.Date(2022, 3, 21, 8, 32, 0, 0, time.UTC)
	again, err := r.Piece(r.ctx, a, m)
	must(t, err)
	if again.Published.Format("2006-01-02 15:04 -0700") != "2022-03-21 16:32 +0800" {
		t.Errorf("issued at %v", again.Published)
	}
	if after.Site != s.Site || after.Source != "新闻中心" || after.Editor != "王五" || after.Reviewer != "赵六" || strings.Join(after.Authors, "") != "张三" ||
		after.Number != "2026-00001" || after.Column != "要闻" || !after.Doc.Equal(m.Doc) {
		t.Errorf("readers get %+v", after)
	}
}

// TestSettingsAndStaff makes sure that what cannot be used is refused and changes nothing.
func TestSettingsAndStaff(t *testing.T) {
	r := newRoom(t, t.Context())
	s, err := r.Settings(r.ctx)
	must(t, err)
	if s.PolicyOf("").ID != "three-reviews" || s.Zone != "Asia/Shanghai" {
		t.Errorf("a new newsroom has the settings %+v", s)
	}
	s.Policies = nil
	refused(t, r.unchanged(t, func() error { return r.SaveSettings(r.ctx, newsroom.Staff{}, s) }), newsroom.Invalid, "error.no_policy")
	refused(t, r.unchanged(t, func() error { _, err := r.AddStaff(r.ctx, newsroom.Staff{}, "壬"); return err }), newsroom.Invalid, "error.staff_no_role")
	err = r.unchanged(t, func() error { _, err := r.AddStaff(r.ctx, newsroom.Staff{}, "甲", newsroom.Chief); return err })
	if newsroom.CodeOf(err) != newsroom.Conflict {
		t.Errorf("a name that is taken: %v", err)
	}
	if p, err := r.FindStaff(r.ctx, "丁"); err != nil || p.ID != r.staff["丁"].ID || !p.Has(newsroom.Chief) {
		t.Errorf("found %+v, %v", p, err)
	}
	_, err = r.FindStaff(r.ctx, "丁 ")
	refused(t, err, newsroom.NotFound, "error.no_such_person")
}

// TestArticles makes sure that a column is found by any of its names, and no column by none.
func TestArticles(t *testing.T) {
	r := newRoom(t, t.Context())
	s := newsroom.NewSettings()
	s.Columns = []newsroom.Column{{Name: "通知"}, {Name: "要闻", Aliases: []string{"要聞"}, Slug: "top"}}
	must(t, r.SaveSettings(r.ctx, newsroom.Staff{}, s))
	for _, column := range []string{"要聞", "", "诗歌"} {
		m := manuscript("headline(题) p(文)")
		m.Properties.Column = column
		_, err := r.Create(r.ctx, r.staff["甲"], m)
		must(t, err)
	}
	for column, want := range map[string]int{"要闻": 1, "要聞": 1, "top": 1, "通知": 0, "诗歌": 1, "": 3} {
		found, err := r.Articles(r.ctx, newsroom.Filter{Column: column})
		must(t, err)
		if len(found) != want {
			t.Errorf("in the column %q are %d articles, want %d", column, len(found), want)
		}
	}
	counts, err := r.Counts(r.ctx, r.staff["甲"])
	must(t, err)
	if counts.Total != 3 || counts.Mine != 3 || counts.States[newsroom.Draft] != 3 || counts.Columns["要闻"] != 1 || counts.Columns[""] != 1 {
		t.Errorf("counted %+v", counts)
	}
}

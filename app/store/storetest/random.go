package storetest

import (
	"cmp"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"galley/app/newsroom"
	"galley/editor/model"
	"galley/editor/transform"
)

// testRandom runs random commands on a new store and on the model and compares every answer. rapid shrinks what breaks a law to the few
// commands that do, and prints the flag that runs them again.
func testRandom(t *testing.T, s *suite) {
	rapid.Check(t, func(rt *rapid.T) {
		p := &pair{suite: suite{Store: s.open(t), ctx: s.ctx}, model: suite{Store: NewMemory(), ctx: s.ctx}, now: began}
		defer func() { must(t, p.Close()) }()
		rt.Repeat(map[string]func(*rapid.T){
			"create": p.create, "append": p.append, "append2": p.append, "record": p.record, "freeze": p.freeze, "see": p.see, "staff": p.staff, "settings": p.settings,
			"picture": p.picture, "": p.compare,
		})
		p.compareHistories(rt)
		p.sound(rt)
	})
}

// pair is a store and the model of it.
type pair struct {
	suite
	model suite
	now   time.Time
	ids   []newsroom.ArticleID
}

// both runs the command on both, which must answer with the same code, and returns whether they did it.
func (p *pair) both(t *rapid.T, what string, command func(newsroom.Store) error) bool {
	stamp := p.stamp(t)
	got, want := command(p.Store), command(p.model.Store)
	if (got == nil) != (want == nil) || got != nil && newsroom.CodeOf(got) != newsroom.CodeOf(want) {
		t.Fatalf("%s: the store says %v, the model %v", what, got, want)
	}
	if after := p.stamp(t); got != nil && after != stamp {
		t.Fatalf("%s was refused and the stamp went from %d to %d", what, stamp, after)
	}
	return got == nil
}

func (p *pair) stamp(t *rapid.T) int64 {
	stamp, err := p.Stamp(p.ctx)
	must(t, err)
	return stamp
}

var texts = rapid.StringMatching(`[a-zA-Z%_\\'" 防汛通知，。“”𠮷𬱖]{0,12}`)

func (p *pair) create(t *rapid.T) {
	a := draft(newsroom.ArticleID(rapid.StringMatching(`[a-f]{1,2}`).Draw(t, "id")))
	p.now = p.now.Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "seconds")) * time.Second)
	a.Created, a.Updated = p.now, p.now
	a.Digest.Headline = texts.Draw(t, "headline")
	a.Digest.Column = rapid.SampledFrom([]string{"要闻", "通知"}).Draw(t, "column")
	year := rapid.SampledFrom([]int{2026, 2027, 0}).Draw(t, "year")
	m := manuscript(cmp.Or(a.Digest.Headline, "无题"))
	if p.both(t, "creating", func(s newsroom.Store) error { _, err := s.CreateArticle(p.ctx, a, m, year); return err }) {
		p.ids = append(p.ids, a.ID)
	}
}

// article draws an article that exists.
func (p *pair) article(t *rapid.T) (newsroom.Article, newsroom.Manuscript) {
	if len(p.ids) == 0 {
		t.Skip("no article yet")
	}
	id := rapid.SampledFrom(p.ids).Draw(t, "article")
	a, err := p.FindArticle(p.ctx, id)
	must(t, err)
	m, r, err := p.FindManuscript(p.ctx, id)
	must(t, err)
	equal(t, "the revision of the manuscript", r, a.Revision)
	return a, m
}

// off draws 0, or now and then something else.
func off(t *rapid.T, what string) int {
	return rapid.SampledFrom([]int{0, 0, 0, 0, 0, 0, -1, 1}).Draw(t, what)
}

func (p *pair) append(t *rapid.T) {
	a, m := p.article(t)
	var changes []newsroom.Change
	for i := range rapid.SampledFrom([]int{1, 1, 1, 2, 2, 2, 3, 70}).Draw(t, "changes") {
		var c newsroom.Change
		if i > 3 {
			c = retitle(m, fmt.Sprint("标题", i)) // drawing hundreds is slow and teaches nothing
		} else {
			c = drawChange(t, m)
		}
		m = apply(t, m, c)
		changes = append(changes, c)
	}
	base := a.Revision + newsroom.Revision(off(t, "base"))
	a.Acts += off(t, "acts")
	p.now = p.now.Add(time.Second)
	a.Updated, a.Digest.Headline = p.now, m.Headline()
	p.both(t, "appending", func(s newsroom.Store) error {
		_, err := s.AppendChanges(p.ctx, a, base, changes, "writer", m)
		return err
	})
}

// drawChange draws new properties, or some text to insert or to delete.
func drawChange(t *rapid.T, m newsroom.Manuscript) newsroom.Change {
	if rapid.IntRange(0, 4).Draw(t, "properties") == 0 {
		properties := m.Properties
		properties.Keywords = rapid.SliceOfN(texts, 0, 2).Draw(t, "keywords")
		return newsroom.Change{Properties: &properties}
	}
	span := rapid.SampledFrom(textblocks(m)).Draw(t, "block")
	from := rapid.IntRange(int(span[0]), int(span[1])).Draw(t, "from")
	to := rapid.IntRange(from, int(span[1])).Draw(t, "to")
	step := transform.ReplaceStep{From: model.Pos(from), To: model.Pos(to)}
	if text := texts.Draw(t, "text"); text != "" {
		step.Slice = model.NewSlice(model.NewText(text))
	}
	return newsroom.Change{Step: step}
}

func (p *pair) record(t *rapid.T) {
	a, m := p.article(t)
	d := decision(a)
	d.Seq += off(t, "seq")
	d.At = p.now
	var frozen *newsroom.Version
	if rapid.Bool().Draw(t, "frozen") {
		frozen = freeze(t, a, m)
		frozen.Seq += newsroom.VersionSeq(off(t, "version"))
		a.Version, a.Hash = frozen.Seq, frozen.Hash
		d.Version, d.Hash = frozen.Seq, frozen.Hash
	}
	a.Revision += newsroom.Revision(off(t, "revision"))
	a.State = rapid.SampledFrom(newsroom.States()).Draw(t, "state")
	a.Taken = []newsroom.Taken{{Step: 1, By: "reviewer"}}
	p.both(t, "recording", func(s newsroom.Store) error { return s.Record(p.ctx, a, d, frozen, newsroom.Hand{}) })
}

func (p *pair) freeze(t *rapid.T) {
	a, m := p.article(t)
	versions, err := p.FindVersions(p.ctx, a.ID)
	must(t, err)
	v := freeze(t, a, m)
	v.Seq = newsroom.VersionSeq(len(versions) + 1 + off(t, "version"))
	v.Revision += newsroom.Revision(off(t, "revision"))
	v.Reason, v.Name, v.Source = newsroom.Kept, texts.Draw(t, "name"), v.Seq-1
	p.both(t, "keeping a version", func(s newsroom.Store) error { return s.FreezeVersion(p.ctx, *v, newsroom.Hand{}) })
}

func (p *pair) see(t *rapid.T) {
	a, _ := p.article(t)
	seen := newsroom.Sight{Article: a.ID, Version: newsroom.VersionSeq(rapid.IntRange(0, 2).Draw(t, "version")), By: "reviewer", At: p.now}
	p.both(t, "seeing a version", func(s newsroom.Store) error { return s.MarkSeen(p.ctx, seen) })
}

func (p *pair) staff(t *rapid.T) {
	person := newsroom.Staff{
		ID: newsroom.StaffID(rapid.StringMatching(`[a-d]`).Draw(t, "id")), Name: rapid.StringMatching(`[甲乙丙丁]`).Draw(t, "name"),
		Roles: []newsroom.Role{rapid.SampledFrom(newsroom.Roles()).Draw(t, "role")},
	}
	p.both(t, "adding a person", func(s newsroom.Store) error { return s.CreateStaff(p.ctx, person, newsroom.Hand{}) })
}

func (p *pair) settings(t *rapid.T) {
	settings := newsroom.NewSettings()
	settings.Site = texts.Draw(t, "site")
	p.both(t, "saving settings", func(s newsroom.Store) error { return s.SaveSettings(p.ctx, settings, newsroom.Hand{}) })
}

func (p *pair) picture(t *rapid.T) {
	data := rapid.SliceOfN(rapid.Byte(), 0, 3).Draw(t, "data")
	p.both(t, "keeping a picture", func(s newsroom.Store) error {
		hash, err := s.CreatePicture(p.ctx, data)
		if err != nil {
			return err
		}
		got, err := s.FindPicture(p.ctx, hash)
		equal(t, "the picture", string(got), string(data))
		return err
	})
}

// compare looks at what lists show; it runs after every command.
func (p *pair) compare(t *rapid.T) {
	filter := newsroom.Filter{Query: texts.Draw(t, "query"), Limit: rapid.IntRange(0, 3).Draw(t, "limit")}
	for _, f := range []newsroom.Filter{{}, filter} {
		equal(t, "articles", p.list(t, f), p.model.list(t, f))
	}
}

// compareHistories looks at everything that is kept of every article.
func (p *pair) compareHistories(t *rapid.T) {
	got, err := p.FindStaff(p.ctx)
	must(t, err)
	want, err := p.model.FindStaff(p.ctx)
	must(t, err)
	equal(t, "staff", got, want)
	for _, id := range p.ids {
		p.compareHistory(t, id)
	}
}

func (p *pair) compareHistory(t *rapid.T, id newsroom.ArticleID) {
	m, err := p.FindFirst(p.ctx, id)
	must(t, err)
	changes, err := p.FindChanges(p.ctx, id, 0)
	must(t, err)
	for _, c := range changes {
		m, err = c.Apply(m)
		must(t, err)
	}
	head, _, err := p.FindManuscript(p.ctx, id)
	must(t, err)
	sameManuscript(t, "the first manuscript with all changes", m, head)
	want, _, err := p.model.FindManuscript(p.ctx, id)
	must(t, err)
	sameManuscript(t, "the manuscript", head, want)

	decisions, err := p.FindDecisions(p.ctx, id)
	must(t, err)
	wantDecisions, err := p.model.FindDecisions(p.ctx, id)
	must(t, err)
	equal(t, "decisions", decisions, wantDecisions)
	versions, err := p.FindVersions(p.ctx, id)
	must(t, err)
	wantVersions, err := p.model.FindVersions(p.ctx, id)
	must(t, err)
	equal(t, "the list of versions", versions, wantVersions)
	seen, err := p.FindSeen(p.ctx, id, "reviewer")
	must(t, err)
	wantSeen, err := p.model.FindSeen(p.ctx, id, "reviewer")
	must(t, err)
	equal(t, "what was seen", seen, wantSeen)
	for seq := newsroom.VersionSeq(1); ; seq++ {
		v, err := p.FindVersion(p.ctx, id, seq)
		w, errWant := p.model.FindVersion(p.ctx, id, seq)
		if err != nil || errWant != nil {
			refused(t, newsroom.NotFound, err)
			refused(t, newsroom.NotFound, errWant)
			return
		}
		sameManuscript(t, "a version", v.Manuscript, w.Manuscript)
		v.Manuscript, w.Manuscript = newsroom.Manuscript{}, newsroom.Manuscript{}
		equal(t, "a version's record", v, w)
	}
}

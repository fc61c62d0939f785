package storetest

import (
	"fmt"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/editor/model"
)

func testCreate(t *testing.T, s *suite) {
	first := manuscript("标题")
	want := draft("one")
	want.Revision, want.Acts = 7, 3 // a new article has none of either
	want.Contributors = []newsroom.StaffID{"writer"}
	got, err := s.CreateArticle(s.ctx, want, first, 2026)
	must(t, err)
	want.Revision, want.Acts, want.Number = 0, 0, "2026-00001"
	equal(t, "the new article", got, normalArticle(want))
	for i, c := range []struct {
		year   int
		number newsroom.Number
	}{{2026, "2026-00002"}, {2027, "2027-00001"}, {2026, "2026-00003"}, {9999, "9999-00001"}, {2027, "2027-00002"}} {
		a, err := s.CreateArticle(s.ctx, draft(newsroom.ArticleID(fmt.Sprint(i))), first, c.year)
		must(t, err)
		equal(t, "the number", a.Number, c.number)
	}
	s.unchanged(t, newsroom.Conflict, func() error { _, err := s.CreateArticle(s.ctx, draft("one"), first, 2026); return err })
	for _, year := range []int{0, -1, 10000} {
		s.unchanged(t, newsroom.Invalid, func() error { _, err := s.CreateArticle(s.ctx, draft("x"), first, year); return err })
	}
	next, err := s.CreateArticle(s.ctx, draft("next"), first, 2026)
	must(t, err)
	equal(t, "the number after refusals", next.Number, "2026-00004")

	byID, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	equal(t, "the article by id", byID, got)
	byNumber, err := s.FindNumber(s.ctx, "2026-00001")
	must(t, err)
	equal(t, "the article by number", byNumber, got)
	m, r, err := s.FindManuscript(s.ctx, "one")
	must(t, err)
	equal(t, "the revision", r, 0)
	sameManuscript(t, "the manuscript", m, first)
	m, err = s.FindFirst(s.ctx, "one")
	must(t, err)
	sameManuscript(t, "the first manuscript", m, first)
}

func testFilter(t *testing.T, s *suite) {
	for i, c := range []struct {
		id       newsroom.ArticleID
		state    newsroom.State
		column   string
		creator  newsroom.StaffID
		headline string
		minutes  int
	}{
		{"a", newsroom.Draft, "要闻", "writer", "Notice of 100% attendance", 3},
		{"b", newsroom.InReview, "通知", "writer", "防汛工作_通知", 1},
		{"c", newsroom.Draft, "要闻", "other", `back\slash and 'quote'`, 3},
		{"d", newsroom.Published, "通知", "other", "防汛工作通知", 2},
		{"e", newsroom.Draft, "", "writer", "", 0},
	} {
		a := draft(c.id)
		a.State, a.Creator, a.Digest.Column, a.Digest.Headline = c.state, c.creator, c.column, c.headline
		a.Updated = began.Add(time.Duration(c.minutes) * time.Minute)
		_, err := s.CreateArticle(s.ctx, a, manuscript(c.headline+"x"), 2026)
		must(t, err)
		equal(t, "articles", len(s.list(t, newsroom.Filter{})), i+1)
	}
	for _, c := range []struct {
		name   string
		filter newsroom.Filter
		want   string
	}{
		{"all; of two updated at once the higher number", newsroom.Filter{}, "c a d b e"},
		{"one state", newsroom.Filter{States: []newsroom.State{newsroom.Draft}}, "c a e"},
		{"two states", newsroom.Filter{States: []newsroom.State{newsroom.InReview, newsroom.Published}}, "d b"},
		{"a state that none has", newsroom.Filter{States: []newsroom.State{newsroom.Withdrawn}}, ""},
		{"column", newsroom.Filter{Column: "通知"}, "d b"},
		{"creator", newsroom.Filter{Creator: "other"}, "c d"},
		{"headline", newsroom.Filter{Query: "防汛"}, "d b"},
		{"ASCII in either case", newsroom.Filter{Query: "nOTICE"}, "a"},
		{"percent is a character", newsroom.Filter{Query: "0%"}, "a"},
		{"so is the underscore", newsroom.Filter{Query: "作_"}, "b"},
		{"so is the backslash", newsroom.Filter{Query: `k\s`}, "c"},
		{"so is the quote", newsroom.Filter{Query: "'"}, "c"},
		{"number", newsroom.Filter{Query: "6-00004"}, "d"},
		{"nothing has it", newsroom.Filter{Query: "没有"}, ""},
		{"limit", newsroom.Filter{Limit: 2}, "c a"},
		{"all of it", newsroom.Filter{States: []newsroom.State{newsroom.Draft, newsroom.Published}, Creator: "other", Column: "要闻", Query: "QUOTE", Limit: 1}, "c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, a := range s.list(t, c.filter) {
				if got != "" {
					got += " "
				}
				got += string(a.ID)
			}
			equal(t, "articles", got, c.want)
		})
	}
}

func (s *suite) list(t fataler, f newsroom.Filter) []newsroom.Article {
	t.Helper()
	articles, err := s.FindArticles(s.ctx, f)
	must(t, err)
	return articles
}

func testAppend(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	properties := m.Properties
	properties.Keywords = []string{"防汛"}
	changes := []newsroom.Change{retitle(m, "新标题"), {Properties: &properties}}
	after := apply(t, m, changes...)
	a.Contributors, a.Updated = []newsroom.StaffID{"editor", "writer"}, began.Add(time.Hour)
	a.Digest = newsroom.Digest{Headline: "新标题", Column: "通知", Kind: "notice", Author: "李四", Characters: 7}
	sent := a
	sent.State, sent.Permalink, sent.Round = newsroom.Published, "https://elsewhere", 9 // an append carries no state
	got, err := s.AppendChanges(s.ctx, sent, 0, changes, "editor", after)
	must(t, err)
	a.Revision = 2
	equal(t, "the article", got, normalArticle(a))
	stored, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	equal(t, "the stored article", stored, got)

	third := retitle(after, "第三个标题")
	last := apply(t, after, third)
	a.Updated = began.Add(2 * time.Hour)
	_, err = s.AppendChanges(s.ctx, a, 2, []newsroom.Change{third}, "writer", last)
	must(t, err)
	head, r, err := s.FindManuscript(s.ctx, "one")
	must(t, err)
	equal(t, "the revision", r, 3)
	sameManuscript(t, "the manuscript", head, last)
	first, err := s.FindFirst(s.ctx, "one")
	must(t, err)
	sameManuscript(t, "the first manuscript", first, m)

	for _, c := range []struct {
		from newsroom.Revision
		want []newsroom.Revision
	}{{-1, []newsroom.Revision{1, 2, 3}}, {0, []newsroom.Revision{1, 2, 3}}, {2, []newsroom.Revision{3}}, {3, nil}, {9, nil}} {
		stored, err := s.FindChanges(s.ctx, "one", c.from)
		must(t, err)
		var revisions []newsroom.Revision
		for _, c := range stored {
			revisions = append(revisions, c.Revision)
		}
		equal(t, "the revisions", revisions, c.want)
	}
	all, err := s.FindChanges(s.ctx, "one", 0)
	must(t, err)
	for i, want := range []struct {
		by newsroom.StaffID
		at time.Time
	}{{"editor", began.Add(time.Hour)}, {"editor", began.Add(time.Hour)}, {"writer", began.Add(2 * time.Hour)}} {
		equal(t, "who", all[i].By, want.by)
		equal(t, "when", all[i].At, instant(want.at))
		m = apply(t, m, all[i].Change)
	}
	sameManuscript(t, "the changes replayed", m, last)
}

// testLongReplay appends more than any store will replay in one go, in steps of one, a few and many, small and large.
func testLongReplay(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	for i := 0; a.Revision < 1500; i++ {
		var changes []newsroom.Change
		for range []int{1, 3, 120}[i%3] {
			title := fmt.Sprintf("标题 %d-%d", i, len(changes))
			if i%10 == 9 && len(changes) == 0 {
				title += longText
			}
			c := retitle(m, title)
			m = apply(t, m, c)
			changes = append(changes, c)
		}
		var err error
		a, err = s.AppendChanges(s.ctx, a, a.Revision, changes, "writer", m)
		must(t, err)
		head, r, err := s.FindManuscript(s.ctx, "one")
		must(t, err)
		equal(t, "the revision", r, a.Revision)
		sameManuscript(t, "the manuscript", head, m)
	}
	first, err := s.FindFirst(s.ctx, "one")
	must(t, err)
	sameManuscript(t, "the first manuscript", first, manuscript("标题"))
	all, err := s.FindChanges(s.ctx, "one", 0)
	must(t, err)
	for _, c := range all {
		first = apply(t, first, c.Change)
	}
	sameManuscript(t, "all changes replayed", first, m)
}

func testStale(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	change := retitle(m, "新")
	a, err := s.AppendChanges(s.ctx, a, 0, []newsroom.Change{change}, "writer", apply(t, m, change))
	must(t, err)
	for _, c := range []struct {
		name string
		base newsroom.Revision
		acts int
	}{{"an older revision", 0, 0}, {"a revision that is not yet", 2, 0}, {"none", -1, 0}, {"an older act", 1, -1}, {"an act that is not yet", 1, 1}} {
		t.Run(c.name, func(t *testing.T) {
			sent := a
			sent.Acts = c.acts
			sent.Digest.Headline = "lost"
			s.unchanged(t, newsroom.Conflict, func() error {
				_, err := s.AppendChanges(s.ctx, sent, c.base, []newsroom.Change{retitle(m, "x")}, "writer", m)
				return err
			})
		})
	}
	got, err := s.FindArticle(s.ctx, "one")
	must(t, err)
	equal(t, "the article", got, a)
	changes, err := s.FindChanges(s.ctx, "one", 0)
	must(t, err)
	equal(t, "the changes", len(changes), 1)
}

func testBrokenChange(t *testing.T, s *suite) {
	a := create(t, s, "one")
	m := manuscript("标题")
	both := retitle(m, "新")
	both.Properties = &m.Properties
	for _, broken := range []newsroom.Change{{}, both} {
		s.unchanged(t, newsroom.Invalid, func() error {
			_, err := s.AppendChanges(s.ctx, a, 0, []newsroom.Change{retitle(m, "新"), broken}, "writer", m)
			return err
		})
	}
}

// longText is longer than what a snapshot waits for.
var longText = func() string {
	runes := make([]rune, 30_000)
	for i := range runes {
		runes[i] = rune(0x4e00 + i%20_000)
	}
	return string(runes)
}()

// textblocks returns where the text of m begins and ends, textblock by textblock.
func textblocks(m newsroom.Manuscript) (spans [][2]model.Pos) {
	m.Doc.Walk(func(n *model.Node, at model.Pos) bool {
		if n.Kind().IsTextblock() {
			spans = append(spans, [2]model.Pos{at + 1, at + 1 + model.Pos(n.ContentSize())})
		}
		return true
	})
	return spans
}

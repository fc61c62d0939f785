package newsroom_test

import (
	"context"
	"slices"
	"testing"

	"galley/app/newsroom"
	"galley/app/store/storetest"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/model/build"
)

// tampered is a store in which somebody changed what is kept: each function alters what the store returns.
type tampered struct {
	newsroom.Store
	article    func(*newsroom.Article)
	manuscript func(newsroom.Manuscript) newsroom.Manuscript
	first      func(newsroom.Manuscript) newsroom.Manuscript
	changes    func([]newsroom.StoredChange) []newsroom.StoredChange
	decisions  func([]newsroom.Decision) []newsroom.Decision
	version    func(*newsroom.Version)
	integrity  []catalogue.Text
	lost       error // in place of the newest manuscript
	noPicture  error // in place of any picture
}

func (s *tampered) FindArticles(ctx context.Context, f newsroom.Filter) ([]newsroom.Article, error) {
	found, err := s.Store.FindArticles(ctx, f)
	for i := range found {
		if s.article != nil {
			s.article(&found[i])
		}
	}
	return found, err
}

func (s *tampered) FindManuscript(ctx context.Context, id newsroom.ArticleID) (newsroom.Manuscript, newsroom.Revision, error) {
	m, r, err := s.Store.FindManuscript(ctx, id)
	if s.lost != nil {
		return newsroom.Manuscript{}, 0, s.lost
	}
	if s.manuscript != nil {
		m = s.manuscript(m)
	}
	return m, r, err
}

func (s *tampered) FindFirst(ctx context.Context, id newsroom.ArticleID) (newsroom.Manuscript, error) {
	m, err := s.Store.FindFirst(ctx, id)
	if s.first != nil {
		m = s.first(m)
	}
	return m, err
}

func (s *tampered) FindChanges(ctx context.Context, id newsroom.ArticleID, from newsroom.Revision) ([]newsroom.StoredChange, error) {
	found, err := s.Store.FindChanges(ctx, id, from)
	if s.changes != nil {
		found = s.changes(found)
	}
	return found, err
}

func (s *tampered) FindDecisions(ctx context.Context, id newsroom.ArticleID) ([]newsroom.Decision, error) {
	found, err := s.Store.FindDecisions(ctx, id)
	if s.decisions != nil {
		found = s.decisions(found)
	}
	return found, err
}

func (s *tampered) FindVersion(ctx context.Context, id newsroom.ArticleID, seq newsroom.VersionSeq) (newsroom.Version, error) {
	v, err := s.Store.FindVersion(ctx, id, seq)
	if s.version != nil {
		s.version(&v)
	}
	return v, err
}

func (s *tampered) FindPicture(ctx context.Context, hash string) ([]byte, error) {
	if s.noPicture != nil {
		return nil, s.noPicture
	}
	return s.Store.FindPicture(ctx, hash)
}

func (s *tampered) CheckIntegrity(ctx context.Context) ([]catalogue.Text, error) {
	return s.integrity, nil
}

// longStory is a newsroom with one article that was returned once to its author and once to an earlier step, and published.
func longStory(t *testing.T) (*room, *tampered) {
	s := &tampered{Store: storetest.NewMemory()}
	r := newRoomOn(t, t.Context(), s)
	picture, err := r.CreatePicture(r.ctx, photo(t, 1))
	must(t, err)
	m := manuscript("headline(会议通知) p(周三上午开会。) fig=x(图一)")
	m.Doc = build.Doc("headline(会议通知) p(周三上午开会。)")
	figure := model.New(model.Figure, model.Attrs{Picture: picture}, model.NewText("图一"))
	body := m.Doc.Part(model.Body)
	m.Doc = m.Doc.With(append(slices.Clone(m.Doc.Children()[:4]), body.With(append(slices.Clone(body.Children()), figure)...))...)
	a, err := r.Create(r.ctx, r.staff["甲"], m)
	must(t, err)
	r.edit(t, "甲", a.ID, "会议的通知")
	a = r.act(t, a, "甲", "submit", "乙", "approve", "丙", "return")
	r.edit(t, "甲", a.ID, "会议通知")
	r.edit(t, "戊", a.ID, "关于会议的通知")
	a = r.act(t, a, "甲", "submit")
	r.agree(t, "乙", a.ID)
	a = r.act(t, a, "乙", "approve", "丙", "approve")
	a, err = r.Act(r.ctx, r.staff["丁"], a.ID, newsroom.Do{Action: newsroom.Return, Reason: "时间有误", To: "复审"})
	must(t, err)
	r.act(t, a, "丙", "approve", "丁", "approve", "己", "publish")
	sound(t, r)
	return r, s
}

// TestTampering changes one thing of what is kept and makes sure that the check finds it.
func TestTampering(t *testing.T) {
	other := func(m newsroom.Manuscript) newsroom.Manuscript {
		m.Doc = build.Doc("headline(另一篇) p(另一个说法。)")
		return m
	}
	swap := func(i, j int) func([]newsroom.Decision) []newsroom.Decision {
		return func(d []newsroom.Decision) []newsroom.Decision { d[i], d[j] = d[j], d[i]; return d }
	}
	change := func(i int, f func(*newsroom.Decision)) func([]newsroom.Decision) []newsroom.Decision {
		return func(d []newsroom.Decision) []newsroom.Decision { f(&d[i]); return d }
	}
	article := func(f func(*newsroom.Article)) func(*room, *tampered) {
		return func(_ *room, s *tampered) { s.article = f }
	}
	decisions := func(f func([]newsroom.Decision) []newsroom.Decision) func(*room, *tampered) {
		return func(_ *room, s *tampered) { s.decisions = f }
	}
	for _, c := range []struct {
		name   string
		tamper func(*room, *tampered)
		want   []string
	}{
		{"nothing", func(*room, *tampered) {}, nil},
		{"what the database finds", func(_ *room, s *tampered) { s.integrity = []catalogue.Text{catalogue.T("check.hash", "Cause", "x")} }, []string{"check.hash"}},

		{"the newest text", func(_ *room, s *tampered) { s.manuscript = other }, []string{"check.head"}},
		{"one property", func(_ *room, s *tampered) {
			s.manuscript = func(m newsroom.Manuscript) newsroom.Manuscript { m.Properties.Reviewer = "某"; return m }
		}, []string{"check.head"}},
		{"whose changes are open", func(_ *room, s *tampered) {
			s.manuscript = func(m newsroom.Manuscript) newsroom.Manuscript {
				after, err := m.WithTracked(nil)
				if err != nil {
					panic(err)
				}
				return after
			}
		}, []string{"check.head"}},
		{"the newest text is lost", func(_ *room, s *tampered) {
			s.lost = newsroom.Errorf(newsroom.Corrupt, nil, "error.no_document")
		}, []string{"error.no_document"}},
		{"the first text", func(_ *room, s *tampered) {
			s.first = func(m newsroom.Manuscript) newsroom.Manuscript { m.Properties.Source = "某"; return m }
		}, []string{"check.head", "check.version"}},
		{"the first text to one that the changes do not fit", func(_ *room, s *tampered) {
			s.first = func(m newsroom.Manuscript) newsroom.Manuscript { m.Doc = build.Doc("p()"); return m }
		}, []string{"check.change"}},

		{"a version's text", func(_ *room, s *tampered) {
			s.version = func(v *newsroom.Version) { v.Manuscript = other(v.Manuscript) }
		}, []string{"check.version"}},
		{"a version's text and hash", func(_ *room, s *tampered) {
			s.version = func(v *newsroom.Version) {
				v.Manuscript = other(v.Manuscript)
				v.Hash, _ = v.Manuscript.Hash()
			}
		}, []string{"check.version", "check.decision_hash", "check.state"}},
		{"a version's property", func(_ *room, s *tampered) { s.version = func(v *newsroom.Version) { v.Properties.Editor = "某" } }, []string{"check.version"}},
		{"a version's hash", func(_ *room, s *tampered) { s.version = func(v *newsroom.Version) { v.Hash = v.Hash[1:] + "0" } },
			[]string{"check.version", "check.decision_hash", "check.state"}},
		{"a version's revision", func(_ *room, s *tampered) { s.version = func(v *newsroom.Version) { v.Revision = 0 } }, []string{"check.version"}},
		{"versions that are one", func(r *room, s *tampered) {
			s.version = func(v *newsroom.Version) { *v, _ = s.Store.FindVersion(r.ctx, v.Article, 1) }
		}, []string{"check.version", "check.decision_hash", "check.state"}},

		{"a change left out at the end", func(_ *room, s *tampered) {
			s.changes = func(c []newsroom.StoredChange) []newsroom.StoredChange { return c[:len(c)-2] }
		}, []string{"check.head", "check.version", "check.contributors"}},
		{"a change left out in the middle", func(_ *room, s *tampered) {
			s.changes = func(c []newsroom.StoredChange) []newsroom.StoredChange { return append(c[:2:2], c[3:]...) }
		}, []string{"check.change_order", "check.head", "check.version"}},
		{"changes in another order", func(_ *room, s *tampered) {
			s.changes = func(c []newsroom.StoredChange) []newsroom.StoredChange { c[2], c[3] = c[3], c[2]; return c }
		}, []string{"check.change_order", "check.change"}},
		{"a change's revision", func(_ *room, s *tampered) {
			s.changes = func(c []newsroom.StoredChange) []newsroom.StoredChange { c[1].Revision = 9; return c }
		}, []string{"check.change_order"}},
		{"who made a change", func(r *room, s *tampered) {
			s.changes = func(c []newsroom.StoredChange) []newsroom.StoredChange { c[3].By = r.staff["甲"].ID; return c }
		}, []string{"check.contributors"}},
		{"a change to one that is none", func(_ *room, s *tampered) {
			s.changes = func(c []newsroom.StoredChange) []newsroom.StoredChange { c[0].Change = newsroom.Change{}; return c }
		}, []string{"check.change"}},

		{"the last decision left out", decisions(func(d []newsroom.Decision) []newsroom.Decision { return d[:len(d)-1] }), []string{"check.state"}},
		{"the first decision left out", decisions(func(d []newsroom.Decision) []newsroom.Decision { return d[1:] }),
			[]string{"check.decision_order", "check.decision_hash", "check.state"}},
		{"a decision left out in the middle", decisions(func(d []newsroom.Decision) []newsroom.Decision { return append(d[:4:4], d[5:]...) }),
			[]string{"check.decision_order", "check.state"}},
		{"decisions in another order", decisions(swap(4, 5)), []string{"check.decision_order", "check.state"}},
		{"a decision twice", decisions(func(d []newsroom.Decision) []newsroom.Decision { return append(d, d[len(d)-1]) }),
			[]string{"check.decision_order", "check.state"}},
		{"a decision of another article", decisions(change(2, func(d *newsroom.Decision) { d.Article = "other" })), []string{"check.decision_order"}},
		{"a decision's round", decisions(change(4, func(d *newsroom.Decision) { d.Round = 1 })), []string{"check.decision_order"}},
		{"a decision's version", decisions(change(4, func(d *newsroom.Decision) { d.Version = 1 })), []string{"check.decision_hash"}},
		{"a decision's hash", decisions(change(4, func(d *newsroom.Decision) { d.Hash = "" })), []string{"check.decision_hash"}},
		{"an approval to a return", decisions(change(8, func(d *newsroom.Decision) { d.Action = newsroom.Return })),
			[]string{"check.decision_order", "check.state"}},
		{"a leap to publication", decisions(func(d []newsroom.Decision) []newsroom.Decision {
			d[7].To = newsroom.Published
			return d[:8]
		}), []string{"check.decision_order", "check.state"}},
		{"the writer reviewed", decisions(func(d []newsroom.Decision) []newsroom.Decision { d[4].By = d[0].By; return d }),
			[]string{"check.decision_person", "check.state"}},
		{"a helper reviewed what he wrote", func(r *room, s *tampered) {
			s.decisions = change(8, func(d *newsroom.Decision) { d.By = r.staff["戊"].ID })
		}, []string{"check.decision_person", "check.state"}},
		{"one person for two steps", decisions(func(d []newsroom.Decision) []newsroom.Decision { d[8].By = d[4].By; return d }),
			[]string{"check.decision_person", "check.state"}},

		{"the state", article(func(a *newsroom.Article) { a.State = newsroom.Withdrawn }), []string{"check.state"}},
		{"the step", article(func(a *newsroom.Article) { a.Step = 0 }), []string{"check.state"}},
		{"the round", article(func(a *newsroom.Article) { a.Round++ }), []string{"check.state"}},
		{"the acts", article(func(a *newsroom.Article) { a.Acts-- }), []string{"check.state"}},
		{"the hash", article(func(a *newsroom.Article) { a.Hash = "x" }), []string{"check.state"}},
		{"who took which step", article(func(a *newsroom.Article) { a.Taken = a.Taken[1:] }), []string{"check.state"}},
		{"who wrote on it", article(func(a *newsroom.Article) { a.Contributors = a.Contributors[1:] }), []string{"check.contributors"}},
		{"the number of versions", article(func(a *newsroom.Article) { a.Version-- }), []string{"check.state"}},
		{"the revision", article(func(a *newsroom.Article) { a.Revision++ }), []string{"check.head"}},

		{"a picture is lost", func(_ *room, s *tampered) {
			s.noPicture = newsroom.Errorf(newsroom.NotFound, nil, "store.no_picture", "Hash", "x")
		}, []string{"store.no_picture"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, s := longStory(t)
			c.tamper(r, s)
			found, err := r.Check(r.ctx, nil)
			must(t, err)
			got := ids(found)
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("found %v, want %v", got, c.want)
			}
			for _, f := range found {
				if (f.Number == "2026-00001") != (c.name != "what the database finds") {
					t.Errorf("%s is said of %q", f.Text.ID, f.Number)
				}
			}
		})
	}
}

// TestEarlierReview makes sure that a review is good though its reviewer wrote on the article in a later round.
func TestEarlierReview(t *testing.T) {
	r := newRoom(t, t.Context())
	a := r.act(t, r.create(t), "甲", "submit", "乙", "approve", "丙", "approve", "戊", "return")
	r.edit(t, "戊", a.ID, "改题") // the chief sees to it himself, and is out of the second round
	a = r.act(t, a, "甲", "submit")
	r.agree(t, "丙", a.ID)
	a = r.act(t, a, "丙", "approve", "乙", "approve")
	_, err := r.Act(r.ctx, r.staff["戊"], a.ID, newsroom.Do{Action: newsroom.Approve})
	refused(t, err, newsroom.Forbidden, "bar.own_article")
	r.act(t, a, "庚", "approve", "庚", "publish")
	sound(t, r)
}

// TestCheckProgress makes sure that a check counts to the end, and stops when it is told to without blaming an article.
func TestCheckProgress(t *testing.T) {
	r := newRoom(t, t.Context())
	for range 3 {
		r.create(t)
	}
	var steps [][2]int
	_, err := r.Check(r.ctx, func(done, of int) { steps = append(steps, [2]int{done, of}) })
	must(t, err)
	if !slices.Equal(steps, [][2]int{{1, 3}, {2, 3}, {3, 3}}) {
		t.Errorf("progress was %v", steps)
	}
	ctx, cancel := context.WithCancel(r.ctx)
	found, err := r.Check(ctx, func(int, int) { cancel() })
	if err == nil || len(found) > 0 {
		t.Errorf("cancelled after one it found %v, %v", found, err)
	}
}

package sqlite

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/editor/transform"
)

// manuscript returns a manuscript of that many paragraphs of 120 characters.
func manuscript(headline string, paragraphs int) newsroom.Manuscript {
	body := make([]*model.Node, paragraphs)
	for i := range body {
		text := fmt.Sprintf("第%d段", i)
		for len([]rune(text)) < 120 {
			text += "校园新闻稿件正文，"
		}
		body[i] = model.New(model.Paragraph, model.Attrs{}, model.NewText(text))
	}
	return newsroom.Manuscript{
		Doc: model.New(model.Doc, model.Attrs{}, model.New(model.Kicker, model.Attrs{}),
			model.New(model.Headline, model.Attrs{}, model.NewText(headline)), model.New(model.Subtitle, model.Attrs{}),
			model.New(model.Abstract, model.Attrs{}), model.New(model.Body, model.Attrs{}, body...)),
		Properties: newsroom.Properties{Kind: "news", Column: "要闻", Language: catalogue.ZhHans},
	}
}

// draft returns the record of an article that was not stored yet.
func draft(id newsroom.ArticleID, m newsroom.Manuscript) newsroom.Article {
	return newsroom.Article{
		ID: id, State: newsroom.Draft, Creator: "w", Contributors: []newsroom.StaffID{"w"}, Policy: newsroom.ThreeReviews(),
		Created: noon, Updated: noon, Digest: newsroom.Digest{Headline: m.Headline(), Column: "要闻", Kind: "news", Author: "张三", Characters: m.Characters()},
	}
}

func createDraft(t testing.TB, s *Store, id newsroom.ArticleID, paragraphs int) (newsroom.Article, newsroom.Manuscript) {
	t.Helper()
	m := manuscript("标题", paragraphs)
	a, err := s.CreateArticle(t.Context(), draft(id, m), m, 2026)
	if err != nil {
		t.Fatal(err)
	}
	return a, m
}

// typed returns the change that types one character at the headline's start, and what comes of it. The headline follows the empty kicker.
func typed(t testing.TB, m newsroom.Manuscript, r rune) (newsroom.Change, newsroom.Manuscript) {
	t.Helper()
	const headline = 3
	c := newsroom.Change{Step: transform.ReplaceStep{From: headline, To: headline, Slice: model.NewSlice(model.NewText(string(r)))}}
	after, err := c.Apply(m, "a", noon)
	if err != nil {
		t.Fatal(err)
	}
	return c, after
}

// BenchmarkAppendChange appends one typed character to an article of 20 paragraphs, each append a commit that is on the disk when it returns.
func BenchmarkAppendChange(b *testing.B) {
	s := openStore(b, b.TempDir())
	defer s.Close()
	a, m := createDraft(b, s, "a", 20)
	var times []time.Duration
	var c newsroom.Change
	for b.Loop() {
		b.StopTimer()
		if a.Revision%500 == 0 {
			m = manuscript("标题", 20)
		}
		c, m = typed(b, m, '字')
		b.StartTimer()
		begin := time.Now()
		var err error
		if a, err = s.AppendChanges(b.Context(), a, a.Revision, []newsroom.Change{c}, "w", m); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "median-ms")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}

func BenchmarkFindArticles10k(b *testing.B) {
	s := openStore(b, b.TempDir())
	defer s.Close()
	fill(b, s, 10_000, func(int, *newsroom.Article) {})
	for _, c := range []struct {
		name   string
		filter newsroom.Filter
	}{{"all", newsroom.Filter{}}, {"search", newsroom.Filter{Query: "标题 99"}}, {"newest20", newsroom.Filter{Limit: 20}}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.FindArticles(b.Context(), c.filter); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReviewDesk10k reads the first list of the desk, with its counts, by due time and with who has what in hand, where a third of the articles is
// in review, 200 of them are in somebody's hands, and 20,000 claims are history.
func BenchmarkReviewDesk10k(b *testing.B) {
	s := openStore(b, b.TempDir())
	defer s.Close()
	fill(b, s, 10_000, func(i int, a *newsroom.Article) {
		if i%3 == 0 {
			a.State, a.Step, a.Since = newsroom.InReview, i/3%3, a.Updated
		}
	})
	inHand(b, s)
	room := newsroom.New(s, func() time.Time { return noon })
	me := newsroom.Staff{ID: "me", Name: "me", Roles: []newsroom.Role{newsroom.Reviewer, newsroom.Chief}}
	settings := newsroom.NewSettings()
	for b.Loop() {
		if standing, err := room.Standing(b.Context()); err != nil || len(standing.Charges) != 200 {
			b.Fatal(len(standing.Charges), err)
		}
		if _, err := room.Counts(b.Context(), me); err != nil {
			b.Fatal(err)
		}
		turn, err := room.MyTurn(b.Context(), me)
		if err != nil || len(turn) < 3000 {
			b.Fatal(len(turn), err)
		}
		settings.ByDue(turn)
	}
}

// BenchmarkNotes10k looks for what others said to a person, as the desk does each minute: 200 articles in somebody's hands, 20,000 claims that are history,
// 20,000 comments of which 100 name him.
func BenchmarkNotes10k(b *testing.B) {
	s := openStore(b, b.TempDir())
	defer s.Close()
	fill(b, s, 10_000, func(i int, a *newsroom.Article) {
		if i%3 == 0 {
			a.State, a.Since = newsroom.InReview, a.Updated
		}
	})
	inHand(b, s)
	if err := s.write(b.Context(), func(t *tx) error {
		for i := range 20_000 {
			act := newsroom.CommentAct{Article: benchID(i % 10_000), Seq: i/10_000 + 1, Kind: newsroom.BeginThread, Comment: newsroom.CommentID(i/10_000 + 1),
				Thread: newsroom.CommentID(i/10_000 + 1), By: "other", Name: "other", At: noon, Text: "是上午吗？"}
			if i%200 == 0 {
				act.Mentions = []newsroom.StaffID{"me"}
			}
			if err := t.recordComment(act, newsroom.Hand{}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	room := newsroom.New(s, func() time.Time { return noon })
	me := newsroom.Staff{ID: "me", Name: "me", Roles: []newsroom.Role{newsroom.Reviewer}}
	for b.Loop() {
		if notes, err := room.Notes(b.Context(), me); err != nil || len(notes) < 100 {
			b.Fatal(len(notes), err)
		}
	}
}

func benchID(i int) newsroom.ArticleID { return newsroom.ArticleID(fmt.Sprintf("%026d", i)) }

// inHand puts 200 of the articles in review that fill made into somebody's hands, with 20,000 claims of before.
func inHand(b *testing.B, s *Store) {
	b.Helper()
	if err := s.write(b.Context(), func(t *tx) error {
		for i := range 10_000 {
			for seq := 1; seq <= 3; seq++ {
				current := seq == 3 && i%3 == 0 && i < 600
				if seq == 3 && !current {
					continue
				}
				a, err := t.findArticle(benchID(i))
				if err != nil {
					return err
				}
				since := a.Since
				if !current {
					since = noon.Add(-time.Hour * time.Duration(4-seq))
				}
				if err := t.exec("INSERT INTO task (article, seq, kind, by, name, at, since, holder, given, reason) VALUES (?, ?, ?, 'a', '甲', ?, ?, '', '', '')",
					a.ID, seq, newsroom.Claim, noon.UnixMicro(), since.UnixMicro()); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
}

// fill makes n articles in one transaction, each as change leaves it.
func fill(b *testing.B, s *Store, n int, change func(int, *newsroom.Article)) {
	b.Helper()
	m := manuscript("标题", 1)
	if err := s.write(b.Context(), func(t *tx) error {
		for i := range n {
			a := draft(newsroom.ArticleID(fmt.Sprintf("%026d", i)), m)
			a.Digest.Headline = fmt.Sprintf("标题 %d", i)
			a.Updated = noon.Add(time.Duration(i*7919%n) * time.Second)
			change(i, &a)
			if _, err := t.createArticle(a, m, 2026); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkFindManuscript opens an article that has ten changes, one that has as many as are ever replayed, and one that has as many on top of
// a hundred thousand.
func BenchmarkFindManuscript(b *testing.B) {
	for _, changes := range []int{10, 49, 100_049} {
		b.Run(fmt.Sprint(changes), func(b *testing.B) {
			s := openStore(b, b.TempDir())
			defer s.Close()
			a, m := createDraft(b, s, "a", 20)
			for int(a.Revision) < changes {
				batch := make([]newsroom.Change, min(changes-int(a.Revision), 100))
				for i := range batch {
					if i%2 == 0 {
						batch[i], m = typed(b, m, '字')
						continue
					}
					batch[i] = newsroom.Change{Step: transform.ReplaceStep{From: 3, To: 4}} // takes it back
					var err error
					if m, err = batch[i].Apply(m, "a", noon); err != nil {
						b.Fatal(err)
					}
				}
				var err error
				if a, err = s.AppendChanges(b.Context(), a, a.Revision, batch, "w", m); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				if _, _, err := s.FindManuscript(b.Context(), "a"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpenStore opens and closes a newsroom of 10,000 articles, which is what every command pays.
func BenchmarkOpenStore(b *testing.B) {
	dir := b.TempDir()
	s := openStore(b, dir)
	fill(b, s, 10_000, func(int, *newsroom.Article) {})
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := openStore(b, dir).Close(); err != nil {
			b.Fatal(err)
		}
	}
}

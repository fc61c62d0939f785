package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"galley/app/newsroom"
)

// CreateArticle stores a new article with its first manuscript at revision 0 and no acts, gives it the next number of the year and returns
// it. Conflict: there is an article of that id. Invalid: the year has not four digits.
func (s *Store) CreateArticle(ctx context.Context, a newsroom.Article, m newsroom.Manuscript, year int) (newsroom.Article, error) {
	if year < 1 || year > 9999 {
		return newsroom.Article{}, newsroom.Errorf(newsroom.Invalid, nil, "store.year", "Year", year)
	}
	err := s.write(ctx, func(t *tx) (err error) { a, err = t.createArticle(a, m, year); return err })
	if err != nil {
		return newsroom.Article{}, err
	}
	return a, nil
}

// FindArticle returns the article of that id. NotFound.
func (s *Store) FindArticle(ctx context.Context, id newsroom.ArticleID) (a newsroom.Article, err error) {
	err = s.read(ctx, func(t *tx) (err error) { a, err = t.findArticle(id); return err })
	return a, err
}

// FindNumber returns the article of that number. NotFound.
func (s *Store) FindNumber(ctx context.Context, n newsroom.Number) (a newsroom.Article, err error) {
	err = s.read(ctx, func(t *tx) (err error) {
		a, err = newArticleRow().scan(t.row("SELECT "+articleColumns+" FROM article WHERE number = ?", n))
		if errors.Is(err, sql.ErrNoRows) {
			return newsroom.Errorf(newsroom.NotFound, nil, "store.no_number", "Number", string(n))
		}
		return err
	})
	return a, err
}

// FindArticles returns the articles that the filter chooses, last updated first, then the higher number first. Letters of ASCII in the
// query match in either case.
func (s *Store) FindArticles(ctx context.Context, f newsroom.Filter) (found []newsroom.Article, err error) {
	err = s.read(ctx, func(t *tx) (err error) { found, err = t.findArticles(f); return err })
	return found, err
}

// articleColumns are read by articleRow and written by articleValues, in this order.
const articleColumns = `id, number, state, revision, acts, creator, contributors, policy, round, step, taken, version, hash, permalink,
	published_at, created, updated, headline, "column", kind, author, characters, agreed, since, amends, live, unreviewed`

func (t *tx) createArticle(a newsroom.Article, m newsroom.Manuscript, year int) (newsroom.Article, error) {
	var exists bool
	if err := t.row("SELECT EXISTS (SELECT 1 FROM article WHERE id = ?)", a.ID).Scan(&exists); err != nil {
		return a, err
	}
	if exists {
		return a, newsroom.Errorf(newsroom.Conflict, nil, "store.article_exists", "ID", string(a.ID))
	}
	var n int
	err := t.row("INSERT INTO counter VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last", year).Scan(&n)
	if err != nil {
		return a, err
	}
	a.Number = newsroom.Number(fmt.Sprintf("%04d-%05d", year, n))
	a.Revision, a.Acts = 0, 0
	values, err := articleValues(a)
	if err != nil {
		return a, err
	}
	if err := t.exec("INSERT INTO article ("+articleColumns+") VALUES (?"+strings.Repeat(", ?", len(values)-1)+")", values...); err != nil {
		return a, err
	}
	if err := t.createSnapshot(a.ID, 0, m); err != nil {
		return a, err
	}
	return t.findArticle(a.ID)
}

func (t *tx) findArticle(id newsroom.ArticleID) (newsroom.Article, error) {
	a, err := newArticleRow().scan(t.row("SELECT "+articleColumns+" FROM article WHERE id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		return a, newsroom.Errorf(newsroom.NotFound, nil, "store.no_article", "ID", string(id))
	}
	return a, err
}

func (t *tx) findArticles(f newsroom.Filter) ([]newsroom.Article, error) {
	where, args := []string{"true"}, []any{}
	if len(f.States) > 0 {
		where = append(where, "state IN (?"+strings.Repeat(", ?", len(f.States)-1)+")")
		for _, s := range f.States {
			args = append(args, s)
		}
	}
	if f.Column != "" {
		where, args = append(where, `"column" = ?`), append(args, f.Column)
	}
	if f.Creator != "" {
		where, args = append(where, "creator = ?"), append(args, f.Creator)
	}
	if f.Query != "" {
		// Not LIKE: it has wildcards to escape and a limit on the pattern. lower changes ASCII only.
		where = append(where, "(instr(lower(headline), lower(?)) > 0 OR instr(number, ?) > 0)")
		args = append(args, f.Query, f.Query)
	}
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit
	}
	var found []newsroom.Article
	if len(where) == 1 && limit < 0 {
		// The whole list is long: growing it step by step would take a quarter of the time.
		var n int
		if err := t.row("SELECT count(*) FROM article").Scan(&n); err != nil {
			return nil, err
		}
		found = make([]newsroom.Article, 0, n)
	}
	row := newArticleRow()
	err := t.each(func(rows *sql.Rows) error {
		a, err := row.scan(rows)
		found = append(found, a)
		return err
	}, "SELECT "+articleColumns+" FROM article WHERE "+strings.Join(where, " AND ")+" ORDER BY updated DESC, number DESC LIMIT ?",
		append(args, limit)...)
	return found, err
}

// articleValues returns the values of articleColumns.
func articleValues(a newsroom.Article) ([]any, error) {
	contributors, err := json.Marshal(a.Contributors)
	if err != nil {
		return nil, err
	}
	policy, err := json.Marshal(a.Policy)
	if err != nil {
		return nil, err
	}
	taken, err := json.Marshal(a.Taken)
	if err != nil {
		return nil, err
	}
	agreed, err := json.Marshal(a.Agreed)
	if err != nil {
		return nil, err
	}
	since := sql.NullInt64{Int64: a.Since.UnixMicro(), Valid: !a.Since.IsZero()}
	published := sql.NullInt64{Int64: a.PublishedAt.UnixMicro(), Valid: !a.PublishedAt.IsZero()}
	return []any{a.ID, a.Number, a.State, a.Revision, a.Acts, a.Creator, string(contributors), string(policy), a.Round, a.Step, string(taken),
		a.Version, a.Hash, a.Permalink, published, a.Created.UnixMicro(), a.Updated.UnixMicro(),
		a.Digest.Headline, a.Digest.Column, a.Digest.Kind, a.Digest.Author, a.Digest.Characters, string(agreed), since, a.Amends, a.Live,
		a.Unreviewed}, nil
}

// articleRow reads the articleColumns of rows. A list has ten thousand of them: it scans into plain fields that it uses again, and parses a
// JSON text that it has seen only once.
type articleRow struct {
	text struct {
		id, number, state, creator, contributors, policy, taken, hash, permalink string
		headline, column, kind, author, agreed, amends                           string
	}
	number struct {
		revision, acts, round, step, version, created, updated, characters, live int64
		published, since                                                         sql.NullInt64
		unreviewed                                                               bool
	}
	into         []any
	contributors map[string][]newsroom.StaffID
	policies     map[string]newsroom.Policy
}

func newArticleRow() *articleRow {
	r := &articleRow{contributors: map[string][]newsroom.StaffID{}, policies: map[string]newsroom.Policy{}}
	t, n := &r.text, &r.number
	r.into = []any{&t.id, &t.number, &t.state, &n.revision, &n.acts, &t.creator, &t.contributors, &t.policy, &n.round, &n.step, &t.taken,
		&n.version, &t.hash, &t.permalink, &n.published, &n.created, &n.updated,
		&t.headline, &t.column, &t.kind, &t.author, &n.characters, &t.agreed, &n.since, &t.amends, &n.live, &n.unreviewed}
	return r
}

// scan reads one row. It returns sql.ErrNoRows as it is.
func (r *articleRow) scan(row interface{ Scan(...any) error }) (newsroom.Article, error) {
	if err := row.Scan(r.into...); err != nil {
		return newsroom.Article{}, err
	}
	t, n := &r.text, &r.number
	a := newsroom.Article{
		ID: newsroom.ArticleID(t.id), Number: newsroom.Number(t.number), State: newsroom.State(t.state), Revision: newsroom.Revision(n.revision),
		Acts: int(n.acts), Creator: newsroom.StaffID(t.creator), Round: int(n.round), Step: int(n.step),
		Version: newsroom.VersionSeq(n.version), Hash: newsroom.Hash(t.hash), Permalink: t.permalink,
		Amends: newsroom.Action(t.amends), Live: newsroom.VersionSeq(n.live), Unreviewed: n.unreviewed,
		Created: instant(n.created), Updated: instant(n.updated),
		Digest: newsroom.Digest{Headline: t.headline, Column: t.column, Kind: t.kind, Author: t.author, Characters: int(n.characters)},
	}
	if n.published.Valid {
		a.PublishedAt = instant(n.published.Int64)
	}
	if n.since.Valid {
		a.Since = instant(n.since.Int64)
	}
	contributors, err := parsed(r.contributors, t.contributors)
	policy, err2 := parsed(r.policies, t.policy)
	var err3 error
	if t.taken != "null" && t.taken != "[]" {
		err3 = json.Unmarshal([]byte(t.taken), &a.Taken)
	}
	var err4 error
	if t.agreed != "null" && t.agreed != "[]" {
		err4 = json.Unmarshal([]byte(t.agreed), &a.Agreed)
	}
	// The caller owns what he gets.
	a.Contributors, a.Policy = slices.Clone(contributors), policy
	a.Policy.Steps = slices.Clone(policy.Steps)
	return a, unreadableRow("article "+t.number, errors.Join(err, err2, err3, err4))
}

// parsed returns the value of a JSON text, from seen if it is there.
func parsed[T any](seen map[string]T, text string) (v T, err error) {
	v, ok := seen[text]
	if !ok {
		if err = json.Unmarshal([]byte(text), &v); err == nil {
			seen[text] = v
		}
	}
	return v, err
}

func instant(micros int64) time.Time { return time.UnixMicro(micros).UTC() }

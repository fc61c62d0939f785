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
		a, err = scanArticle(t.row("SELECT "+articleColumns+" FROM article WHERE number = ?", n), policies{})
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

// articleColumns are read by scanArticle and written by articleValues, in this order.
const articleColumns = `id, number, state, revision, acts, creator, contributors, policy, round, step, taken, version, hash, permalink,
	published_at, created, updated, headline, "column", kind, author, characters`

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
	a, err := scanArticle(t.row("SELECT "+articleColumns+" FROM article WHERE id = ?", id), policies{})
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
	seen := policies{}
	err := t.each(func(rows *sql.Rows) error {
		a, err := scanArticle(rows, seen)
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
	published := sql.NullInt64{Int64: a.PublishedAt.UnixMicro(), Valid: !a.PublishedAt.IsZero()}
	return []any{a.ID, a.Number, a.State, a.Revision, a.Acts, a.Creator, string(contributors), string(policy), a.Round, a.Step, string(taken),
		a.Version, a.Hash, a.Permalink, published, a.Created.UnixMicro(), a.Updated.UnixMicro(),
		a.Digest.Headline, a.Digest.Column, a.Digest.Kind, a.Digest.Author, a.Digest.Characters}, nil
}

// policies are the policies read in one query, by their JSON: a list of ten thousand articles has a handful.
type policies map[string]newsroom.Policy

func (p policies) read(text string) (newsroom.Policy, error) {
	policy, ok := p[text]
	if !ok {
		if err := json.Unmarshal([]byte(text), &policy); err != nil {
			return policy, err
		}
		p[text] = policy
	}
	policy.Steps = slices.Clone(policy.Steps) // the caller owns what he gets
	return policy, nil
}

// scanArticle reads the articleColumns of a row. It returns sql.ErrNoRows as it is.
func scanArticle(row interface{ Scan(...any) error }, seen policies) (a newsroom.Article, err error) {
	var (
		contributors, policy, taken string
		published                   sql.NullInt64
		created, updated            int64
	)
	err = row.Scan(&a.ID, &a.Number, &a.State, &a.Revision, &a.Acts, &a.Creator, &contributors, &policy, &a.Round, &a.Step, &taken,
		&a.Version, &a.Hash, &a.Permalink, &published, &created, &updated,
		&a.Digest.Headline, &a.Digest.Column, &a.Digest.Kind, &a.Digest.Author, &a.Digest.Characters)
	if err != nil {
		return a, err
	}
	a.Created, a.Updated = instant(created), instant(updated)
	if published.Valid {
		a.PublishedAt = instant(published.Int64)
	}
	a.Policy, err = seen.read(policy)
	err = errors.Join(err, readJSON(contributors, &a.Contributors), readJSON(taken, &a.Taken))
	return a, unreadableRow("article "+string(a.Number), err)
}

// readJSON reads a list. The commonest texts need no parser.
func readJSON(text string, into any) error {
	if text == "null" || text == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(text), into)
}

func instant(micros int64) time.Time { return time.UnixMicro(micros).UTC() }

package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"galley/app/newsroom"
	"galley/editor/model"
)

// A manuscript is kept as a snapshot when this much would have to be replayed on top of the newest one.
const (
	snapshotChanges = 50
	snapshotBytes   = 64 << 10 // of the changes' JSON
)

// FindManuscript returns the manuscript at its newest revision. NotFound. Corrupt: the stored changes do not apply.
func (s *Store) FindManuscript(ctx context.Context, id newsroom.ArticleID) (m newsroom.Manuscript, r newsroom.Revision, err error) {
	err = s.read(ctx, func(t *tx) (err error) { m, r, err = t.findManuscript(id); return err })
	if err != nil {
		return newsroom.Manuscript{}, 0, err
	}
	return m, r, nil
}

// FindFirst returns the manuscript at revision 0. NotFound; Corrupt.
func (s *Store) FindFirst(ctx context.Context, id newsroom.ArticleID) (m newsroom.Manuscript, err error) {
	err = s.read(ctx, func(t *tx) error {
		a, err := t.findArticle(id)
		if err != nil {
			return err
		}
		m, _, err = t.findSnapshot(a, 0)
		return err
	})
	return m, err
}

// AppendChanges adds changes on top of revision base, made by that person at a.Updated, and returns the article as it is then. Conflict:
// base is not the newest revision, or a.Acts are not the acts; nothing is stored then. NotFound. Invalid: a change is not one thing.
func (s *Store) AppendChanges(ctx context.Context, a newsroom.Article, base newsroom.Revision, changes []newsroom.Change, by newsroom.StaffID,
	after newsroom.Manuscript) (newsroom.Article, error) {
	bodies, err := marshalChanges(changes)
	if err != nil {
		return newsroom.Article{}, err
	}
	var stored newsroom.Article
	err = s.write(ctx, func(t *tx) (err error) {
		stored, err = t.appendChanges(a, base, bodies, by, after)
		return err
	})
	if err != nil {
		return newsroom.Article{}, err
	}
	return stored, nil
}

// marshalChanges returns the JSON of each change. Invalid: one is not one thing.
func marshalChanges(changes []newsroom.Change) ([]string, error) {
	bodies := make([]string, len(changes))
	for i, c := range changes {
		body, err := marshalChange(c)
		if err != nil {
			return nil, newsroom.Errorf(newsroom.Invalid, err, "store.change_unreadable")
		}
		bodies[i] = body
	}
	return bodies, nil
}

// FindChanges returns the changes of an article from the one after revision from on. NotFound; Corrupt.
func (s *Store) FindChanges(ctx context.Context, id newsroom.ArticleID, from newsroom.Revision) (found []newsroom.StoredChange, err error) {
	err = s.read(ctx, func(t *tx) error {
		a, err := t.findArticle(id)
		if err != nil {
			return err
		}
		return t.eachChange(a, from, func(c newsroom.StoredChange) error {
			found = append(found, c)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// marshalChange writes a change, which must be one thing: what is stored for ever must be readable.
func marshalChange(c newsroom.Change) (string, error) {
	body, err := json.Marshal(c)
	if err == nil {
		err = json.Unmarshal(body, &newsroom.Change{})
	}
	return string(body), err
}

func (t *tx) appendChanges(a newsroom.Article, base newsroom.Revision, bodies []string, by newsroom.StaffID, after newsroom.Manuscript) (newsroom.Article, error) {
	stored, err := t.findArticle(a.ID)
	if err != nil {
		return stored, err
	}
	if stored.Revision != base || stored.Acts != a.Acts {
		return stored, newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(stored.Number))
	}
	bytes := 0
	for i, body := range bodies {
		revision := base + newsroom.Revision(i) + 1
		if err := t.exec("INSERT INTO change VALUES (?, ?, ?, ?, ?)", a.ID, revision, by, a.Updated.UnixMicro(), body); err != nil {
			return stored, err
		}
		bytes += len(body)
	}
	contributors, err := json.Marshal(a.Contributors)
	if err != nil {
		return stored, err
	}
	var replay, replayBytes int
	d := a.Digest
	err = t.row(`UPDATE article SET revision = ?, contributors = ?, updated = ?, headline = ?, "column" = ?, kind = ?, author = ?, characters = ?,
		replay = replay + ?, replay_bytes = replay_bytes + ? WHERE id = ? RETURNING replay, replay_bytes`,
		base+newsroom.Revision(len(bodies)), string(contributors), a.Updated.UnixMicro(), d.Headline, d.Column, d.Kind, d.Author, d.Characters,
		len(bodies), bytes, a.ID).Scan(&replay, &replayBytes)
	if err != nil {
		return stored, err
	}
	stored, err = t.findArticle(a.ID)
	if err == nil && (replay >= snapshotChanges || replayBytes >= snapshotBytes) {
		err = t.replaceSnapshot(stored, after)
	}
	return stored, err
}

// replaceSnapshot keeps the manuscript at the article's revision in the place of the newest snapshot.
func (t *tx) replaceSnapshot(a newsroom.Article, m newsroom.Manuscript) error {
	if err := t.exec("DELETE FROM snapshot WHERE article = ? AND revision > 0", a.ID); err != nil {
		return err
	}
	if err := t.createSnapshot(a.ID, a.Revision, m); err != nil {
		return err
	}
	return t.exec("UPDATE article SET replay = 0, replay_bytes = 0 WHERE id = ?", a.ID)
}

func (t *tx) createSnapshot(id newsroom.ArticleID, r newsroom.Revision, m newsroom.Manuscript) error {
	doc, properties, tracked, err := marshalManuscript(m)
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO snapshot (article, revision, doc, properties, tracked) VALUES (?, ?, ?, ?, ?)", id, r, doc, properties, tracked)
}

// findSnapshot returns the newest snapshot that is not newer than revision upTo.
func (t *tx) findSnapshot(a newsroom.Article, upTo newsroom.Revision) (m newsroom.Manuscript, r newsroom.Revision, err error) {
	var doc, properties string
	var tracked sql.NullString
	err = t.row("SELECT revision, doc, properties, tracked FROM snapshot WHERE article = ? AND revision <= ? ORDER BY revision DESC LIMIT 1", a.ID, upTo).
		Scan(&r, &doc, &properties, &tracked)
	if err == nil || errors.Is(err, sql.ErrNoRows) {
		m, err = unmarshalManuscript(doc, properties, tracked)
		err = unreadable(a, err)
	}
	return m, r, err
}

func (t *tx) findManuscript(id newsroom.ArticleID) (newsroom.Manuscript, newsroom.Revision, error) {
	a, err := t.findArticle(id)
	if err != nil {
		return newsroom.Manuscript{}, 0, err
	}
	m, at, err := t.findSnapshot(a, a.Revision)
	if err != nil {
		return m, 0, err
	}
	err = t.eachChange(a, at, func(c newsroom.StoredChange) (err error) {
		m, err = c.Apply(m)
		return unreadable(a, err)
	})
	if err == nil {
		err = unreadable(a, m.Check())
	}
	return m, a.Revision, err
}

// eachChange calls f with every change of the article after revision from, and makes sure that none is missing.
func (t *tx) eachChange(a newsroom.Article, from newsroom.Revision, f func(newsroom.StoredChange) error) error {
	last := max(from, 0)
	err := t.each(func(rows *sql.Rows) error {
		var (
			c    newsroom.StoredChange
			at   int64
			body []byte
		)
		if err := rows.Scan(&c.Revision, &c.By, &at, &body); err != nil {
			return err
		}
		c.At = instant(at)
		if err := json.Unmarshal(body, &c.Change); err != nil {
			return unreadable(a, err)
		}
		if last++; c.Revision != last {
			return unreadable(a, fmt.Errorf("sqlite: change %d follows change %d", c.Revision, last-1))
		}
		return f(c)
	}, "SELECT revision, by, at, body FROM change WHERE article = ? AND revision > ? ORDER BY revision", a.ID, last)
	if err == nil && from < a.Revision && last != a.Revision {
		err = unreadable(a, fmt.Errorf("sqlite: the last change is %d of %d", last, a.Revision))
	}
	return err
}

// unreadable makes a refusal of what is wrong with the manuscript of an article.
func unreadable(a newsroom.Article, err error) error {
	if err == nil {
		return nil
	}
	return newsroom.Errorf(newsroom.Corrupt, err, "store.manuscript_damaged", "Number", string(a.Number))
}

func marshalManuscript(m newsroom.Manuscript) (doc, properties string, tracked sql.NullString, err error) {
	d, err := model.Marshal(m.Doc)
	if err != nil {
		return "", "", tracked, err
	}
	t, err := m.MarshalTracked()
	if err != nil {
		return "", "", tracked, err
	}
	p, err := json.Marshal(m.Properties)
	return string(d), string(p), sql.NullString{String: string(t), Valid: t != nil}, err
}

func unmarshalManuscript(doc, properties string, tracked sql.NullString) (m newsroom.Manuscript, err error) {
	if m.Doc, err = model.Unmarshal([]byte(doc)); err != nil {
		return m, err
	}
	if err := json.Unmarshal([]byte(properties), &m.Properties); err != nil || !tracked.Valid {
		return m, err
	}
	return m.WithTracked([]byte(tracked.String))
}

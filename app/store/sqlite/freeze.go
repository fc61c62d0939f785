package sqlite

import (
	"context"
	"database/sql"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// FreezeVersion stores a version without a decision. Conflict: its revision is not the newest or its number not the next; nothing is stored
// then. NotFound. Corrupt: the version that was read back does not have its hash.
func (s *Store) FreezeVersion(ctx context.Context, v newsroom.Version, by newsroom.Hand) error {
	return s.write(ctx, func(t *tx) error {
		stored, err := t.findArticle(v.Article)
		if err != nil {
			return err
		}
		if stored.Revision != v.Revision {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(stored.Number))
		}
		if err := t.createVersion(stored, v); err != nil {
			return err
		}
		v.At = instant(v.At.UnixMicro()) // as it will be read
		by.By = v.By
		return t.createAudit(v.At, by, ledger.Version, auditedVersion(v))
	})
}

// FindVersions returns an article's versions in order, without their manuscripts. NotFound.
func (s *Store) FindVersions(ctx context.Context, id newsroom.ArticleID) (found []newsroom.Version, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		found, err = t.findVersions("article = ?", id)
		return err
	})
	return found, err
}

// MarkSeen notes that a person saw a version; the first time stays noted, and noting it again changes nothing. NotFound: there is no such
// version.
func (s *Store) MarkSeen(ctx context.Context, seen newsroom.Sight) error {
	noted, err := s.FindSeen(ctx, seen.Article, seen.By)
	if err != nil {
		return err
	}
	for _, n := range noted {
		if n.Version == seen.Version {
			return nil
		}
	}
	return s.write(ctx, func(t *tx) error {
		a, err := t.findArticle(seen.Article)
		if err != nil {
			return err
		}
		var exists bool
		if err := t.row("SELECT EXISTS (SELECT 1 FROM version WHERE article = ? AND seq = ?)", a.ID, seen.Version).Scan(&exists); err != nil {
			return err
		}
		if !exists {
			return newsroom.Errorf(newsroom.NotFound, nil, "store.no_version", "Number", string(a.Number), "Version", int(seen.Version))
		}
		return t.exec("INSERT INTO seen VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", a.ID, seen.Version, seen.By, seen.At.UnixMicro())
	})
}

// FindSeen returns the versions of an article that a person saw, in their order. NotFound.
func (s *Store) FindSeen(ctx context.Context, id newsroom.ArticleID, by newsroom.StaffID) (found []newsroom.Sight, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		return t.each(func(rows *sql.Rows) error {
			n := newsroom.Sight{Article: id, By: by}
			var at int64
			err := rows.Scan(&n.Version, &at)
			n.At = instant(at)
			found = append(found, n)
			return err
		}, "SELECT version, at FROM seen WHERE article = ? AND by = ? ORDER BY version", id, by)
	})
	return found, err
}

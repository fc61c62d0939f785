package sqlite

import (
	"context"
	"database/sql"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// FindLease returns the lease on an article as it was saved last, the zero value where there is none. NotFound.
func (s *Store) FindLease(ctx context.Context, id newsroom.ArticleID) (l newsroom.Lease, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		l, err = t.findLease(id)
		return err
	})
	return l, err
}

// FindLeases returns every lease that is saved.
func (s *Store) FindLeases(ctx context.Context) (found []newsroom.Lease, err error) {
	err = s.read(ctx, func(t *tx) error { found, err = t.findLeases("true"); return err })
	return found, err
}

// SaveLease puts the lease is in the place of was, and keeps the take-over if it is one. Conflict: the lease is not was; nothing is stored then.
// NotFound.
func (s *Store) SaveLease(ctx context.Context, was, is newsroom.Lease, over *newsroom.TakeOver, by newsroom.Hand) error {
	return s.write(ctx, func(t *tx) error {
		a, err := t.findArticle(is.Article)
		if err != nil {
			return err
		}
		stored, err := t.findLease(a.ID)
		if err != nil {
			return err
		}
		if was.IsZero() != stored.IsZero() || !was.IsZero() && inMicroseconds(was) != stored {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(a.Number))
		}
		if is.IsZero() {
			err = t.exec("DELETE FROM lease WHERE article = ?", a.ID)
		} else {
			err = t.exec("INSERT OR REPLACE INTO lease (article, holder, place, since, seen, loser) VALUES (?, ?, ?, ?, ?, ?)",
				a.ID, is.Holder, is.Place, is.Since.UnixMicro(), is.Seen.UnixMicro(), is.Loser)
		}
		if err != nil || over == nil {
			return err
		}
		return t.createTakeOver(*over, by)
	})
}

func (t *tx) createTakeOver(o newsroom.TakeOver, by newsroom.Hand) error {
	if err := t.row("SELECT coalesce(max(seq), 0) + 1 FROM takeover WHERE article = ?", o.Article).Scan(&o.Seq); err != nil {
		return err
	}
	if err := t.exec("INSERT INTO takeover (article, seq, by, loser, since, at, ended) VALUES (?, ?, ?, ?, ?, ?, ?)",
		o.Article, o.Seq, o.By, o.From, o.Since.UnixMicro(), o.At.UnixMicro(), o.Ended); err != nil {
		return err
	}
	o.Since, o.At = instant(o.Since.UnixMicro()), instant(o.At.UnixMicro()) // as they will be read
	by.By = o.By
	return t.createAudit(o.At, by, ledger.Lease, o)
}

// inMicroseconds returns the lease as it is read back.
func inMicroseconds(l newsroom.Lease) newsroom.Lease {
	l.Since, l.Seen = instant(l.Since.UnixMicro()), instant(l.Seen.UnixMicro())
	return l
}

func (t *tx) findLease(id newsroom.ArticleID) (newsroom.Lease, error) {
	found, err := t.findLeases("article = ?", id)
	if err != nil || len(found) == 0 {
		return newsroom.Lease{}, err
	}
	return found[0], nil
}

// findLeases returns the leases that the condition chooses.
func (t *tx) findLeases(where string, args ...any) (found []newsroom.Lease, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var l newsroom.Lease
		var since, seen int64
		err := rows.Scan(&l.Article, &l.Holder, &l.Place, &since, &seen, &l.Loser)
		l.Since, l.Seen = instant(since), instant(seen)
		found = append(found, l)
		return err
	}, "SELECT article, holder, place, since, seen, loser FROM lease WHERE "+where, args...)
	return found, err
}

// findTakeOvers returns the take-overs that the condition chooses, each article's in order.
func (t *tx) findTakeOvers(where string, args ...any) (found []newsroom.TakeOver, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var o newsroom.TakeOver
		var since, at int64
		err := rows.Scan(&o.Article, &o.Seq, &o.By, &o.From, &since, &at, &o.Ended)
		o.Since, o.At = instant(since), instant(at)
		found = append(found, o)
		return err
	}, "SELECT article, seq, by, loser, since, at, ended FROM takeover WHERE "+where+" ORDER BY article, seq", args...)
	return found, err
}

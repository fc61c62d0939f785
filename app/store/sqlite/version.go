package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// Record stores a decision, the version that it froze if any, and the article as it is after it. Conflict: the article's acts are not
// d.Seq-1, its revision is not a.Revision, or the frozen version is not its next; nothing is stored then. NotFound. Corrupt: the version that
// was read back does not have its hash.
func (s *Store) Record(ctx context.Context, a newsroom.Article, d newsroom.Decision, frozen *newsroom.Version, by newsroom.Hand) error {
	return s.write(ctx, func(t *tx) error { return t.record(a, d, frozen, by) })
}

// RecordChanges does in one transaction what AppendChanges on revision base and then Record do. Conflict, NotFound, Invalid and Corrupt: as
// the two.
func (s *Store) RecordChanges(ctx context.Context, a newsroom.Article, base newsroom.Revision, changes []newsroom.Change, d newsroom.Decision,
	frozen newsroom.Version, by newsroom.Hand) error {
	bodies, err := marshalChanges(changes)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		before := a
		before.Acts = d.Seq - 1
		stored, err := t.appendChanges(before, base, bodies, d.By, frozen.Manuscript)
		if err != nil {
			return err
		}
		if a.Revision != stored.Revision {
			return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(stored.Number))
		}
		return t.record(a, d, &frozen, by)
	})
}

// FindDecisions returns an article's decisions in order. NotFound.
func (s *Store) FindDecisions(ctx context.Context, id newsroom.ArticleID) (found []newsroom.Decision, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		found, err = t.findDecisions("article = ?", id)
		return err
	})
	return found, err
}

// FindVersion returns one version. NotFound. Corrupt: it no longer has its hash.
func (s *Store) FindVersion(ctx context.Context, id newsroom.ArticleID, seq newsroom.VersionSeq) (v newsroom.Version, err error) {
	err = s.read(ctx, func(t *tx) error {
		a, err := t.findArticle(id)
		if err == nil {
			v, err = t.findVersion(a, seq)
		}
		return err
	})
	if err != nil {
		return newsroom.Version{}, err
	}
	return v, nil
}

func (t *tx) record(a newsroom.Article, d newsroom.Decision, frozen *newsroom.Version, by newsroom.Hand) error {
	stored, err := t.findArticle(a.ID)
	if err != nil {
		return err
	}
	if stored.Acts != d.Seq-1 || stored.Revision != a.Revision {
		return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(stored.Number))
	}
	a.ID, a.Number, a.Acts = stored.ID, stored.Number, d.Seq
	d.Article = stored.ID
	if frozen != nil {
		if err := t.createVersion(stored, *frozen); err != nil {
			return err
		}
	}
	var detail sql.NullString
	if d.Detail != nil {
		body, err := json.Marshal(d.Detail)
		if err != nil {
			return err
		}
		detail = sql.NullString{String: string(body), Valid: true}
	}
	if err := t.exec("INSERT INTO decision ("+decisionColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		d.Article, d.Seq, d.Action, d.From, d.To, d.Round, d.Step, d.SentTo, d.By, d.Name, d.Role, d.At.UnixMicro(), d.Opinion, d.Reason,
		d.Version, d.Hash, detail); err != nil {
		return err
	}
	if err := t.updateArticle(a); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM lease WHERE article = ?", stored.ID); err != nil {
		return err
	}
	d.At = instant(d.At.UnixMicro()) // as it will be read
	by.By = d.By
	return t.createAudit(d.At, by, ledger.Decision, d)
}

// updateArticle writes everything of the article but what names it and what AppendChanges keeps.
func (t *tx) updateArticle(a newsroom.Article) error {
	values, err := articleValues(a)
	if err != nil {
		return err
	}
	return t.exec(`UPDATE article SET (state, acts, contributors, policy, round, step, taken, version, hash, permalink, published_at, updated,
		headline, "column", kind, author, characters, agreed, since, amends, live, unreviewed)
		= (?3, ?5, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
		WHERE id = ?1`, values...)
}

// createVersion stores a frozen version, reads it back and hashes it again, as Fossil does with every file before a commit.
func (t *tx) createVersion(a newsroom.Article, v newsroom.Version) error {
	var last newsroom.VersionSeq
	if err := t.row("SELECT coalesce(max(seq), 0) FROM version WHERE article = ?", a.ID).Scan(&last); err != nil {
		return err
	}
	if v.Seq != last+1 {
		return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(a.Number))
	}
	doc, properties, tracked, err := marshalManuscript(v.Manuscript)
	if err != nil {
		return err
	}
	if err := t.exec("INSERT INTO version (article, seq, revision, reason, name, source, by, at, hash, doc, properties, tracked) VALUES "+
		"(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		a.ID, v.Seq, v.Revision, v.Reason, v.Name, v.Source, v.By, v.At.UnixMicro(), v.Hash, doc, properties, tracked); err != nil {
		return err
	}
	_, err = t.findVersion(a, v.Seq)
	return err
}

// findVersions returns the records of the versions that the condition chooses, each article's in order.
func (t *tx) findVersions(where string, args ...any) (found []newsroom.Version, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var v newsroom.Version
		var at int64
		err := rows.Scan(&v.Article, &v.Seq, &v.Revision, &v.Reason, &v.Name, &v.Source, &v.By, &at, &v.Hash)
		v.At = instant(at)
		found = append(found, v)
		return err
	}, "SELECT article, seq, revision, reason, name, source, by, at, hash FROM version WHERE "+where+" ORDER BY article, seq", args...)
	return found, err
}

func (t *tx) findVersion(a newsroom.Article, seq newsroom.VersionSeq) (newsroom.Version, error) {
	v := newsroom.Version{Article: a.ID, Seq: seq}
	var (
		at              int64
		doc, properties string
		tracked         sql.NullString
	)
	err := t.row("SELECT revision, reason, name, source, by, at, hash, doc, properties, tracked FROM version WHERE article = ? AND seq = ?", a.ID, seq).
		Scan(&v.Revision, &v.Reason, &v.Name, &v.Source, &v.By, &at, &v.Hash, &doc, &properties, &tracked)
	if errors.Is(err, sql.ErrNoRows) {
		return v, newsroom.Errorf(newsroom.NotFound, nil, "store.no_version", "Number", string(a.Number), "Version", int(seq))
	}
	if err != nil {
		return v, err
	}
	v.At = instant(at)
	var hash newsroom.Hash
	if v.Manuscript, err = unmarshalManuscript(doc, properties, tracked); err == nil {
		hash, err = v.Manuscript.Hash()
	}
	if err == nil && hash != v.Hash {
		err = fmt.Errorf("sqlite: hash is %s, not %s", hash, v.Hash)
	}
	if err != nil {
		return v, newsroom.Errorf(newsroom.Corrupt, err, "store.version_damaged", "Number", string(a.Number), "Version", int(seq))
	}
	return v, nil
}

const decisionColumns = `article, seq, "action", from_state, to_state, round, step, sent_to, by, name, role, at, opinion, reason, version, hash, detail`

// findDecisions returns the decisions that the condition chooses, each article's in order.
func (t *tx) findDecisions(where string, args ...any) (found []newsroom.Decision, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var d newsroom.Decision
		var at int64
		var detail []byte
		err := rows.Scan(&d.Article, &d.Seq, &d.Action, &d.From, &d.To, &d.Round, &d.Step, &d.SentTo, &d.By, &d.Name, &d.Role, &at,
			&d.Opinion, &d.Reason, &d.Version, &d.Hash, &detail)
		if err == nil && detail != nil {
			err = unreadableRow("decision", json.Unmarshal(detail, &d.Detail))
		}
		d.At = instant(at)
		found = append(found, d)
		return err
	}, "SELECT "+decisionColumns+" FROM decision WHERE "+where+" ORDER BY article, seq", args...)
	return found, err
}

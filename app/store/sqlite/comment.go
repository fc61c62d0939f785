package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// RecordComment stores something done with the comments of an article. Conflict: the article's acts of this kind are not act.Seq-1; nothing is
// stored then. NotFound.
func (s *Store) RecordComment(ctx context.Context, act newsroom.CommentAct, by newsroom.Hand) error {
	return s.write(ctx, func(t *tx) error { return t.recordComment(act, by) })
}

// FindCommentActs returns what was done with the comments of an article, in order. NotFound.
func (s *Store) FindCommentActs(ctx context.Context, id newsroom.ArticleID) (found []newsroom.CommentAct, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		found, err = t.findCommentActs("article = ?", id)
		return err
	})
	return found, err
}

// MarkComments keeps up to which act a person has seen a thread; a mark never goes back. It is no part of the record and not audited. NotFound.
func (s *Store) MarkComments(ctx context.Context, id newsroom.ArticleID, who newsroom.StaffID, thread newsroom.CommentID, seen int) error {
	return s.write(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		return t.exec("INSERT INTO comment_mark VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen = max(seen, excluded.seen)", id, who, thread, seen)
	})
}

// FindCommentMarks returns up to which act a person has seen the threads of an article. NotFound.
func (s *Store) FindCommentMarks(ctx context.Context, id newsroom.ArticleID, who newsroom.StaffID) (map[newsroom.CommentID]int, error) {
	found := map[newsroom.CommentID]int{}
	err := s.read(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		return t.each(func(rows *sql.Rows) error {
			var thread newsroom.CommentID
			var seen int
			err := rows.Scan(&thread, &seen)
			found[thread] = seen
			return err
		}, "SELECT thread, seen FROM comment_mark WHERE article = ? AND who = ?", id, who)
	})
	return found, err
}

func (t *tx) recordComment(act newsroom.CommentAct, by newsroom.Hand) error {
	a, err := t.findArticle(act.Article)
	if err != nil {
		return err
	}
	var last int
	if err := t.row("SELECT coalesce(max(seq), 0) FROM comment WHERE article = ?", a.ID).Scan(&last); err != nil {
		return err
	}
	if act.Seq != last+1 {
		return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(a.Number))
	}
	mentions, err := json.Marshal(act.Mentions)
	if err != nil {
		return err
	}
	var anchored sql.NullString
	if act.Anchor != nil {
		on, err := json.Marshal(act.Anchor)
		if err != nil {
			return err
		}
		anchored = sql.NullString{String: string(on), Valid: true}
	}
	if err := t.exec("INSERT INTO comment ("+commentColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		act.Article, act.Seq, act.Kind, act.Comment, act.Thread, act.By, act.Name, act.At.UnixMicro(), act.Text, string(mentions), act.Revision,
		anchored); err != nil {
		return err
	}
	act.At = instant(act.At.UnixMicro()) // as it will be read
	by.By = act.By
	return t.createAudit(act.At, by, ledger.Comment, act)
}

const commentColumns = `article, seq, kind, comment, thread, by, name, at, text, mentions, revision, anchor`

// findCommentActs returns the acts that the condition chooses, each article's in order.
func (t *tx) findCommentActs(where string, args ...any) (found []newsroom.CommentAct, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var (
			act      newsroom.CommentAct
			at       int64
			mentions []byte
			anchored sql.NullString
		)
		if err := rows.Scan(&act.Article, &act.Seq, &act.Kind, &act.Comment, &act.Thread, &act.By, &act.Name, &at, &act.Text, &mentions,
			&act.Revision, &anchored); err != nil {
			return err
		}
		act.At = instant(at)
		err := json.Unmarshal(mentions, &act.Mentions)
		if err == nil && anchored.Valid {
			err = json.Unmarshal([]byte(anchored.String), &act.Anchor)
		}
		found = append(found, act)
		return unreadableRow("comment", err)
	}, "SELECT "+commentColumns+" FROM comment WHERE "+where+" ORDER BY article, seq", args...)
	return found, err
}

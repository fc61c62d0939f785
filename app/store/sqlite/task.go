package sqlite

import (
	"context"
	"database/sql"

	"galley/app/newsroom"
	"galley/app/newsroom/ledger"
)

// RecordTask stores something done about the step that an article waits for. Conflict: the acts of this kind are not act.Seq-1, or the article
// stands elsewhere; nothing is stored then. NotFound.
func (s *Store) RecordTask(ctx context.Context, act newsroom.TaskAct, by newsroom.Hand) error {
	return s.write(ctx, func(t *tx) error { return t.recordTask(act, by) })
}

// FindTasks returns what was done about the steps of an article, in order. NotFound.
func (s *Store) FindTasks(ctx context.Context, id newsroom.ArticleID) (found []newsroom.TaskAct, err error) {
	err = s.read(ctx, func(t *tx) error {
		if _, err := t.findArticle(id); err != nil {
			return err
		}
		found, err = t.findTasks("WHERE task.article = ?", id)
		return err
	})
	return found, err
}

// FindStanding returns of all articles what was done since each came to where it stands, each article's in order.
func (s *Store) FindStanding(ctx context.Context) (found []newsroom.TaskAct, err error) {
	err = s.read(ctx, func(t *tx) error {
		found, err = t.findTasks("JOIN article ON article.id = task.article AND article.since = task.since")
		return err
	})
	return found, err
}

// FindMentions returns the newest act of each comment of another that names the person, unless he has seen it; each article's in order.
func (s *Store) FindMentions(ctx context.Context, who newsroom.StaffID) (found []newsroom.CommentAct, err error) {
	err = s.read(ctx, func(t *tx) error {
		found, err = t.findCommentActs(`by <> ?1 AND EXISTS (SELECT 1 FROM json_each(comment.mentions) WHERE value = ?1)
			AND NOT EXISTS (SELECT 1 FROM comment AS later WHERE later.article = comment.article AND later.comment = comment.comment
				AND later.seq > comment.seq AND later.kind IN (?2, ?3))
			AND seq > coalesce((SELECT seen FROM comment_mark AS m WHERE m.article = comment.article AND m.who = ?1 AND m.thread = comment.thread), 0)`,
			who, newsroom.EditComment, newsroom.DeleteComment)
		return err
	})
	return found, err
}

func (t *tx) recordTask(act newsroom.TaskAct, by newsroom.Hand) error {
	a, err := t.findArticle(act.Article)
	if err != nil {
		return err
	}
	var last int
	if err := t.row("SELECT coalesce(max(seq), 0) FROM task WHERE article = ?", a.ID).Scan(&last); err != nil {
		return err
	}
	if act.Seq != last+1 || !act.Since.Equal(a.Since) {
		return newsroom.Errorf(newsroom.Conflict, nil, "store.stale", "Number", string(a.Number))
	}
	if err := t.exec("INSERT INTO task (article, seq, kind, by, name, at, since, holder, given, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		act.Article, act.Seq, act.Kind, act.By, act.Name, act.At.UnixMicro(), act.Since.UnixMicro(), act.From, act.To, act.Reason); err != nil {
		return err
	}
	act.At, act.Since = instant(act.At.UnixMicro()), instant(act.Since.UnixMicro()) // as they will be read
	by.By = act.By
	return t.createAudit(act.At, by, ledger.Task, act)
}

const taskColumns = `task.article, task.seq, task.kind, task.by, task.name, task.at, task.since, task.holder, task.given, task.reason`

// findTasks returns the acts that the clause chooses, each article's in order.
func (t *tx) findTasks(clause string, args ...any) (found []newsroom.TaskAct, err error) {
	err = t.each(func(rows *sql.Rows) error {
		var act newsroom.TaskAct
		var at, since int64
		err := rows.Scan(&act.Article, &act.Seq, &act.Kind, &act.By, &act.Name, &at, &since, &act.From, &act.To, &act.Reason)
		act.At, act.Since = instant(at), instant(since)
		found = append(found, act)
		return err
	}, "SELECT "+taskColumns+" FROM task "+clause+" ORDER BY task.article, task.seq", args...)
	return found, err
}

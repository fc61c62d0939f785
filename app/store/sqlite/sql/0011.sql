-- Version 11. Who has the step that an article waits for in hand, and who reminded of it.

CREATE TABLE task (
	article TEXT NOT NULL REFERENCES article (id),
	seq     INTEGER NOT NULL,
	kind    TEXT NOT NULL,
	by      TEXT NOT NULL,
	name    TEXT NOT NULL,
	at      INTEGER NOT NULL,
	since   INTEGER NOT NULL, -- when the article came to where it stood
	holder  TEXT NOT NULL, -- of a hand-over: who had it, or empty
	given   TEXT NOT NULL, -- of a hand-over: to whom
	reason  TEXT NOT NULL,
	PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_since ON task (since);

CREATE TRIGGER task_update BEFORE UPDATE ON task BEGIN SELECT RAISE(ABORT, 'what was done about a step is kept for ever'); END;
CREATE TRIGGER task_delete BEFORE DELETE ON task BEGIN SELECT RAISE(ABORT, 'what was done about a step is kept for ever'); END;

-- Version 4. Comments: what was done with them, and how much of each thread a person has seen.

CREATE TABLE comment (
	article  TEXT NOT NULL REFERENCES article (id),
	seq      INTEGER NOT NULL CHECK (seq > 0),
	kind     TEXT NOT NULL,
	comment  INTEGER NOT NULL, -- that the act makes or is about
	thread   INTEGER NOT NULL, -- the comment that began the thread
	by       TEXT NOT NULL,
	name     TEXT NOT NULL,
	at       INTEGER NOT NULL,
	text     TEXT NOT NULL,
	mentions TEXT NOT NULL, -- JSON
	revision INTEGER NOT NULL,
	anchor   TEXT, -- JSON; NULL for the whole article
	PRIMARY KEY (article, seq)
) STRICT;

CREATE TABLE comment_mark (
	article TEXT NOT NULL REFERENCES article (id),
	who     TEXT NOT NULL,
	thread  INTEGER NOT NULL,
	seen    INTEGER NOT NULL, -- the last act that the person has seen
	PRIMARY KEY (article, who, thread)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER comment_update BEFORE UPDATE ON comment BEGIN SELECT RAISE(ABORT, 'a comment is kept for ever'); END;
CREATE TRIGGER comment_delete BEFORE DELETE ON comment BEGIN SELECT RAISE(ABORT, 'a comment is kept for ever'); END;

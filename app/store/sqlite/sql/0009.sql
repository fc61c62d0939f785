-- Version 9. Who writes on an article, and what was taken over from whom.

CREATE TABLE lease ( -- replaced and deleted as people come and go
	article TEXT PRIMARY KEY REFERENCES article (id),
	holder  TEXT NOT NULL,
	place   TEXT NOT NULL, -- window or command
	since   INTEGER NOT NULL,
	seen    INTEGER NOT NULL, -- when the holder last wrote
	loser   TEXT NOT NULL -- from whom it was taken over, or empty
) STRICT, WITHOUT ROWID;

CREATE TABLE takeover (
	article TEXT NOT NULL REFERENCES article (id),
	seq     INTEGER NOT NULL,
	by      TEXT NOT NULL,
	loser   TEXT NOT NULL,
	since   INTEGER NOT NULL, -- when the loser took it
	at      INTEGER NOT NULL,
	ended   INTEGER NOT NULL, -- 1: nobody has it then
	PRIMARY KEY (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER takeover_update BEFORE UPDATE ON takeover BEGIN SELECT RAISE(ABORT, 'what was taken over is kept for ever'); END;
CREATE TRIGGER takeover_delete BEFORE DELETE ON takeover BEGIN SELECT RAISE(ABORT, 'what was taken over is kept for ever'); END;

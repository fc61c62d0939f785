-- Version 1. Times are microseconds since 1970 UTC. JSON columns hold what encoding/json writes of the type they are named after.

CREATE TABLE feed ( -- one row; seq rises with every committed write
	id  INTEGER PRIMARY KEY CHECK (id = 1),
	seq INTEGER NOT NULL
) STRICT;
INSERT INTO feed VALUES (1, 0);

CREATE TABLE settings ( -- at most one row
	id   INTEGER PRIMARY KEY CHECK (id = 1),
	body TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE staff (
	seq   INTEGER PRIMARY KEY, -- the order they were added in
	id    TEXT NOT NULL UNIQUE,
	name  TEXT NOT NULL UNIQUE,
	roles TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE counter ( -- the last running number of each year
	year INTEGER PRIMARY KEY,
	last INTEGER NOT NULL
) STRICT;

CREATE TABLE article (
	id           TEXT PRIMARY KEY,
	number       TEXT NOT NULL UNIQUE,
	state        TEXT NOT NULL,
	revision     INTEGER NOT NULL CHECK (revision >= 0),
	acts         INTEGER NOT NULL CHECK (acts >= 0),
	creator      TEXT NOT NULL,
	contributors TEXT NOT NULL, -- JSON
	policy       TEXT NOT NULL, -- JSON
	round        INTEGER NOT NULL,
	step         INTEGER NOT NULL,
	taken        TEXT NOT NULL, -- JSON
	version      INTEGER NOT NULL,
	hash         TEXT NOT NULL,
	permalink    TEXT NOT NULL,
	published_at INTEGER, -- NULL before
	created      INTEGER NOT NULL,
	updated      INTEGER NOT NULL,
	-- the digest
	headline     TEXT NOT NULL,
	"column"     TEXT NOT NULL,
	kind         TEXT NOT NULL,
	author       TEXT NOT NULL,
	characters   INTEGER NOT NULL,
	-- changes since the newest snapshot, and the bytes of their JSON
	replay       INTEGER NOT NULL DEFAULT 0,
	replay_bytes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX article_updated ON article (updated, number);

CREATE TABLE change (
	article  TEXT NOT NULL REFERENCES article (id),
	revision INTEGER NOT NULL CHECK (revision > 0), -- of the manuscript with the change applied
	by       TEXT NOT NULL,
	at       INTEGER NOT NULL,
	body     TEXT NOT NULL, -- JSON
	PRIMARY KEY (article, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot ( -- manuscripts from which changes are replayed: the first, and the newest that was kept
	article    TEXT NOT NULL REFERENCES article (id),
	revision   INTEGER NOT NULL,
	doc        TEXT NOT NULL, -- JSON with format number
	properties TEXT NOT NULL, -- JSON
	PRIMARY KEY (article, revision)
) STRICT;

CREATE TABLE version (
	article    TEXT NOT NULL REFERENCES article (id),
	seq        INTEGER NOT NULL CHECK (seq > 0),
	revision   INTEGER NOT NULL,
	by         TEXT NOT NULL,
	at         INTEGER NOT NULL,
	hash       TEXT NOT NULL,
	doc        TEXT NOT NULL, -- JSON with format number
	properties TEXT NOT NULL, -- JSON
	PRIMARY KEY (article, seq)
) STRICT;

CREATE TABLE decision (
	article   TEXT NOT NULL REFERENCES article (id),
	seq       INTEGER NOT NULL CHECK (seq > 0),
	"action"   TEXT NOT NULL,
	from_state TEXT NOT NULL,
	to_state  TEXT NOT NULL,
	round     INTEGER NOT NULL,
	step      TEXT NOT NULL,
	sent_to   TEXT NOT NULL,
	by        TEXT NOT NULL,
	name      TEXT NOT NULL,
	role      TEXT NOT NULL,
	at        INTEGER NOT NULL,
	opinion   TEXT NOT NULL,
	reason    TEXT NOT NULL,
	version   INTEGER NOT NULL,
	hash      TEXT NOT NULL,
	PRIMARY KEY (article, seq)
) STRICT;

CREATE TABLE picture (
	hash TEXT PRIMARY KEY, -- hex SHA-256 of data
	data BLOB NOT NULL
) STRICT;

CREATE TABLE audit ( -- see audit.go for how hash is made
	seq   INTEGER PRIMARY KEY CHECK (seq > 0),
	at    INTEGER NOT NULL,
	actor TEXT NOT NULL,
	kind  TEXT NOT NULL,
	body  TEXT NOT NULL, -- JSON
	prev  TEXT NOT NULL, -- hash of the row before, empty in the first
	hash  TEXT NOT NULL
) STRICT;

-- What is kept for ever. recursive_triggers is on, so that REPLACE cannot pass by.
CREATE TRIGGER change_update   BEFORE UPDATE ON change   BEGIN SELECT RAISE(ABORT, 'a change is kept for ever'); END;
CREATE TRIGGER change_delete   BEFORE DELETE ON change   BEGIN SELECT RAISE(ABORT, 'a change is kept for ever'); END;
CREATE TRIGGER version_update  BEFORE UPDATE ON version  BEGIN SELECT RAISE(ABORT, 'a version is kept for ever'); END;
CREATE TRIGGER version_delete  BEFORE DELETE ON version  BEGIN SELECT RAISE(ABORT, 'a version is kept for ever'); END;
CREATE TRIGGER decision_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is kept for ever'); END;
CREATE TRIGGER decision_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is kept for ever'); END;
CREATE TRIGGER picture_update  BEFORE UPDATE ON picture  BEGIN SELECT RAISE(ABORT, 'a picture is kept for ever'); END;
CREATE TRIGGER picture_delete  BEFORE DELETE ON picture  BEGIN SELECT RAISE(ABORT, 'a picture is kept for ever'); END;
CREATE TRIGGER audit_update    BEFORE UPDATE ON audit    BEGIN SELECT RAISE(ABORT, 'the audit is kept for ever'); END;
CREATE TRIGGER audit_delete    BEFORE DELETE ON audit    BEGIN SELECT RAISE(ABORT, 'the audit is kept for ever'); END;
CREATE TRIGGER article_delete  BEFORE DELETE ON article  BEGIN SELECT RAISE(ABORT, 'an article is kept for ever'); END;
CREATE TRIGGER article_update  BEFORE UPDATE OF id, number, creator, created ON article
	BEGIN SELECT RAISE(ABORT, 'what names an article is kept for ever'); END;
CREATE TRIGGER staff_delete    BEFORE DELETE ON staff    BEGIN SELECT RAISE(ABORT, 'a person is kept for ever'); END;
CREATE TRIGGER snapshot_update BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'a snapshot is made anew'); END;
CREATE TRIGGER snapshot_delete BEFORE DELETE ON snapshot WHEN OLD.revision = 0
	BEGIN SELECT RAISE(ABORT, 'a first manuscript is kept for ever'); END;

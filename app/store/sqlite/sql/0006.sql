-- Version 6. Versions that were kept without a decision, and what people saw.

ALTER TABLE version ADD COLUMN reason TEXT NOT NULL DEFAULT 'submitted'; -- what it was frozen for
ALTER TABLE version ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE version ADD COLUMN source INTEGER NOT NULL DEFAULT 0; -- of a restored version: the one that was restored

CREATE TABLE seen ( -- which versions a person looked at, and when first
	article TEXT NOT NULL,
	version INTEGER NOT NULL,
	by      TEXT NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (article, by, version),
	FOREIGN KEY (article, version) REFERENCES version (article, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER seen_update BEFORE UPDATE ON seen BEGIN SELECT RAISE(ABORT, 'what a person saw is kept for ever'); END;
CREATE TRIGGER seen_delete BEFORE DELETE ON seen BEGIN SELECT RAISE(ABORT, 'what a person saw is kept for ever'); END;

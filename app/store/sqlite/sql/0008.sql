-- Version 8. Templates and snippets.

CREATE TABLE template (
	snippet    INTEGER NOT NULL,
	name       TEXT NOT NULL,
	doc        TEXT NOT NULL,
	properties TEXT NOT NULL,
	every      TEXT NOT NULL, -- when an article is due again
	begun      INTEGER, -- when one was last begun from it
	by         TEXT NOT NULL,
	at         INTEGER NOT NULL,
	PRIMARY KEY (snippet, name)
) STRICT, WITHOUT ROWID;

-- Version 10. What is known of pictures beside their bytes, and renditions for screens.

CREATE TABLE shelved ( -- replaced when its facts change; a picture of before version 10 has none until it is put away or taken in again
	hash   TEXT PRIMARY KEY REFERENCES picture (hash),
	name   TEXT NOT NULL, -- of the file that it came from, or empty
	by     TEXT NOT NULL, -- who took it in, or empty
	at     INTEGER NOT NULL,
	alt    TEXT NOT NULL, -- what a new figure with it begins with
	credit TEXT NOT NULL,
	rights TEXT NOT NULL,
	away   INTEGER NOT NULL -- 1: put away from the shelf; its bytes stay
) STRICT, WITHOUT ROWID;

CREATE TABLE screen ( -- can be made again from the picture at any time
	hash TEXT PRIMARY KEY REFERENCES picture (hash),
	data BLOB NOT NULL
) STRICT;

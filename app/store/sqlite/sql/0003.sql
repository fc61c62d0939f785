-- Version 3. Accounts, and signatures in the audit.

-- ALGORITHM accounts-on|accounts-off KEY VALUE, empty in rows of before there were keys; see app/newsroom/ledger
ALTER TABLE audit ADD COLUMN signature TEXT NOT NULL DEFAULT '';

ALTER TABLE staff ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));

CREATE TABLE account (
	person    TEXT PRIMARY KEY, -- empty: the newsroom's own
	password  TEXT NOT NULL, -- PHC string of argon2id, empty for the newsroom
	public    TEXT NOT NULL, -- hex
	key       TEXT NOT NULL, -- locked under the password, or hex of the newsroom's own
	temporary INTEGER NOT NULL CHECK (temporary IN (0, 1)), -- somebody else chose the password
	failed    INTEGER NOT NULL, -- wrong passwords since the last right one
	failed_at INTEGER -- NULL where none was
) STRICT;

CREATE TRIGGER account_delete BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'an account is kept for ever'); END;
CREATE TRIGGER account_update BEFORE UPDATE OF public, key ON account WHEN OLD.person = '' AND (OLD.public <> NEW.public OR OLD.key <> NEW.key)
	BEGIN SELECT RAISE(ABORT, 'the key of a newsroom is kept for ever'); END;

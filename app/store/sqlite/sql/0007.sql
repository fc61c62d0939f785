-- Version 7. The unit that a person belongs to.

ALTER TABLE staff ADD COLUMN unit TEXT NOT NULL DEFAULT '';

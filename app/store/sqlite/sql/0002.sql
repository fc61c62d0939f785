-- Version 2. Tracked changes: of a manuscript whose changes are followed, the text agreed on and the open changes; NULL where they are not.

ALTER TABLE snapshot ADD COLUMN tracked TEXT; -- JSON
ALTER TABLE version ADD COLUMN tracked TEXT; -- JSON

-- Version 5. Steps that several people take, due times, versions after a publication, and what only some decisions say.

ALTER TABLE article ADD COLUMN agreed TEXT NOT NULL DEFAULT 'null'; -- JSON: who approved the awaited step
ALTER TABLE article ADD COLUMN since INTEGER; -- when it came to where it stands; NULL before the first decision
ALTER TABLE article ADD COLUMN amends TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN live INTEGER NOT NULL DEFAULT 0; -- the version that readers see
ALTER TABLE article ADD COLUMN unreviewed INTEGER NOT NULL DEFAULT 0 CHECK (unreviewed IN (0, 1));
UPDATE article SET live = version WHERE state = 'published';
UPDATE article SET since = updated WHERE acts > 0;

ALTER TABLE decision ADD COLUMN detail TEXT; -- JSON; NULL where there is no more to say

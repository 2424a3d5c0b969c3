-- A year may be accepted again: every version keeps its text, and which law it came with.

ALTER TABLE calendar_year RENAME TO calendar_year_once;
CREATE TABLE calendar_year (
    year        INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    toml        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    -- The notice as it was pasted, if the days were read from one.
    notice      TEXT,
    accepted_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    -- law_version of the office once this was accepted.
    law         INTEGER NOT NULL,
    PRIMARY KEY (year, version)
) STRICT;
INSERT INTO calendar_year (year, version, toml, sha256, accepted_at, accepted_by, law)
    SELECT year, 1, toml, sha256, accepted_at, accepted_by, coalesce((SELECT law_version FROM office), 1)
    FROM calendar_year_once;
DROP TABLE calendar_year_once;

-- The law under which a step was noted: clocks that it ended keep the date they had then.
ALTER TABLE taken_step ADD COLUMN law INTEGER NOT NULL DEFAULT 1;
UPDATE taken_step SET law = coalesce((SELECT law_version FROM office), 1);

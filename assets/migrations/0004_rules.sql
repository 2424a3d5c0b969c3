-- Which rule files the office uses, from which day on; what waits for the main leader's word.

CREATE TABLE rule_use (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    -- Clocks that start from this day on go by it; the file's own first day where none stands here.
    from_day    TEXT,
    -- The last such day; the file's own where none stands here.
    until_day   TEXT,
    accepted_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    FOREIGN KEY (name, version) REFERENCES rule_set (name, version)
) STRICT;
INSERT INTO rule_use (name, version, accepted_at, accepted_by)
    SELECT name, version, accepted_at, accepted_by FROM rule_set ORDER BY name, version;

CREATE TABLE rule_proposal (
    id          INTEGER PRIMARY KEY,
    -- use: count by this file from a day on; stop: no longer.
    what        TEXT NOT NULL CHECK (what IN ('use', 'stop')),
    name        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    toml        TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    -- waits, accepted, refused
    state       TEXT NOT NULL DEFAULT 'waits',
    decided_at  TEXT,
    decided_by  TEXT,
    reason      TEXT NOT NULL DEFAULT ''
) STRICT;

-- 专项: the tracks a case is on.
CREATE TABLE case_track (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    track   TEXT NOT NULL,
    day     TEXT NOT NULL,
    PRIMARY KEY (case_id, track)
) STRICT, WITHOUT ROWID;

-- 定期任务: what was done of a periodic duty, and for which period; a period is ended once.
ALTER TABLE task ADD COLUMN duty TEXT;
ALTER TABLE task ADD COLUMN period TEXT;
CREATE UNIQUE INDEX task_of_duty ON task (duty, period) WHERE duty IS NOT NULL;

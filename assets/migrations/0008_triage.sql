-- 甄别: what was brought to a step, what waits for a leader, what the matter is taken to be.

-- What was filled in, as JSON; when, and by whom.
ALTER TABLE taken_step ADD COLUMN given TEXT NOT NULL DEFAULT '{}';
ALTER TABLE taken_step ADD COLUMN at TEXT NOT NULL DEFAULT '';
ALTER TABLE taken_step ADD COLUMN account TEXT NOT NULL DEFAULT '';
-- 撤销: when it was taken back; nothing follows from it any more.
ALTER TABLE taken_step ADD COLUMN undone TEXT;
-- What a step left elsewhere names it, and is taken back with it.
ALTER TABLE contact ADD COLUMN step INTEGER;
ALTER TABLE contact ADD COLUMN undone TEXT;
ALTER TABLE task ADD COLUMN step INTEGER;
-- 转回普通程序: when a case left the track.
ALTER TABLE case_track ADD COLUMN ended TEXT;

-- 提请: a step that somebody wants taken and another decides.
CREATE TABLE proposal (
    id          INTEGER PRIMARY KEY,
    case_id     INTEGER NOT NULL REFERENCES cases (id),
    step        TEXT NOT NULL,
    given       TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    -- waits, agreed, returned, withdrawn
    state       TEXT NOT NULL DEFAULT 'waits',
    decided_at  TEXT,
    decided_by  TEXT,
    reason      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX proposal_by_case ON proposal (case_id, id);
CREATE UNIQUE INDEX proposal_waiting ON proposal (case_id) WHERE state = 'waits';

-- 诉求认定: the newest version of a case counts.
CREATE TABLE assessment (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    version INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    given   TEXT NOT NULL,
    at      TEXT NOT NULL,
    account TEXT NOT NULL,
    step    INTEGER NOT NULL,
    undone  TEXT,
    PRIMARY KEY (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_by_verdict ON assessment (verdict, case_id);

-- 领导接访: who is to be received on which reception day; the day is a row of its register.
CREATE TABLE reception_booking (
    id      INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    day     TEXT NOT NULL,
    note    TEXT NOT NULL,
    at      TEXT NOT NULL,
    account TEXT NOT NULL,
    step    INTEGER NOT NULL,
    undone  TEXT
) STRICT;
CREATE INDEX reception_booking_by_day ON reception_booking (day);
CREATE INDEX reception_booking_by_case ON reception_booking (case_id);

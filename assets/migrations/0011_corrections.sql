-- 更正: what stood there before, and what was put in its place, field by field. The history has
-- both in its values; a correction that was taken back stays here too.
CREATE TABLE correction (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    -- The step that made it.
    step    INTEGER NOT NULL,
    part    TEXT NOT NULL,
    was     TEXT NOT NULL,
    became  TEXT NOT NULL,
    undone  TEXT,
    PRIMARY KEY (case_id, step, part)
) STRICT, WITHOUT ROWID;

-- 回避、被反映: the cases that somebody is out of. A name that begins with @ is that of a unit or
-- body, and everybody of it is out.
CREATE INDEX case_out_by_account ON case_out (account, case_id) WHERE undone IS NULL;
-- The name for which it was written: an account's own, or that of its unit.
ALTER TABLE case_out ADD COLUMN because TEXT NOT NULL DEFAULT '';
-- 放行: the step that lifted it, where a name only looked like his.
ALTER TABLE case_out ADD COLUMN lifted INTEGER;

-- 指定主持: who sees a confidential case because those who would decide it are out.
CREATE TABLE case_in (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    account TEXT NOT NULL,
    step    INTEGER,
    undone  TEXT,
    PRIMARY KEY (account, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_in_by_case ON case_in (case_id);

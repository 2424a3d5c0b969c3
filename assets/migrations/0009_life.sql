-- 经办: steps from dispatch to the archive; papers with their numbers; what lists find a case by.

-- What clocks, guards and lists need of what was brought to a step: words, days and keys, as JSON.
ALTER TABLE taken_step ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
UPDATE taken_step SET facts = given WHERE step IN ('assess', 'report', 'report_urgent');
-- Where the case stood before, so that taking a step back puts it there again.
ALTER TABLE taken_step ADD COLUMN was_state TEXT NOT NULL DEFAULT '';
ALTER TABLE taken_step ADD COLUMN was_handler INTEGER REFERENCES account (id);
ALTER TABLE taken_step ADD COLUMN was_unit TEXT NOT NULL DEFAULT '';

-- 办结: nothing left to do. Lists of what is open have an index of their own.
ALTER TABLE cases ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));
UPDATE cases SET closed = 1
    WHERE state IN ('answered_on_spot', 'redirected', 'refused', 'not_accepted_again', 'diverted');
-- What is tested stands in the index too, so that counting reads no row.
CREATE INDEX cases_open ON cases (confidential, next_due, id, closed) WHERE closed = 0;
CREATE INDEX cases_open_of_handler ON cases (handler_id, next_due, id, closed) WHERE closed = 0;
CREATE INDEX cases_open_of_unit ON cases (unit, confidential, next_due, id, closed) WHERE closed = 0 AND unit <> '';
CREATE INDEX cases_urgent ON cases (confidential, next_due, id) WHERE closed = 0 AND urgency <> '';
-- What somebody sees of his unit is what is not confidential.
DROP INDEX cases_of_unit;
DROP INDEX cases_of_unit_by_state;
CREATE INDEX cases_of_unit ON cases (unit, confidential, next_due, id) WHERE unit <> '';
CREATE INDEX cases_of_unit_by_state ON cases (unit, confidential, state, next_due, id) WHERE unit <> '';

-- 待补: something is missing before it can be accepted. Kept by the triggers, for the list alone.
ALTER TABLE cases ADD COLUMN lacking INTEGER NOT NULL DEFAULT 0 CHECK (lacking IN (0, 1));
UPDATE cases SET lacking = 1 WHERE coalesce(category, '') = '' OR EXISTS (
    SELECT 1 FROM party WHERE case_id = cases.id AND ordinal = 1 AND (name = '' OR address = ''));
CREATE INDEX cases_lacking ON cases (confidential, next_due, id, closed, lacking) WHERE closed = 0 AND lacking = 1;
CREATE INDEX cases_lacking_of_unit ON cases (unit, confidential, next_due, id, closed, lacking)
    WHERE closed = 0 AND lacking = 1 AND unit <> '';
CREATE TRIGGER party_added AFTER INSERT ON party WHEN new.ordinal = 1 BEGIN
    UPDATE cases SET lacking = coalesce(category, '') = '' OR new.name = '' OR new.address = ''
        WHERE id = new.case_id;
END;
CREATE TRIGGER party_changed AFTER UPDATE OF name, address ON party WHEN new.ordinal = 1 BEGIN
    UPDATE cases SET lacking = coalesce(category, '') = '' OR new.name = '' OR new.address = ''
        WHERE id = new.case_id;
END;
CREATE TRIGGER category_changed AFTER UPDATE OF category ON cases BEGIN
    UPDATE cases SET lacking = coalesce(new.category, '') = '' OR EXISTS (
        SELECT 1 FROM party WHERE case_id = new.id AND ordinal = 1 AND (name = '' OR address = ''))
        WHERE id = new.id;
END;

-- 复查、复核、终结: which of them a case is in, or that it is terminated; '' is none.
ALTER TABLE cases ADD COLUMN beside TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_beside ON cases (beside, confidential, next_due, id) WHERE beside <> '';

-- 文书: a number of its kind and year, never used twice, also when the paper is void.
CREATE TABLE paper (
    id      INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    -- The step that made it; its fields stand there.
    step    INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    year    INTEGER NOT NULL,
    serial  INTEGER NOT NULL,
    number  TEXT NOT NULL,
    at      TEXT NOT NULL,
    account TEXT NOT NULL,
    undone  TEXT,
    UNIQUE (kind, year, serial)
) STRICT;
CREATE INDEX paper_by_case ON paper (case_id, id);

-- 回避、被反映: accounts that neither see nor decide a case.
CREATE TABLE case_out (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    account TEXT NOT NULL,
    why     TEXT NOT NULL CHECK (why IN ('recused', 'accused')),
    step    INTEGER,
    undone  TEXT,
    PRIMARY KEY (case_id, account, why)
) STRICT, WITHOUT ROWID;

-- Open tasks of a case, for the queue of call-backs.
CREATE INDEX task_open_of_case ON task (kind, case_id) WHERE state = 'open' AND case_id IS NOT NULL;

-- 包案: cases that a leader answers for to their end.
CREATE INDEX taken_sponsor ON taken_step (case_id) WHERE step = 'sponsor' AND undone IS NULL;

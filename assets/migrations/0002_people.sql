-- People and units, registers with columns as data, tasks; who has a case in hand.

-- Empty until somebody has set one: an argon2id hash with its parameters and salt.
ALTER TABLE account ADD COLUMN password TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN closed_until TEXT;
-- The last line of history when this account logged in before: what came later is news to it.
ALTER TABLE account ADD COLUMN seen_line INTEGER NOT NULL DEFAULT 0;

CREATE TABLE register_row (
    id       INTEGER PRIMARY KEY,
    register TEXT NOT NULL,
    key      TEXT NOT NULL COLLATE NOCASE,
    version  INTEGER NOT NULL,
    vals     TEXT NOT NULL,
    ended    INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    UNIQUE (register, key)
) STRICT;

-- Every version a row ever had. The newest id is the stamp of all registers together.
CREATE TABLE register_version (
    id      INTEGER PRIMARY KEY,
    row_id  INTEGER NOT NULL REFERENCES register_row (id),
    version INTEGER NOT NULL,
    vals    TEXT NOT NULL,
    ended   INTEGER NOT NULL,
    at      TEXT NOT NULL,
    account TEXT NOT NULL,
    UNIQUE (row_id, version)
) STRICT;

-- Registers that the office has made or changed: the file, as accepted.
CREATE TABLE register_schema (
    name        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    toml        TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    PRIMARY KEY (name, version)
) STRICT;

-- What the office of the first schema had in its own rows.
INSERT INTO register_row (register, key, version, vals)
    SELECT 'settings', '1', 1, json_object('name', name, 'number_pattern', number_pattern, 'idle_minutes', '10') FROM office;
INSERT INTO register_row (register, key, version, vals)
    SELECT 'people', name, 1, json_object('account', name, 'name', shown_as, 'roles', role, 'scope', 'all') FROM account;
INSERT INTO register_version (row_id, version, vals, ended, at, account)
    SELECT r.id, 1, r.vals, 0, o.opened_at, 'admin' FROM register_row AS r, office AS o ORDER BY r.id;

CREATE TABLE task (
    id        INTEGER PRIMARY KEY,
    version   INTEGER NOT NULL DEFAULT 1,
    kind      TEXT NOT NULL,
    what      TEXT NOT NULL,
    owner_id  INTEGER NOT NULL REFERENCES account (id),
    due       TEXT,
    case_id   INTEGER REFERENCES cases (id),
    state     TEXT NOT NULL,
    reason    TEXT NOT NULL DEFAULT '',
    made_by   TEXT NOT NULL,
    made_at   TEXT NOT NULL,
    ended_at  TEXT
) STRICT;
CREATE INDEX task_of_owner ON task (owner_id, state, due, id);
CREATE INDEX task_of_case ON task (case_id) WHERE case_id IS NOT NULL;

-- 本件: who has it in hand, and the department or unit it belongs to ('' is the office itself).
ALTER TABLE cases ADD COLUMN handler_id INTEGER REFERENCES account (id);
ALTER TABLE cases ADD COLUMN unit TEXT NOT NULL DEFAULT '';
UPDATE cases SET handler_id = registered_by;
-- What somebody sees who does not see everything, ordered by what is due first.
CREATE INDEX cases_of_handler ON cases (handler_id, next_due, id);
CREATE INDEX cases_of_handler_by_state ON cases (handler_id, state, next_due, id);
CREATE INDEX cases_of_unit ON cases (unit, next_due, id) WHERE unit <> '';
CREATE INDEX cases_of_unit_by_state ON cases (unit, state, next_due, id) WHERE unit <> '';
-- The figures of a day: what came in, what was closed.
CREATE INDEX cases_by_registered ON cases (registered_at);
CREATE INDEX taken_step_by_day ON taken_step (day, case_id);
-- The three nearest past cases of a kind.
CREATE INDEX cases_by_category ON cases (category, id) WHERE category IS NOT NULL;

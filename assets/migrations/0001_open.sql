-- The first schema. Never edited, only added to.
-- Dates are YYYY-MM-DD in the office's zone, instants RFC 3339 with its offset.

CREATE TABLE office (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    practice       INTEGER NOT NULL CHECK (practice IN (0, 1)),
    number_pattern TEXT NOT NULL,
    utc_offset     TEXT NOT NULL,
    -- Grows when a calendar year or a rule set is accepted; next_due is stamped with it.
    law_version    INTEGER NOT NULL,
    opened_at      TEXT NOT NULL
) STRICT;

CREATE TABLE calendar_year (
    year        INTEGER PRIMARY KEY,
    toml        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL
) STRICT;

CREATE TABLE rule_set (
    name        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    toml        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    PRIMARY KEY (name, version)
) STRICT;

CREATE TABLE account (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    shown_as   TEXT NOT NULL,
    role       TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- One row a person; each case keeps its own snapshot in party.
CREATE TABLE person (
    id         INTEGER PRIMARY KEY,
    version    INTEGER NOT NULL DEFAULT 1,
    name       TEXT NOT NULL,
    id_number  TEXT NOT NULL,
    phone      TEXT NOT NULL,
    address    TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX person_by_id_number ON person (id_number) WHERE id_number <> '';
CREATE INDEX person_by_phone ON person (phone, name) WHERE phone <> '';

-- The last serial of each year. Numbers are never given twice, so it only grows.
CREATE TABLE serial (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE cases (
    id            INTEGER PRIMARY KEY,
    number        TEXT NOT NULL UNIQUE COLLATE NOCASE,
    version       INTEGER NOT NULL DEFAULT 1,
    state         TEXT NOT NULL,
    channel       TEXT NOT NULL,
    received_on   TEXT NOT NULL,
    received_time TEXT,
    registered_at TEXT NOT NULL,
    registered_by INTEGER NOT NULL REFERENCES account (id),
    title         TEXT NOT NULL,
    body          TEXT NOT NULL,
    people        INTEGER NOT NULL CHECK (people >= 1),
    purpose       TEXT,
    category      TEXT,
    slip          TEXT UNIQUE,
    -- Hash of text, name and moment of receipt: the second import of a file finds its rows by it.
    sameness      BLOB NOT NULL,
    -- Derived, for ordering lists only: the earliest running limit, or 9999-12-31.
    next_due      TEXT NOT NULL,
    next_due_law  INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_due ON cases (next_due, id);
CREATE INDEX cases_by_state_and_due ON cases (state, next_due, id);
CREATE INDEX cases_by_sameness ON cases (sameness);

CREATE TABLE party (
    case_id   INTEGER NOT NULL REFERENCES cases (id),
    ordinal   INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    name      TEXT NOT NULL,
    id_number TEXT NOT NULL,
    sex       TEXT,
    -- In whole years on the day of receipt, as the register has it.
    age       INTEGER,
    phone     TEXT NOT NULL,
    address   TEXT NOT NULL,
    PRIMARY KEY (case_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_by_person ON party (person_id);
-- What a paper said is found by it, also when the person has another phone now.
CREATE INDEX party_by_phone ON party (phone) WHERE phone <> '';
CREATE INDEX party_by_id_number ON party (id_number) WHERE id_number <> '';

CREATE TABLE outside_number (
    number  TEXT NOT NULL COLLATE NOCASE,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    PRIMARY KEY (number, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outside_number_by_case ON outside_number (case_id);

-- Steps after the registration, with the legal day each took effect: the facts of the clocks.
CREATE TABLE taken_step (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    ordinal INTEGER NOT NULL,
    step    TEXT NOT NULL,
    day     TEXT NOT NULL,
    PRIMARY KEY (case_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    id         INTEGER PRIMARY KEY,
    case_id    INTEGER NOT NULL REFERENCES cases (id),
    at         TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id),
    channel    TEXT NOT NULL,
    basis      TEXT NOT NULL,
    words      TEXT NOT NULL,
    paper      TEXT NOT NULL
) STRICT;
CREATE INDEX contact_by_case ON contact (case_id);

-- Lines chain over salted hashes of values; the values stand in their own rows.
CREATE TABLE history (
    id          INTEGER PRIMARY KEY,
    case_id     INTEGER REFERENCES cases (id),
    at          TEXT NOT NULL,
    account     TEXT NOT NULL,
    system_user TEXT NOT NULL,
    what        TEXT NOT NULL,
    salt        BLOB NOT NULL,
    digest      BLOB NOT NULL,
    chain       BLOB NOT NULL
) STRICT;
CREATE INDEX history_by_case ON history (case_id, id);

CREATE TABLE history_value (
    history_id INTEGER PRIMARY KEY REFERENCES history (id),
    before     TEXT NOT NULL,
    after      TEXT NOT NULL
) STRICT;

-- Who read a personal value, and for what reason.
CREATE TABLE read_log (
    id          INTEGER PRIMARY KEY,
    case_id     INTEGER REFERENCES cases (id),
    at          TEXT NOT NULL,
    account     TEXT NOT NULL,
    system_user TEXT NOT NULL,
    what        TEXT NOT NULL,
    reason      TEXT NOT NULL
) STRICT;
CREATE INDEX read_log_by_case ON read_log (case_id, id);

-- Search: pairs of neighbouring characters, whole Latin words, initials of names. Contentless:
-- the text itself is looked up in cases.
CREATE VIRTUAL TABLE case_words USING fts5 (
    words, tokenize = 'unicode61', detail = none, prefix = '1', content = '', contentless_delete = 1
);

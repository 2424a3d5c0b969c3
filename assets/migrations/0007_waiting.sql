-- 查询码: what a petitioner asks by; cases of older files get theirs when it is first asked for.
ALTER TABLE cases ADD COLUMN query_code TEXT;
CREATE UNIQUE INDEX case_query_code ON cases (query_code) WHERE query_code IS NOT NULL;

-- Codes asked for that no case has: whoever guesses is stopped.
CREATE TABLE query_miss (
    account TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX query_miss_of ON query_miss (account, at);

-- 候访室: one line a group of visitors. No name: a ticket is a number, and what came of it.
CREATE TABLE visit_ticket (
    id         INTEGER PRIMARY KEY,
    version    INTEGER NOT NULL DEFAULT 1,
    day        TEXT NOT NULL,
    number     INTEGER NOT NULL,
    people     INTEGER NOT NULL,
    note       TEXT NOT NULL,
    -- Where they are received.
    window     TEXT NOT NULL,
    -- waiting, called, inside, done, left
    state      TEXT NOT NULL,
    arrived_at TEXT NOT NULL,
    called_at  TEXT,
    inside_at  TEXT,
    ended_at   TEXT,
    -- Who moved it last, and when.
    moved_by   TEXT NOT NULL,
    moved_at   TEXT NOT NULL,
    case_id    INTEGER REFERENCES cases (id),
    UNIQUE (day, number)
) STRICT;

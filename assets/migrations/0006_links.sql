-- 关联: two cases are one matter. Each keeps its number, notice and clocks. What was undone stays.
-- The smaller key stands in a.
CREATE TABLE case_link (
    id        INTEGER PRIMARY KEY,
    a         INTEGER NOT NULL REFERENCES cases (id),
    b         INTEGER NOT NULL REFERENCES cases (id),
    kind      TEXT NOT NULL CHECK (kind IN ('same_matter')),
    made_at   TEXT NOT NULL,
    made_by   TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    CHECK (a < b)
) STRICT;
CREATE UNIQUE INDEX case_link_of_a ON case_link (a, b) WHERE undone_at IS NULL;
CREATE INDEX case_link_of_b ON case_link (b) WHERE undone_at IS NULL;

-- 不是同一件: said once, not asked again.
CREATE TABLE not_same (
    id        INTEGER PRIMARY KEY,
    a         INTEGER NOT NULL REFERENCES cases (id),
    b         INTEGER NOT NULL REFERENCES cases (id),
    made_at   TEXT NOT NULL,
    made_by   TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    CHECK (a < b)
) STRICT;
CREATE UNIQUE INDEX not_same_of_a ON not_same (a, b) WHERE undone_at IS NULL;
CREATE INDEX not_same_of_b ON not_same (b) WHERE undone_at IS NULL;

-- Neighbours with the same complaint are asked for while somebody types.
CREATE INDEX party_by_address ON party (address) WHERE address <> '';

-- 视图: what somebody looks at again and again. A dropped one stays, and is not shown.
CREATE TABLE saved_view (
    id       INTEGER PRIMARY KEY,
    account  TEXT NOT NULL,
    name     TEXT NOT NULL,
    queue    TEXT NOT NULL,
    -- The words as typed; what they mean is found anew each time.
    filter   TEXT NOT NULL,
    sort     TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX saved_view_of ON saved_view (account, name) WHERE ended_at IS NULL;

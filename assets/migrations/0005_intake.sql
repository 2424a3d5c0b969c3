-- What the four desks write down beside the matter itself: how it came, who came with it, which
-- papers were handed in; and matters that are kept in a small circle.

-- 涉及人数: people concerned, beside the people who came.
ALTER TABLE cases ADD COLUMN concerned INTEGER;
-- 问题属地: a place of the office's table or a division code; '' is not said.
ALTER TABLE cases ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- 紧急: which of the three kinds; '' is none.
ALTER TABLE cases ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
-- 保密: asked for by the petitioner, or an accusation. Absent for everybody outside its circle.
ALTER TABLE cases ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0;
UPDATE cases SET confidential = 1 WHERE purpose = 'accusation';

-- Lists leave confidential matters out before they count.
DROP INDEX cases_by_due;
DROP INDEX cases_by_state_and_due;
CREATE INDEX cases_by_due ON cases (confidential, next_due, id);
CREATE INDEX cases_by_state_and_due ON cases (confidential, state, next_due, id);

-- What belongs to the moment of receipt alone. Matters of older versions have no row.
CREATE TABLE receipt (
    case_id      INTEGER PRIMARY KEY REFERENCES cases (id),
    -- 信访来源, and who handed it on
    source       TEXT NOT NULL,
    source_body  TEXT NOT NULL,
    -- 被反映人或单位
    accused      TEXT NOT NULL,
    -- 同意公开, 答复方式, 签名
    publish      INTEGER NOT NULL CHECK (publish IN (0, 1)),
    asked_secret INTEGER NOT NULL CHECK (asked_secret IN (0, 1)),
    reply        TEXT NOT NULL,
    signed       TEXT NOT NULL,
    -- 越级
    level_skip   INTEGER NOT NULL CHECK (level_skip IN (0, 1)),
    -- visit
    window_no    TEXT NOT NULL,
    -- letter: 邮戳日期, 受信人, 完整性
    postmark     TEXT,
    addressee    TEXT NOT NULL,
    completeness TEXT NOT NULL,
    -- call: 来电号码, 响铃次数
    caller       TEXT NOT NULL,
    rings        INTEGER,
    -- online: 平台, 用户
    platform     TEXT NOT NULL,
    online_user  TEXT NOT NULL
) STRICT;

-- 主访人 is ordinal 1; those who came with him, represent him or speak for him follow.
ALTER TABLE party ADD COLUMN role TEXT NOT NULL DEFAULT 'petitioner';
-- 证件类型; '' where only a number was known.
ALTER TABLE party ADD COLUMN id_kind TEXT NOT NULL DEFAULT '';

-- 材料接收清单 (F08)
CREATE TABLE material (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    ordinal INTEGER NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    copies  INTEGER NOT NULL,
    pages   INTEGER,
    PRIMARY KEY (case_id, ordinal)
) STRICT, WITHOUT ROWID;

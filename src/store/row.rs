//! Rows as the store hands them on: typed, unmasked, for the service alone.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Type};

use crate::domain::assessment::Verdict;
use crate::domain::case::{Case, CaseId, Channel, Purpose, Received, State, Urgency};
use crate::domain::contact::SpotAnswer;
use crate::domain::id_number::Sex;
use crate::domain::life::{Life, Taken};
use crate::domain::masked::Personal;
use crate::domain::material::Material;
use crate::domain::party::{IdKind, Party};
use crate::domain::petitioner::Petitioner;
use crate::domain::receipt::Receipt;
use crate::domain::step::Filled;

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The case.
    pub case: Case,
    /// Name of the first petitioner.
    pub name: Personal,
    /// Whether an address is known.
    pub has_address: bool,
    /// The first number another office gave it.
    pub source_number: Option<String>,
    /// 经办: what has become of it, from the steps after the registration.
    pub life: Life,
    /// The law version under which each of those steps was noted.
    pub step_laws: Vec<i64>,
    /// 专项: the tracks it is on.
    pub tracks: Vec<String>,
    /// The step that waits for a leader.
    pub waits: Option<String>,
    /// 诉求认定, the newest.
    pub verdict: Option<Verdict>,
    /// What the list is ordered by.
    pub order: NaiveDate,
    /// Where a search found what was typed, when it is not in title or name.
    pub excerpt: Option<Personal>,
}

/// Everything of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDetail {
    /// The line it has in lists.
    pub listed: Listed,
    /// 诉求、事实、理由
    pub body: Personal,
    /// Everybody of the matter, the main petitioner first.
    pub parties: Vec<Party>,
    /// 材料
    pub materials: Vec<Material>,
    /// How it came; none for what was registered before that was asked.
    pub receipt: Option<Receipt>,
    /// 涉及人数
    pub concerned: Option<u32>,
    /// 问题属地
    pub place: String,
    /// 紧急
    pub urgency: Option<Urgency>,
    /// Numbers of other offices.
    pub source_numbers: Vec<String>,
    /// 当场答复, if one was given.
    pub answer: Option<SpotAnswer>,
}

/// A registration beside what the history says of it.
#[derive(Debug)]
pub struct FiledRow {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// 标题
    pub title: String,
    /// 诉求、事实、理由
    pub body: Personal,
    /// 信访目的, its word.
    pub purpose: Option<String>,
    /// 内容分类, its code.
    pub category: Option<String>,
    /// Grows with every change, as the history does.
    pub version: i64,
    /// The main petitioner.
    pub petitioner: Petitioner,
    /// Lines of history.
    pub lines: i64,
    /// Values of the newest line that says what was registered or put right, as JSON.
    pub registered: String,
}

/// A petitioner from seven columns, the first at `from`.
pub(super) fn petitioner(row: &Row<'_>, from: usize) -> rusqlite::Result<Petitioner> {
    let text = |at| row.get::<_, String>(from + at).map(Personal::new);
    Ok(Petitioner {
        name: text(0)?,
        id_kind: IdKind::from_word(&row.get::<_, String>(from + 6)?),
        id_number: text(1)?,
        phone: text(2)?,
        address: text(3)?,
        sex: row.get::<_, Option<String>>(from + 4)?.as_deref().and_then(Sex::from_word),
        age: row.get(from + 5)?,
    })
}

/// Columns that [`listed`] reads, in its order. `c` is the case, `p` its first petitioner, `w` who
/// has it in hand.
pub(super) const LISTED: &str =
    "c.id, c.number, c.version, c.state, c.channel, c.received_on, c.received_time,
    c.registered_at, c.title, c.people, c.purpose, c.category, c.next_due, p.name, p.address <> '',
    (SELECT min(number) FROM outside_number WHERE case_id = c.id),
    (SELECT json_group_array(json_array(ordinal, step, day, law, account, json(facts))) FROM taken_step
        WHERE case_id = c.id AND undone IS NULL),
    coalesce(w.name, ''), coalesce(w.shown_as, ''), c.unit,
    (SELECT group_concat(track, ';') FROM case_track WHERE case_id = c.id AND ended IS NULL),
    (SELECT step FROM proposal WHERE case_id = c.id AND state = 'waits'),
    (SELECT verdict FROM assessment WHERE case_id = c.id AND undone IS NULL ORDER BY version DESC LIMIT 1), c.confidential,
    (SELECT group_concat(account, ';') FROM case_out WHERE case_id = c.id AND undone IS NULL),
    (SELECT group_concat(account, ';') FROM case_out WHERE case_id = c.id AND undone IS NULL AND why = 'accused'),
    (SELECT group_concat(account, ';') FROM case_in WHERE case_id = c.id AND undone IS NULL)";

/// The tables of [`LISTED`].
pub(super) const LISTED_FROM: &str = "cases AS c LEFT JOIN party AS p ON p.case_id = c.id AND p.ordinal = 1
    LEFT JOIN account AS w ON w.id = c.handler_id";

/// A step as [`LISTED`] has it: ordinal, word, day, law, account, facts.
#[derive(serde::Deserialize)]
struct StepRow(i64, String, NaiveDate, i64, String, Filled);

pub(super) fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let purpose: Option<String> = row.get(10)?;
    let steps: String = row.get(16)?;
    let steps: Vec<StepRow> = serde_json::from_str(&steps).map_err(|_| unreadable(16))?;
    let mut life = Life::default();
    let mut step_laws = Vec::with_capacity(steps.len());
    for StepRow(ordinal, step, day, law, account, given) in steps {
        life.go_on(Taken { ordinal, step, day, given, account });
        step_laws.push(law);
    }
    Ok(Listed {
        case: Case {
            id: CaseId(row.get(0)?),
            number: row.get(1)?,
            version: row.get(2)?,
            state: word(row, 3, State::from_word)?,
            channel: word(row, 4, Channel::from_word)?,
            received: Received {
                day: day(row, 5)?,
                time: row
                    .get::<_, Option<String>>(6)?
                    .map(|text| parse::<NaiveTime>(6, &text))
                    .transpose()?,
            },
            registered_at: parse::<DateTime<FixedOffset>>(7, &row.get::<_, String>(7)?)?,
            title: row.get(8)?,
            people: row.get(9)?,
            purpose: purpose.map(|text| known(10, Purpose::from_word(&text))).transpose()?,
            category: row.get(11)?,
            handler: row.get(17)?,
            handler_name: row.get(18)?,
            unit: row.get(19)?,
            confidential: row.get(23)?,
            out: words(row, 24)?,
            accused: words(row, 25)?,
            let_in: words(row, 26)?,
        },
        order: day(row, 12)?,
        name: Personal::new(row.get::<_, Option<String>>(13)?.unwrap_or_default()),
        has_address: row.get::<_, Option<bool>>(14)?.unwrap_or(false),
        source_number: row.get(15)?,
        life,
        step_laws,
        tracks: words(row, 20)?,
        waits: row.get(21)?,
        verdict: row.get::<_, Option<String>>(22)?.as_deref().and_then(Verdict::from_word),
        excerpt: None,
    })
}

/// Words with `;` between them.
fn words(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let words: Option<String> = row.get(column)?;
    Ok(words.map(|words| words.split(';').map(str::to_owned).collect()).unwrap_or_default())
}

pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<NaiveDate> {
    parse(column, &row.get::<_, String>(column)?)
}

pub(super) fn word<T>(row: &Row<'_>, column: usize, read: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    known(column, read(&row.get::<_, String>(column)?))
}

pub(super) fn parse<T: std::str::FromStr>(column: usize, text: &str) -> rusqlite::Result<T> {
    text.parse().map_err(|_| unreadable(column))
}

fn known<T>(column: usize, value: Option<T>) -> rusqlite::Result<T> {
    value.ok_or_else(|| unreadable(column))
}

fn unreadable(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(FromSqlError::InvalidType))
}

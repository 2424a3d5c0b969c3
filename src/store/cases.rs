//! 信访事项: listing and opening.

use chrono::{Days, NaiveDate};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::row::{FiledRow, LISTED, LISTED_FROM, Listed, listed, petitioner};
use super::{CaseDetail, Store, trouble};
use crate::domain::actor::Reach;
use crate::domain::case::{CaseId, Channel, State, Urgency};
use crate::domain::contact::{PaperOffer, SpotAnswer};
use crate::domain::masked::Personal;
use crate::domain::page::{Page, Total};
use crate::domain::queue::{Key, Queue, Stretch};
use crate::domain::trouble::{Trouble, TroubleKind};

/// Cases without a running limit come last in every list: the order of none.
pub(crate) const NO_LIMIT: &str = "9999-12-31";

/// [`NO_LIMIT`] as a date.
pub(crate) fn no_limit() -> NaiveDate {
    NO_LIMIT.parse().unwrap_or(NaiveDate::MAX)
}

impl Store {
    /// A stretch of a queue, ordered by what is due first, of the cases in reach.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn queue(
        &self,
        reach: &Reach,
        queue: Queue,
        today: NaiveDate,
        stretch: Stretch,
        limit: usize,
    ) -> Result<Page<Listed>, Trouble> {
        // The key's own day and the days beyond it are asked for in turn. Of a comparison of both
        // at once, (next_due, id) > (?, ?), SQLite seeks the date alone and then walks the whole
        // day, and nearly all cases of an old office lie on one: that of no limit.
        let (order, key, parts): (_, _, &[&str]) = match stretch {
            Stretch::First => ("ASC", None, &[""]),
            Stretch::Last => ("DESC", None, &[""]),
            Stretch::From(key) => {
                ("ASC", Some(key), &["AND c.next_due = ? AND c.id >= ?", "AND c.next_due > ?"])
            }
            Stretch::After(key) => {
                ("ASC", Some(key), &["AND c.next_due = ? AND c.id > ?", "AND c.next_due > ?"])
            }
            Stretch::Before(key) => {
                ("DESC", Some(key), &["AND c.next_due = ? AND c.id < ?", "AND c.next_due < ?"])
            }
        };
        // Where the rows stand, of every list; then only the rows of the page are read.
        let mut places: Vec<(String, i64)> = Vec::new();
        for (source, of) in &lists(reach, queue, today) {
            let mut here = 0;
            for part in parts {
                let sql = format!(
                    "SELECT c.next_due, c.id FROM cases AS c WHERE {source} {part}
                     ORDER BY c.next_due {order}, c.id {order} LIMIT ?"
                );
                let mut values = of.clone();
                values.extend(key.into_iter().flat_map(key_values).take(part.matches('?').count()));
                // One row more than asked for says whether there is a next page.
                values.push(Sql::Integer(i64::try_from(limit + 1 - here).unwrap_or(i64::MAX)));
                let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
                let found = statement
                    .query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))
                    .map_err(trouble)?;
                for place in found {
                    places.push(place.map_err(trouble)?);
                    here += 1;
                }
                if here > limit {
                    break;
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        if order == "DESC" {
            places.reverse();
        }
        let more = places.len() > limit;
        places.truncate(limit);
        let mut rows = self.rows_of(&places)?;
        let (more_before, more_after) = match stretch {
            Stretch::First => (false, more),
            Stretch::After(_) => (true, more),
            Stretch::From(key) => (self.is_any_before(reach, queue, today, key)?, more),
            Stretch::Last => {
                rows.reverse();
                (more, false)
            }
            Stretch::Before(_) => {
                rows.reverse();
                (more, true)
            }
        };
        let total = self.count(reach, queue, today)?;
        Ok(Page { rows, more_before, more_after, total })
    }

    /// The rows of these cases, in this order.
    fn rows_of(&self, places: &[(String, i64)]) -> Result<Vec<Listed>, Trouble> {
        if places.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<String> = places.iter().map(|(_, id)| id.to_string()).collect();
        let sql = format!(
            "SELECT {LISTED} FROM json_each(?1) AS wanted CROSS JOIN {LISTED_FROM}
             WHERE c.id = wanted.value ORDER BY wanted.key"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement
            .query_map([format!("[{}]", ids.join(","))], listed)
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// How many cases a queue holds, counted up to a cap.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count(&self, reach: &Reach, queue: Queue, today: NaiveDate) -> Result<Total, Trouble> {
        let count = self.counted(reach, queue, today, i64::try_from(Total::CAP + 1).unwrap_or(i64::MAX))?;
        Ok(Total::from_capped(usize::try_from(count).unwrap_or(usize::MAX)))
    }

    fn counted(&self, reach: &Reach, queue: Queue, today: NaiveDate, most: i64) -> Result<i64, Trouble> {
        let mut values = Vec::new();
        let mut parts = Vec::new();
        for (source, of) in lists(reach, queue, today) {
            parts.push(format!("SELECT c.id FROM cases AS c WHERE {source}"));
            values.extend(of);
        }
        if parts.is_empty() {
            return Ok(0);
        }
        // A case of his unit that he has in hand is one case; so is what lies with a leader and waits.
        let twice = matches!(apart(reach).0, Reach::Within { .. }) || queue == Queue::ToApprove;
        let union = if twice { " UNION " } else { " UNION ALL " };
        let sql = format!("SELECT count(*) FROM ({} LIMIT ?)", parts.join(union));
        values.push(Sql::Integer(most));
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut count| count.query_row(params_from_iter(values), |row| row.get(0)))
            .map_err(trouble)
    }

    /// How many cases a queue holds, counted to the end: for figures that must agree.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn exact(&self, reach: &Reach, queue: Queue, today: NaiveDate) -> Result<i64, Trouble> {
        self.counted(reach, queue, today, -1)
    }

    /// Open cases that this account has in hand.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_in_hand(&self, account: i64) -> Result<usize, Trouble> {
        let count: i64 = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM cases WHERE handler_id = ?1 AND state IN ({})",
                super::open_states()
            ))
            .and_then(|mut count| count.query_row([account], |row| row.get(0)))
            .map_err(trouble)?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn is_any_before(
        &self,
        reach: &Reach,
        queue: Queue,
        today: NaiveDate,
        key: Key,
    ) -> Result<bool, Trouble> {
        let [order, id] = key_values(key);
        for (source, of) in lists(reach, queue, today) {
            for (part, more) in [
                ("c.next_due < ?", vec![order.clone()]),
                ("c.next_due = ? AND c.id < ?", vec![order.clone(), id.clone()]),
            ] {
                let sql = format!("SELECT EXISTS (SELECT 1 FROM cases AS c WHERE {source} AND {part})");
                let values: Vec<Sql> = of.iter().chain(&more).cloned().collect();
                let any: bool = self
                    .connection
                    .prepare_cached(&sql)
                    .and_then(|mut any| any.query_row(params_from_iter(values), |row| row.get(0)))
                    .map_err(trouble)?;
                if any {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The case of this number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn case_by_number(&self, number: &str) -> Result<Option<CaseId>, Trouble> {
        self.connection
            .prepare_cached("SELECT id FROM cases WHERE number = ?1")
            .and_then(|mut found| found.query_row([number], |row| row.get(0)).optional())
            .map(|id| id.map(CaseId))
            .map_err(trouble)
    }

    /// Everything of one case.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn case(&self, id: CaseId) -> Result<Option<CaseDetail>, Trouble> {
        let sql = format!(
            "SELECT {LISTED}, c.body, c.concerned AS concerned, c.place AS place, c.urgency AS urgency
             FROM {LISTED_FROM} WHERE c.id = ?1"
        );
        let found = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut found| {
                found
                    .query_row([id.0], |row| {
                        Ok(CaseDetail {
                            listed: listed(row)?,
                            body: Personal::new(row.get::<_, String>("body")?),
                            concerned: row.get("concerned")?,
                            place: row.get("place")?,
                            urgency: Urgency::from_word(&row.get::<_, String>("urgency")?),
                            parties: Vec::new(),
                            materials: Vec::new(),
                            receipt: None,
                            source_numbers: Vec::new(),
                            answer: None,
                        })
                    })
                    .optional()
            })
            .map_err(trouble)?;
        let Some(mut detail) = found else {
            return Ok(None);
        };
        detail.parties = self.parties(id)?;
        detail.materials = self.materials(id)?;
        detail.receipt = self.receipt(id)?;
        detail.source_numbers = self.source_numbers(id)?;
        detail.answer = self.answer(id)?;
        Ok(Some(detail))
    }

    /// Ids after `id`, oldest first: for exports that must not hold everything in memory.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ids_after(&self, id: CaseId, limit: usize) -> Result<Vec<CaseId>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM cases WHERE id > ?1 ORDER BY id LIMIT ?2")
            .map_err(trouble)?;
        statement
            .query_map(params![id.0, i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.get(0).map(CaseId))
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    fn source_numbers(&self, id: CaseId) -> Result<Vec<String>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number FROM outside_number WHERE case_id = ?1 ORDER BY number")
            .map_err(trouble)?;
        statement.query_map([id.0], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)
    }

    fn answer(&self, id: CaseId) -> Result<Option<SpotAnswer>, Trouble> {
        let columns: Option<[String; 4]> = self
            .connection
            .prepare_cached(
                "SELECT basis, words, paper, channel FROM contact
                 WHERE case_id = ?1 AND undone IS NULL ORDER BY id LIMIT 1",
            )
            .and_then(|mut found| {
                found
                    .query_row([id.0], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))
                    .optional()
            })
            .map_err(trouble)?;
        columns
            .map(|[basis, words, paper, channel]| {
                let unknown = |word: &str| Trouble::new(TroubleKind::Other, format!("contact: {word}"));
                Ok(SpotAnswer {
                    basis,
                    words,
                    paper: PaperOffer::from_word(&paper).ok_or_else(|| unknown(&paper))?,
                    channel: Channel::from_word(&channel).ok_or_else(|| unknown(&channel))?,
                })
            })
            .transpose()
    }

    /// Listed cases after `id`, oldest first, for checks that go through all of them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn listed_after(&self, id: CaseId, limit: usize) -> Result<Vec<Listed>, Trouble> {
        let sql = format!("SELECT {LISTED} FROM {LISTED_FROM} WHERE c.id > ?1 ORDER BY c.id LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement
            .query_map(params![id.0, i64::try_from(limit).unwrap_or(i64::MAX)], listed)
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// What was registered, and put right since, beside what the history says of it, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn filed_after(&self, id: CaseId, limit: usize) -> Result<Vec<FiledRow>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT c.id, c.number, c.title, c.body, c.purpose, c.category, c.version,
                    p.name, p.id_number, p.phone, p.address, p.sex, p.age, p.id_kind,
                    (SELECT count(*) FROM history WHERE case_id = c.id),
                    coalesce((SELECT v.after FROM history AS h JOIN history_value AS v ON v.history_id = h.id
                        WHERE h.case_id = c.id AND instr(v.after, '\"salt\":') > 0 ORDER BY h.id DESC LIMIT 1), '')
                 FROM cases AS c JOIN party AS p ON p.case_id = c.id AND p.ordinal = 1
                 WHERE c.id > ?1 ORDER BY c.id LIMIT ?2",
            )
            .map_err(trouble)?;
        statement
            .query_map(params![id.0, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                Ok(FiledRow {
                    id: CaseId(row.get(0)?),
                    number: row.get(1)?,
                    title: row.get(2)?,
                    body: Personal::new(row.get::<_, String>(3)?),
                    purpose: row.get(4)?,
                    category: row.get(5)?,
                    version: row.get(6)?,
                    petitioner: petitioner(row, 7)?,
                    lines: row.get(14)?,
                    registered: row.get(15)?,
                })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// How many cases with a limit are ordered by older calendars or rules than the office has
    /// accepted.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn stale_order(&self) -> Result<i64, Trouble> {
        self.connection
            .query_row(
                "SELECT count(*) FROM cases
                 WHERE next_due < ?1 AND next_due_law <> (SELECT law_version FROM office)",
                [NO_LIMIT],
                |row| row.get(0),
            )
            .map_err(trouble)
    }
}

/// A queue of the cases in reach, as several lists that no case is in twice save by reach, each
/// with an index that is ordered by what is due first.
pub(super) fn lists(reach: &Reach, queue: Queue, today: NaiveDate) -> Vec<(String, Vec<Sql>)> {
    let conditions = conditions(queue, today);
    let (reach, names) = apart(reach);
    let (out, but) = outside(names);
    let pairs = sources(reach)
        .into_iter()
        .flat_map(|source| conditions.iter().map(move |condition| (source.clone(), condition.clone())));
    pairs
        .map(|((source, mut of), (condition, bounds))| {
            of.extend(bounds);
            of.extend(but.iter().cloned());
            (format!("{} AND {condition}{out}", for_index(source, condition)), of)
        })
        .collect()
}

/// A source as it is asked for with this condition, so that SQLite, which knows no figures, takes
/// the index of whichever of the two holds fewer cases.
fn for_index(source: &str, condition: &str) -> String {
    let apart = |columns: &[&str]| {
        columns.iter().fold(source.replace("+c.", "c."), |source, column| {
            source.replace(&format!("c.{column}"), &format!("+c.{column}"))
        })
    };
    // A few cases that another table names are looked up each by its key.
    if condition.starts_with("c.id IN") {
        return apart(&["confidential", "handler_id", "unit"]);
    }
    // Few are urgent or under review in the whole office.
    if condition.contains("c.urgency") || condition.contains("c.beside") {
        let few = apart(&["handler_id", "unit"]);
        let all = if few.contains("c.confidential") { "" } else { " AND c.confidential IN (0, 1)" };
        return format!("{few}{all}");
    }
    source.to_owned()
}

/// What a queue holds. Of several states each is a list of its own: of one state there is an index
/// in the order of lists, of several together there is none.
pub(super) fn conditions(queue: Queue, today: NaiveDate) -> Vec<(&'static str, Vec<Sql>)> {
    let text = |day: NaiveDate| Sql::Text(day.to_string());
    let until = today.checked_add_days(Days::new(Queue::SOON_DAYS)).unwrap_or(today);
    let state = |state: State| Sql::Text(state.word().to_owned());
    let of = |states: &[State]| states.iter().map(|one| ("c.state = ?", vec![state(*one)])).collect();
    let beside = |word: &str| vec![("c.beside = ? AND c.beside <> ''", vec![Sql::Text(word.to_owned())])];
    match queue {
        Queue::All => vec![("1", Vec::new())],
        // What a leader has before him waits for nobody at the desk.
        Queue::Triage => vec![(
            "c.state = ? AND NOT EXISTS (SELECT 1 FROM proposal AS w WHERE w.case_id = c.id AND w.state = 'waits')",
            vec![state(State::Registered)],
        )],
        Queue::ToDispatch => of(&[State::ToDispatch, State::Objected]),
        Queue::ToSignFor => of(&[State::Sent, State::Assigned]),
        Queue::ToNotify => of(&[State::SignedFor]),
        Queue::Working => of(&[State::Accepted, State::Working, State::Redo]),
        Queue::ToAudit => of(&[State::Drafted]),
        Queue::ToServe => of(&[State::Issued]),
        Queue::ToClose => of(&[State::Served]),
        Queue::ToArchive => of(&[State::Done]),
        Queue::ToFollowUp => vec![(
            "c.id IN (SELECT case_id FROM task WHERE kind = 'follow_up' AND state = 'open' AND case_id IS NOT NULL)",
            Vec::new(),
        )],
        Queue::Review => beside("review"),
        Queue::Reexamine => beside("reexamination"),
        Queue::AfterTermination => beside("terminated"),
        Queue::Urgent => vec![("c.closed = 0 AND c.urgency <> ''", Vec::new())],
        Queue::Open => vec![("c.closed = 0", Vec::new())],
        Queue::Overdue => vec![("c.next_due < ?", vec![text(today)])],
        Queue::DueToday => vec![("c.next_due = ?", vec![text(today)])],
        Queue::DueSoon => vec![("c.next_due BETWEEN ? AND ?", vec![text(today), text(until)])],
        Queue::Coming => vec![("c.next_due > ? AND c.next_due <= ?", vec![text(today), text(until)])],
        Queue::Later => vec![("c.closed = 0 AND c.next_due > ?", vec![text(until)])],
        Queue::ToComplete => vec![("c.closed = 0 AND c.lacking = 1", Vec::new())],
        Queue::ToApprove => {
            let mut all: Vec<(&'static str, Vec<Sql>)> = of(&[State::Reported, State::Audited]);
            all.push(("c.id IN (SELECT case_id FROM proposal WHERE state = 'waits')", Vec::new()));
            all
        }
        Queue::Undecided => vec![(
            "c.id IN (SELECT a.case_id FROM assessment AS a
                WHERE a.verdict = 'undecided' AND a.undone IS NULL AND NOT EXISTS (SELECT 1 FROM assessment AS b
                    WHERE b.case_id = a.case_id AND b.version > a.version AND b.undone IS NULL)) AND +c.closed = 0",
            Vec::new(),
        )],
    }
}

/// Which cases `c` a person sees, as SQL that leaves the choice of index to the rest of the query.
pub(super) fn reach_condition(reach: &Reach) -> (String, Vec<Sql>) {
    let (reach, names) = apart(reach);
    let (mut condition, mut values) = seen(reach);
    let (out, but) = outside(names);
    condition.push_str(&out);
    values.extend(but);
    (condition, values)
}

/// What somebody would see, and the names under which he is out of cases.
fn apart(reach: &Reach) -> (&Reach, &[String]) {
    match reach {
        Reach::Except { reach, names } => (apart(reach).0, names),
        whole => (whole, &[]),
    }
}

/// 回避、被反映: leaves out the cases `c` of these names. They are few, and looked up once, not
/// once a case.
fn outside(names: &[String]) -> (String, Vec<Sql>) {
    if names.is_empty() {
        return (String::new(), Vec::new());
    }
    let marks = vec!["?"; names.len()].join(", ");
    let out = format!(
        " AND c.id NOT IN (SELECT case_id FROM case_out WHERE account IN ({marks}) AND undone IS NULL)"
    );
    (out, names.iter().cloned().map(Sql::Text).collect())
}

fn seen(reach: &Reach) -> (String, Vec<Sql>) {
    match reach {
        Reach::Except { reach, .. } => seen(reach),
        Reach::All => ("c.confidential IN (0, 1)".to_owned(), Vec::new()),
        Reach::Ordinary { accounts } => {
            let marks = vec!["?"; accounts.len()].join(", ");
            let condition = format!(
                "c.confidential IN (0, 1) AND (+c.confidential = 0
                    OR +c.handler_id IN (SELECT id FROM account WHERE name IN ({marks}))
                    OR c.id IN (SELECT case_id FROM case_in WHERE account IN ({marks}) AND undone IS NULL))"
            );
            (condition, accounts.iter().chain(accounts).cloned().map(Sql::Text).collect())
        }
        Reach::Within { units, accounts } => {
            let marks = |count: usize| vec!["?"; count].join(", ");
            let condition = format!(
                "c.confidential IN (0, 1) AND (+c.confidential = 0 AND +c.unit IN ({})
                    OR +c.handler_id IN (SELECT id FROM account WHERE name IN ({}))
                    OR c.id IN (SELECT case_id FROM case_in WHERE account IN ({}) AND undone IS NULL))",
                marks(units.len()),
                marks(accounts.len()),
                marks(accounts.len())
            );
            (condition, units.iter().chain(accounts).chain(accounts).cloned().map(Sql::Text).collect())
        }
    }
}

/// The same as several conditions, each with an index that is ordered by what is due first: asked
/// in turn and put together, they cost what their rows cost and not what the office has.
fn sources(reach: &Reach) -> Vec<(&'static str, Vec<Sql>)> {
    const ORDINARY: &str = "c.confidential = 0";
    let account = |account: &String| {
        ("c.handler_id = (SELECT id FROM account WHERE name = ?)", vec![Sql::Text(account.clone())])
    };
    // The few that somebody was let in to: found by their keys.
    let let_in = |account: &String| {
        let own = "c.id IN (SELECT case_id FROM case_in WHERE account = ? AND undone IS NULL)
            AND +c.confidential IN (0, 1)";
        (own, vec![Sql::Text(account.clone())])
    };
    match reach {
        Reach::Except { reach, .. } => sources(reach),
        Reach::All => vec![(ORDINARY, Vec::new()), ("c.confidential = 1", Vec::new())],
        Reach::Ordinary { accounts } => {
            // What he has in hand and is not confidential is among the others already.
            let secret = |account: &String| {
                let own = "c.confidential = 1 AND +c.handler_id = (SELECT id FROM account WHERE name = ?)";
                (own, vec![Sql::Text(account.clone())])
            };
            let ordinary = std::iter::once((ORDINARY, Vec::new()));
            ordinary.chain(accounts.iter().map(secret)).chain(accounts.iter().map(let_in)).collect()
        }
        Reach::Within { units, accounts } => {
            let unit = |unit: &String| match unit.as_str() {
                // The office itself holds most cases; its index would be as large as the table.
                "" => ("c.confidential = 0 AND c.unit = ''", Vec::new()),
                _ => ("c.unit = ? AND c.unit <> '' AND c.confidential = 0", vec![Sql::Text(unit.clone())]),
            };
            let own = accounts.iter().map(account).chain(accounts.iter().map(let_in));
            units.iter().map(unit).chain(own).collect()
        }
    }
}

fn key_values(key: Key) -> [Sql; 2] {
    [Sql::Text(key.order.to_string()), Sql::Integer(key.id.0)]
}

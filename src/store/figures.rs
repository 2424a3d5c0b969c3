//! Figures of a day and news since a line of history: what home and the morning strip show.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::types::Value as Sql;
use rusqlite::{params, params_from_iter};

use super::cases::reach_condition;
use super::row::parse;
use super::{Store, trouble};
use crate::domain::actor::Reach;
use crate::domain::case::CaseId;
use crate::domain::step::STEPS;
use crate::domain::trouble::Trouble;

/// A line of history about a case, for the list of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsRow {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who, as shown.
    pub who: String,
    /// The step.
    pub what: String,
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
}

/// Rows looked at for somebody who sees few of them.
const LOOK_AT: usize = 5_000;

/// Lines looked at before counting news stops.
const NEWS_MAX: usize = 1_000;

impl Store {
    /// Cases registered from the first day up to and without the second.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn registered_between(&self, reach: &Reach, from: NaiveDate, to: NaiveDate) -> Result<i64, Trouble> {
        let (condition, mut values) = reach_condition(reach);
        let sql = format!(
            "SELECT count(*) FROM cases AS c WHERE c.registered_at >= ? AND c.registered_at < ? AND {condition}"
        );
        values.splice(..0, [from, to].map(|day| Sql::Text(day.to_string())));
        self.figure(&sql, values)
    }

    /// Cases that a step closed on these days.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn closed_between(&self, reach: &Reach, from: NaiveDate, to: NaiveDate) -> Result<i64, Trouble> {
        let (condition, mut values) = reach_condition(reach);
        let closing: Vec<&str> = STEPS.iter().filter(|step| step.closes()).map(|step| step.name).collect();
        let sql = format!(
            "SELECT count(DISTINCT c.id) FROM taken_step AS s CROSS JOIN cases AS c ON c.id = s.case_id
             WHERE s.day >= ? AND s.day < ? AND s.step IN ('{}') AND s.undone IS NULL
                AND c.state NOT IN ({}) AND {condition}",
            closing.join("', '"),
            super::open_states()
        );
        let days = [from, to].map(|day| Sql::Text(day.to_string()));
        values.splice(..0, days);
        self.figure(&sql, values)
    }

    /// Cases that are not closed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_cases(&self, reach: &Reach) -> Result<i64, Trouble> {
        let (condition, values) = reach_condition(reach);
        let states = super::open_states();
        let sql = format!("SELECT count(*) FROM cases AS c WHERE c.state IN ({states}) AND {condition}");
        self.figure(&sql, values)
    }

    /// What others did with cases in reach after this line, accusations apart (decision 6), the newest first, and how many in all
    /// (counted up to a cap).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn news(
        &self,
        reach: &Reach,
        account: &str,
        after_line: i64,
        limit: usize,
    ) -> Result<(Vec<NewsRow>, usize), Trouble> {
        let (condition, values) = reach_condition(reach);
        let sql = format!(
            "SELECT h.at, coalesce(a.shown_as, h.account), h.what, c.id, c.number, c.title
             FROM (SELECT * FROM history WHERE id > ? AND account <> ? AND case_id IS NOT NULL
                 ORDER BY id DESC LIMIT {LOOK_AT}) AS h
             CROSS JOIN cases AS c ON c.id = h.case_id LEFT JOIN account AS a ON a.name = h.account
             WHERE c.purpose IS NOT 'accusation' AND {condition} ORDER BY h.id DESC LIMIT ?"
        );
        let mut all = vec![Sql::Integer(after_line), Sql::Text(account.to_owned())];
        all.extend(values);
        all.push(Sql::Integer(i64::try_from(NEWS_MAX).unwrap_or(i64::MAX)));
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        let mut rows = statement.query(params_from_iter(all)).map_err(trouble)?;
        let (mut news, mut count) = (Vec::new(), 0);
        while let Some(row) = rows.next().map_err(trouble)? {
            count += 1;
            if news.len() < limit {
                let read = || -> rusqlite::Result<NewsRow> {
                    Ok(NewsRow {
                        at: parse(0, &row.get::<_, String>(0)?)?,
                        who: row.get(1)?,
                        what: row.get(2)?,
                        case: CaseId(row.get(3)?),
                        number: row.get(4)?,
                        title: row.get(5)?,
                    })
                };
                news.push(read().map_err(trouble)?);
            }
        }
        Ok((news, count))
    }

    /// The newest line of history.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_line(&self) -> Result<i64, Trouble> {
        self.connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM history")
            .and_then(|mut last| last.query_row([], |row| row.get(0)))
            .map_err(trouble)
    }

    /// The newest cases of one class other than this one, accusations apart (decision 6).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn nearest_of_class(
        &self,
        reach: &Reach,
        class: &str,
        not: CaseId,
        limit: usize,
    ) -> Result<Vec<CaseId>, Trouble> {
        let (condition, values) = reach_condition(reach);
        let sql = format!(
            "SELECT c.id FROM (SELECT id, unit, handler_id, purpose, confidential FROM cases WHERE category = ? AND id <> ?
                 ORDER BY id DESC LIMIT {LOOK_AT}) AS c
             WHERE c.purpose IS NOT 'accusation' AND {condition} ORDER BY c.id DESC LIMIT ?"
        );
        let mut all = vec![Sql::Text(class.to_owned()), Sql::Integer(not.0)];
        all.extend(values);
        all.push(Sql::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement
            .query_map(params_from_iter(all), |row| row.get(0).map(CaseId))
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// The accounts that have no password yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn without_password(&self) -> Result<Vec<String>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM account WHERE password = '' ORDER BY id")
            .map_err(trouble)?;
        statement.query_map(params![], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)
    }

    fn figure(&self, sql: &str, values: Vec<Sql>) -> Result<i64, Trouble> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut count| count.query_row(params_from_iter(values), |row| row.get(0)))
            .map_err(trouble)
    }
}

//! 查阅记录: who saw a personal value in full, and why.

use rusqlite::params;

use super::row::parse;
use super::{Store, Write, trouble};
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::history::ReadLine;
use crate::domain::trouble::Trouble;

impl Write<'_> {
    /// Adds a line. `what` says which values: `reveal`, `export`.
    ///
    /// # Errors
    /// What SQLite says; then the value must not be shown.
    pub fn log_read(
        &mut self,
        actor: &Actor,
        case: Option<CaseId>,
        what: &str,
        reason: &str,
        at: &str,
    ) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "INSERT INTO read_log (case_id, at, account, system_user, what, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| {
                insert.execute(params![case.map(|id| id.0), at, actor.account, actor.system_user, what, reason])
            })
            .map_err(trouble)?;
        Ok(())
    }
}

impl Store {
    /// Who has read personal values of this case, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn reads(&self, case: CaseId) -> Result<Vec<ReadLine>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT l.at, coalesce(a.shown_as, l.account), l.reason FROM read_log AS l
                 LEFT JOIN account AS a ON a.name = l.account WHERE l.case_id = ?1 ORDER BY l.id DESC",
            )
            .map_err(trouble)?;
        statement
            .query_map([case.0], |row| {
                Ok(ReadLine {
                    at: parse(0, &row.get::<_, String>(0)?)?,
                    who: row.get(1)?,
                    reason: row.get(2)?,
                })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}

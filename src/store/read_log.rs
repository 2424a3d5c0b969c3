//! 查阅记录: who saw a personal value in full, and why.

use rusqlite::params;

use super::{Write, trouble};
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
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

    /// Lines of the read log for one case, newest first: when, who, what, why.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn read_lines(&self, case: CaseId) -> Result<Vec<(String, String, String, String)>, Trouble> {
        let mut statement = self
            .tx
            .prepare_cached(
                "SELECT at, account, what, reason FROM read_log WHERE case_id = ?1 ORDER BY id DESC",
            )
            .map_err(trouble)?;
        statement
            .query_map([case.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}

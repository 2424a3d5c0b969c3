//! 正在办, beside the drafts and as fleeting: which desk has which case in hand.

use rusqlite::params;

use super::drafts::{Drafts, Standing};
use super::trouble;
use crate::domain::case::CaseId;
use crate::domain::hold::Hold;
use crate::domain::trouble::Trouble;

/// A table of its own in the file of the drafts.
pub(super) const TABLE: &str = "CREATE TABLE IF NOT EXISTS holds (
    case_id INTEGER NOT NULL,
    desk    TEXT NOT NULL,
    account TEXT NOT NULL,
    since   TEXT NOT NULL,
    last    TEXT NOT NULL,
    PRIMARY KEY (case_id, desk)
) STRICT, WITHOUT ROWID;";

impl Drafts {
    /// Notes that a desk has a case in hand, or still has; answers whether that is new.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hold(&mut self, hold: &Hold) -> Result<bool, Trouble> {
        self.be_there(&hold.desk);
        let Hold { case, account, desk, since, last } = hold;
        let known = self
            .connection
            .prepare_cached("UPDATE holds SET last = ?4 WHERE case_id = ?1 AND desk = ?2 AND account = ?3")
            .and_then(|mut update| update.execute(params![case.0, desk, account, last.to_rfc3339()]))
            .map_err(trouble)?;
        if known > 0 {
            return Ok(false);
        }
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO holds (case_id, desk, account, since, last) VALUES (?1, ?2, ?3, ?4, ?5)")
            .and_then(|mut insert| {
                insert.execute(params![case.0, desk, account, since.to_rfc3339(), last.to_rfc3339()])
            })
            .map_err(trouble)?;
        Ok(true)
    }

    /// Ends a hold; answers whether there was one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn release(&mut self, case: CaseId, desk: &str) -> Result<bool, Trouble> {
        self.connection
            .prepare_cached("DELETE FROM holds WHERE case_id = ?1 AND desk = ?2")
            .and_then(|mut gone| gone.execute(params![case.0, desk]))
            .map(|gone| gone > 0)
            .map_err(trouble)
    }

    /// Every hold that stands there, the oldest first; one that cannot be read is left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn holds(&self) -> Result<Vec<Hold>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT case_id, desk, account, since, last FROM holds")
            .map_err(trouble)?;
        let rows: Vec<(i64, String, String, String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .and_then(Iterator::collect)
            .map_err(trouble)?;
        let read = |(case, desk, account, since, last): (i64, String, String, String, String)| {
            let (since, last) = (since.parse().ok()?, last.parse().ok()?);
            Some(Hold { case: CaseId(case), account, desk, since, last })
        };
        let mut holds: Vec<Hold> = rows.into_iter().filter_map(read).collect();
        holds.sort_by_key(|hold| hold.since);
        Ok(holds)
    }

    /// Is this hold one of a desk that is there, or that nobody can tell of?
    pub fn is_held(&self, hold: &Hold) -> bool {
        self.standing(&hold.desk) != Standing::Gone
    }

    /// Does this process have the desk?
    pub fn is_own_desk(&self, desk: &str) -> bool {
        self.held.iter().any(|(held, _)| held == desk)
    }
}

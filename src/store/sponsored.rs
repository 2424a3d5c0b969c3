//! 包案: open cases that a leader answers for to their end.

use rusqlite::params_from_iter;

use super::cases::reach_condition;
use super::row::{LISTED, LISTED_FROM, Listed, listed};
use super::{Store, trouble};
use crate::domain::actor::Reach;
use crate::domain::trouble::Trouble;

impl Store {
    /// Open cases that somebody sponsors, due first. They are few, and have an index of their own.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sponsored(&self, reach: &Reach) -> Result<Vec<Listed>, Trouble> {
        let (reach, values) = reach_condition(reach);
        let sql = format!(
            "SELECT {LISTED} FROM {LISTED_FROM} WHERE {reach} AND +c.closed = 0 AND c.id IN
                (SELECT case_id FROM taken_step WHERE step = 'sponsor' AND undone IS NULL)
             ORDER BY c.next_due, c.id"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement.query_map(params_from_iter(values), listed).and_then(Iterator::collect).map_err(trouble)
    }
}

//! 查询码: given once, found again; codes that were guessed are counted.

use rusqlite::OptionalExtension;

use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::trouble::{Trouble, TroubleKind};

/// Codes tried before it is given up. Of a hundred million a busy office has used one in a thousand.
const TRIES: usize = 200;

impl Store {
    /// The case of a query code.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn case_by_code(&self, code: &str) -> Result<Option<CaseId>, Trouble> {
        self.connection
            .prepare_cached("SELECT id FROM cases WHERE query_code = ?1")
            .and_then(|mut found| found.query_row([code], |row| row.get(0)).optional())
            .map(|id| id.map(CaseId))
            .map_err(trouble)
    }

    /// The query code of a case, if it has one yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn query_code(&self, case: CaseId) -> Result<Option<String>, Trouble> {
        self.connection
            .prepare_cached("SELECT query_code FROM cases WHERE id = ?1")
            .and_then(|mut code| code.query_row([case.0], |row| row.get(0)).optional())
            .map(Option::flatten)
            .map_err(trouble)
    }

    /// When this account asked for codes that no case has, from an instant on, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn query_misses(&self, account: &str, since: &str) -> Result<Vec<String>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT at FROM query_miss WHERE account = ?1 AND at >= ?2 ORDER BY at")
            .map_err(trouble)?;
        statement.query_map([account, since], |row| row.get(0)).and_then(Iterator::collect).map_err(trouble)
    }
}

impl Write<'_> {
    /// The query code of a case, and whether it was only given now.
    ///
    /// # Errors
    /// What SQLite says, or no free code was found.
    pub fn give_code(&mut self, case: CaseId) -> Result<(String, bool), Trouble> {
        let known: Option<String> = self
            .tx
            .prepare_cached("SELECT query_code FROM cases WHERE id = ?1")
            .and_then(|mut code| code.query_row([case.0], |row| row.get(0)))
            .map_err(trouble)?;
        if let Some(code) = known {
            return Ok((code, false));
        }
        let code = self.fresh_code()?;
        self.tx
            .prepare_cached("UPDATE cases SET query_code = ?2 WHERE id = ?1")
            .and_then(|mut update| update.execute(rusqlite::params![case.0, code]))
            .map_err(trouble)?;
        Ok((code, true))
    }

    /// A code that no case has. It says nothing about number or day, so one leads to no other.
    pub(super) fn fresh_code(&self) -> Result<String, Trouble> {
        let mut taken = self
            .tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM cases WHERE query_code = ?1)")
            .map_err(trouble)?;
        for _ in 0..TRIES {
            let code = rand::random_range(10_000_000..100_000_000_u32).to_string();
            if !taken.query_row([&code], |row| row.get(0)).map_err(trouble)? {
                return Ok(code);
            }
        }
        Err(Trouble::new(TroubleKind::Other, "no query code is free"))
    }

    /// Notes that somebody asked for a code that no case has.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_query_miss(&mut self, account: &str, at: &str) -> Result<(), Trouble> {
        self.tx
            .prepare_cached("INSERT INTO query_miss (account, at) VALUES (?1, ?2)")
            .and_then(|mut insert| insert.execute([account, at]))
            .map_err(trouble)?;
        Ok(())
    }
}

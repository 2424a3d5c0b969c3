//! 文书: numbers of papers, who is out of a case.

use rusqlite::params;

use super::triage::NewTaken;
use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::paper::{Paper, PaperKind};
use crate::domain::step::Part;
use crate::domain::trouble::Trouble;

impl Store {
    /// The papers of a case, oldest first, void ones among them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn papers(&self, case: CaseId) -> Result<Vec<Paper>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, kind, number, step, undone IS NOT NULL FROM paper WHERE case_id = ?1 ORDER BY id",
            )
            .map_err(trouble)?;
        statement
            .query_map([case.0], |row| {
                Ok(Paper {
                    id: row.get(0)?,
                    kind: super::row::word(row, 1, PaperKind::from_word)?,
                    number: row.get(2)?,
                    ordinal: row.get(3)?,
                    void: row.get(4)?,
                })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }
}

impl Write<'_> {
    /// Makes a paper of a step and gives it the next number of its kind and year; a number that
    /// another body gave stands as it is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_paper(
        &mut self,
        new: &NewTaken<'_>,
        ordinal: i64,
        kind: PaperKind,
    ) -> Result<String, Trouble> {
        let year = chrono::Datelike::year(&new.day);
        let serial: i64 = self
            .tx
            .prepare_cached("SELECT coalesce(max(serial), 0) + 1 FROM paper WHERE kind = ?1 AND year = ?2")
            .and_then(|mut next| next.query_row(params![kind.word(), year], |row| row.get(0)))
            .map_err(trouble)?;
        let theirs = new.given.get(Part::Number);
        let number = if theirs.is_empty() { kind.number(year, serial) } else { theirs.to_owned() };
        self.tx
            .prepare_cached(
                "INSERT INTO paper (case_id, step, kind, year, serial, number, at, account)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    new.case.0,
                    ordinal,
                    kind.word(),
                    year,
                    serial,
                    number,
                    new.at,
                    new.account
                ])
            })
            .map_err(trouble)?;
        Ok(number)
    }

    /// Keeps an account out of a case.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn leave_out(
        &mut self,
        case: CaseId,
        account: &str,
        (why, because): (&str, &str),
        ordinal: Option<i64>,
    ) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "INSERT INTO case_out (case_id, account, why, step, because) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (case_id, account, why) DO UPDATE
                 SET undone = NULL, step = excluded.step, because = excluded.because, lifted = NULL
                 WHERE undone IS NOT NULL",
            )
            .and_then(|mut insert| insert.execute(params![case.0, account, why, ordinal, because]))
            .map_err(trouble)?;
        Ok(())
    }

    /// 放行: takes those of the accused side back that are out for this name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn let_back(&mut self, case: CaseId, because: &str, ordinal: i64, at: &str) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "UPDATE case_out SET undone = ?4, lifted = ?3
                 WHERE case_id = ?1 AND because = ?2 AND why = 'accused' AND undone IS NULL",
            )
            .and_then(|mut update| update.execute(params![case.0, because, ordinal, at]))
            .map_err(trouble)?;
        Ok(())
    }

    /// 指定主持: lets somebody see a confidential case whose leaders are out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn let_in(&mut self, case: CaseId, account: &str, ordinal: Option<i64>) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "INSERT INTO case_in (case_id, account, step) VALUES (?1, ?2, ?3)
                 ON CONFLICT (account, case_id) DO UPDATE SET undone = NULL, step = excluded.step
                 WHERE undone IS NOT NULL",
            )
            .and_then(|mut insert| insert.execute(params![case.0, account, ordinal]))
            .map_err(trouble)?;
        Ok(())
    }

    /// What somebody who is out had to do about a case goes to who has it in hand.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn pass_tasks_on(&mut self, case: CaseId, from: &str) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "UPDATE task SET owner_id = (SELECT handler_id FROM cases WHERE id = ?1), version = version + 1
                 WHERE case_id = ?1 AND state = 'open' AND owner_id = (SELECT id FROM account WHERE name = ?2)
                    AND EXISTS (SELECT 1 FROM cases WHERE id = ?1 AND handler_id IS NOT NULL)",
            )
            .and_then(|mut update| update.execute(params![case.0, from]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Gives a case into somebody's hand beside any step: who registered it is out of it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn give_to(&mut self, case: CaseId, account: i64) -> Result<(), Trouble> {
        self.tx
            .prepare_cached("UPDATE cases SET handler_id = ?2 WHERE id = ?1")
            .and_then(|mut update| update.execute([case.0, account]))
            .map_err(trouble)?;
        Ok(())
    }
}

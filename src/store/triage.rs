//! 甄别: what waits for a leader, what steps were taken with, what a matter is taken to be.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{OptionalExtension, Row, params};

use super::row::parse;
use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::step::{Filled, Part};
use crate::domain::task::TaskId;
use crate::domain::trouble::Trouble;

/// 提请: a step that somebody wants taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepProposal {
    /// Its key.
    pub id: i64,
    /// The case.
    pub case: CaseId,
    /// The step.
    pub step: String,
    /// What was filled in.
    pub given: Filled,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The account that proposed it, and its name.
    pub by: (String, String),
    /// waits, agreed, returned or withdrawn
    pub state: String,
    /// Who decided, his name.
    pub decided_by: String,
    /// Why it was returned.
    pub reason: String,
}

/// A step as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenRow {
    /// Which of the case's steps.
    pub ordinal: i64,
    /// Its word.
    pub step: String,
    /// What was filled in.
    pub given: Filled,
    /// When it was written down, RFC 3339; empty for what was taken before this was kept.
    pub at: String,
    /// The account that took it.
    pub account: String,
    /// Whether it was taken back.
    pub undone: bool,
    /// The legal day on which it took effect.
    pub day: NaiveDate,
    /// The state before, by its word; empty for what was taken before this was kept.
    pub was_state: String,
    /// The account that had it in hand before.
    pub was_handler: String,
    /// The unit it belonged to before.
    pub was_unit: String,
}

/// A step on its way into the books.
#[derive(Debug, Clone, Copy)]
pub struct NewTaken<'a> {
    /// The case.
    pub case: CaseId,
    /// Its word.
    pub step: &'a str,
    /// The legal day on which it takes effect.
    pub day: NaiveDate,
    /// What was filled in.
    pub given: &'a Filled,
    /// When, RFC 3339.
    pub at: &'a str,
    /// The account that takes it.
    pub account: &'a str,
    /// Where the case stood before: state, account that had it in hand, unit.
    pub was: (&'a str, &'a str, &'a str),
}

const PROPOSAL: &str = "SELECT p.id, p.case_id, p.step, p.given, p.proposed_at, p.proposed_by,
    coalesce(a.shown_as, p.proposed_by), p.state, coalesce(d.shown_as, p.decided_by, ''), p.reason
    FROM proposal AS p LEFT JOIN account AS a ON a.name = p.proposed_by
    LEFT JOIN account AS d ON d.name = p.decided_by";

impl Store {
    /// The newest proposal about a case, whatever became of it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn proposal_about(&self, case: CaseId) -> Result<Option<StepProposal>, Trouble> {
        self.connection
            .prepare_cached(&format!("{PROPOSAL} WHERE p.case_id = ?1 ORDER BY p.id DESC LIMIT 1"))
            .and_then(|mut found| found.query_row([case.0], proposal).optional())
            .map_err(trouble)
    }

    /// One proposal.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn step_proposal(&self, id: i64) -> Result<Option<StepProposal>, Trouble> {
        self.connection
            .prepare_cached(&format!("{PROPOSAL} WHERE p.id = ?1"))
            .and_then(|mut found| found.query_row([id], proposal).optional())
            .map_err(trouble)
    }

    /// The steps of a case after its registration, oldest first, those taken back among them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn taken(&self, case: CaseId) -> Result<Vec<TakenRow>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT t.ordinal, t.step, t.given, t.at, t.account, t.undone IS NOT NULL, t.day, t.was_state,
                    coalesce(a.name, ''), t.was_unit
                 FROM taken_step AS t LEFT JOIN account AS a ON a.id = t.was_handler
                 WHERE t.case_id = ?1 ORDER BY t.ordinal",
            )
            .map_err(trouble)?;
        statement
            .query_map([case.0], |row| {
                Ok(TakenRow {
                    ordinal: row.get(0)?,
                    step: row.get(1)?,
                    given: filled(row, 2)?,
                    at: row.get(3)?,
                    account: row.get(4)?,
                    undone: row.get(5)?,
                    day: super::row::day(row, 6)?,
                    was_state: row.get(7)?,
                    was_handler: row.get(8)?,
                    was_unit: row.get(9)?,
                })
            })
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// 诉求认定: the newest of a case, with who made it and when.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn assessment(&self, case: CaseId) -> Result<Option<(Filled, String, String)>, Trouble> {
        self.connection
            .prepare_cached(
                "SELECT a.given, coalesce(w.shown_as, a.account), a.at FROM assessment AS a
                 LEFT JOIN account AS w ON w.name = a.account
                 WHERE a.case_id = ?1 AND a.undone IS NULL ORDER BY a.version DESC LIMIT 1",
            )
            .and_then(|mut found| {
                found.query_row([case.0], |row| Ok((filled(row, 0)?, row.get(1)?, row.get(2)?))).optional()
            })
            .map_err(trouble)
    }
}

impl Store {
    /// The newest history line of a case: what, when, by which account.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_line_of(&self, case: CaseId) -> Result<Option<(String, String, String)>, Trouble> {
        self.connection
            .prepare_cached(
                "SELECT what, at, account FROM history WHERE case_id = ?1 ORDER BY id DESC LIMIT 1",
            )
            .and_then(|mut found| {
                found.query_row([case.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
            })
            .map_err(trouble)
    }
}

impl Write<'_> {
    /// Notes that a step took effect, with what was brought to it; answers which of the case's
    /// steps it is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_taken(&mut self, taken: &NewTaken<'_>) -> Result<i64, Trouble> {
        let NewTaken { case, step, day, given, at, account, was } = *taken;
        self.tx
            .prepare_cached(
                "INSERT INTO taken_step (case_id, ordinal, step, day, law, given, at, account, facts,
                    was_state, was_handler, was_unit)
                 VALUES (?1, (SELECT coalesce(max(ordinal), 0) + 1 FROM taken_step WHERE case_id = ?1), ?2, ?3,
                    (SELECT law_version FROM office), ?4, ?5, ?6, ?7, ?8, (SELECT id FROM account WHERE name = ?9), ?10)
                 RETURNING ordinal",
            )
            .and_then(|mut insert| {
                let facts = json(&given.only(Part::FACTS));
                let values = params![
                    case.0,
                    step,
                    day.to_string(),
                    json(given),
                    at,
                    account,
                    facts,
                    was.0,
                    was.1,
                    was.2
                ];
                insert.query_row(values, |row| row.get(0))
            })
            .map_err(trouble)
    }

    /// Takes a step back, with whatever it left elsewhere. Nothing of it is deleted.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn undo_step(&mut self, case: CaseId, ordinal: i64, at: &str) -> Result<(), Trouble> {
        for sql in [
            "UPDATE taken_step SET undone = ?3 WHERE case_id = ?1 AND ordinal = ?2",
            "UPDATE contact SET undone = ?3 WHERE case_id = ?1 AND step = ?2",
            "UPDATE assessment SET undone = ?3 WHERE case_id = ?1 AND step = ?2",
            "UPDATE paper SET undone = ?3 WHERE case_id = ?1 AND step = ?2",
            "UPDATE case_out SET undone = ?3 WHERE case_id = ?1 AND step = ?2 AND undone IS NULL",
            "UPDATE case_in SET undone = ?3 WHERE case_id = ?1 AND step = ?2",
            "UPDATE correction SET undone = ?3 WHERE case_id = ?1 AND step = ?2",
            "UPDATE reception_booking SET undone = ?3 WHERE case_id = ?1 AND step = ?2",
            "UPDATE task SET state = 'dropped', ended_at = ?3, version = version + 1
                WHERE case_id = ?1 AND step = ?2 AND state = 'open'",
        ] {
            self.tx
                .prepare_cached(sql)
                .and_then(|mut update| update.execute(params![case.0, ordinal, at]))
                .map_err(trouble)?;
        }
        // Whom it let back is out again.
        self.tx
            .prepare_cached(
                "UPDATE case_out SET undone = NULL, lifted = NULL WHERE case_id = ?1 AND lifted = ?2",
            )
            .and_then(|mut update| update.execute([case.0, ordinal]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Notes which step put a task down.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn tie_task(&mut self, task: TaskId, ordinal: i64) -> Result<(), Trouble> {
        self.tx
            .prepare_cached("UPDATE task SET step = ?2 WHERE id = ?1")
            .and_then(|mut update| update.execute([task.0, ordinal]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Counts a change of a case that moves nothing, if nobody has changed it since `version`.
    ///
    /// # Errors
    /// What SQLite says. `Ok(false)` when the case has moved on.
    pub fn touch(&mut self, case: CaseId, version: i64) -> Result<bool, Trouble> {
        self.tx
            .prepare_cached("UPDATE cases SET version = version + 1 WHERE id = ?1 AND version = ?2")
            .and_then(|mut update| update.execute([case.0, version]))
            .map(|changed| changed == 1)
            .map_err(trouble)
    }

    /// Puts a step before a leader.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn propose_step(&mut self, proposal: &NewTaken<'_>) -> Result<(), Trouble> {
        let NewTaken { case, step, given, at, account, day: _, was: _ } = *proposal;
        self.tx
            .prepare_cached(
                "INSERT INTO proposal (case_id, step, given, proposed_at, proposed_by)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut insert| insert.execute(params![case.0, step, json(given), at, account]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Ends a proposal that waits; answers whether it still did.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn end_proposal(
        &mut self,
        id: i64,
        state: &str,
        reason: &str,
        at: &str,
        by: &str,
    ) -> Result<bool, Trouble> {
        self.tx
            .prepare_cached(
                "UPDATE proposal SET state = ?2, reason = ?3, decided_at = ?4, decided_by = ?5
                 WHERE id = ?1 AND state = 'waits'",
            )
            .and_then(|mut update| update.execute(params![id, state, reason, at, by]))
            .map(|changed| changed == 1)
            .map_err(trouble)
    }

    /// Agrees to whatever waits about a case.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn agree_waiting(&mut self, case: CaseId, at: &str, by: &str) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "UPDATE proposal SET state = 'agreed', decided_at = ?2, decided_by = ?3
                 WHERE case_id = ?1 AND state = 'waits'",
            )
            .and_then(|mut update| update.execute(params![case.0, at, by]))
            .map_err(trouble)?;
        Ok(())
    }

    /// What a case is ordered by in lists; nothing where it has no limit.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn due_of(&self, case: CaseId) -> Result<Option<NaiveDate>, Trouble> {
        let due: String = self
            .tx
            .prepare_cached("SELECT next_due FROM cases WHERE id = ?1")
            .and_then(|mut found| found.query_row([case.0], |row| row.get(0)))
            .map_err(trouble)?;
        Ok(due.parse().ok().filter(|day| *day != super::no_limit()))
    }

    /// Keeps an assessment as the newest of its case.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn assess(&mut self, taken: &NewTaken<'_>, verdict: &str, ordinal: i64) -> Result<(), Trouble> {
        let NewTaken { case, given, at, account, .. } = *taken;
        self.tx
            .prepare_cached(
                "INSERT INTO assessment (case_id, version, verdict, given, at, account, step) VALUES (?1,
                    (SELECT coalesce(max(version), 0) + 1 FROM assessment WHERE case_id = ?1), ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| {
                insert.execute(params![case.0, verdict, json(given), at, account, ordinal])
            })
            .map_err(trouble)?;
        Ok(())
    }

    /// Wants a petitioner received on a reception day.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn book_reception(
        &mut self,
        taken: &NewTaken<'_>,
        day: &str,
        note: &str,
        ordinal: i64,
    ) -> Result<(), Trouble> {
        let NewTaken { case, at, account, .. } = *taken;
        self.tx
            .prepare_cached(
                "INSERT INTO reception_booking (case_id, day, note, at, account, step)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| insert.execute(params![case.0, day, note, at, account, ordinal]))
            .map_err(trouble)?;
        Ok(())
    }

    /// Puts a case on a track, or takes it off.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_track(
        &mut self,
        case: CaseId,
        track: &str,
        day: NaiveDate,
        ended: Option<&str>,
    ) -> Result<(), Trouble> {
        self.tx
            .prepare_cached(
                "INSERT INTO case_track (case_id, track, day, ended) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (case_id, track) DO UPDATE SET ended = excluded.ended",
            )
            .and_then(|mut upsert| upsert.execute(params![case.0, track, day.to_string(), ended]))
            .map_err(trouble)?;
        Ok(())
    }
}

fn json(given: &Filled) -> String {
    serde_json::to_string(given).unwrap_or_else(|_| "{}".to_owned())
}

fn filled(row: &Row<'_>, column: usize) -> rusqlite::Result<Filled> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|fault| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(fault))
    })
}

fn proposal(row: &Row<'_>) -> rusqlite::Result<StepProposal> {
    Ok(StepProposal {
        id: row.get(0)?,
        case: CaseId(row.get(1)?),
        step: row.get(2)?,
        given: filled(row, 3)?,
        at: parse(4, &row.get::<_, String>(4)?)?,
        by: (row.get(5)?, row.get(6)?),
        state: row.get(7)?,
        decided_by: row.get(8)?,
        reason: row.get(9)?,
    })
}

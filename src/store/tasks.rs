//! 任务: kept, listed by what is due first, ended.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{OptionalExtension, Row, params};

use super::row::{parse, word};
use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::task::{DutyKey, Task, TaskId, TaskKind, TaskState};
use crate::domain::trouble::Trouble;

const TASK: &str = "t.id, t.version, t.kind, t.what, a.name, a.shown_as, t.due, t.case_id, c.number, t.state,
    coalesce(m.shown_as, t.made_by), t.made_at";
const FROM: &str = "task AS t JOIN account AS a ON a.id = t.owner_id
    LEFT JOIN cases AS c ON c.id = t.case_id LEFT JOIN account AS m ON m.name = t.made_by";

/// A task as it is put down.
#[derive(Debug, Clone, Copy)]
pub struct TaskRow<'a> {
    /// What kind.
    pub kind: TaskKind,
    /// What is to be done.
    pub what: &'a str,
    /// Key of the account whose it is.
    pub owner: i64,
    /// The last day.
    pub due: Option<NaiveDate>,
    /// The case it comes from.
    pub case: Option<CaseId>,
    /// The account that made it.
    pub made_by: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
}

impl Store {
    /// What an account still has to do, due first; what has no day comes last.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn tasks_of(&self, account: &str, limit: usize) -> Result<Vec<Task>, Trouble> {
        let sql = format!(
            "SELECT {TASK} FROM {FROM} WHERE t.owner_id = (SELECT id FROM account WHERE name = ?1) AND t.state = 'open'
             ORDER BY t.due IS NULL, t.due, t.id LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement
            .query_map(params![account, i64::try_from(limit).unwrap_or(i64::MAX)], task)
            .and_then(Iterator::collect)
            .map_err(trouble)
    }

    /// Open tasks of a case, the earliest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn tasks_of_case(&self, case: CaseId) -> Result<Vec<Task>, Trouble> {
        let sql = format!(
            "SELECT {TASK} FROM {FROM} WHERE t.case_id = ?1 AND t.state = 'open' ORDER BY t.due IS NULL, t.due, t.id"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(trouble)?;
        statement.query_map([case.0], task).and_then(Iterator::collect).map_err(trouble)
    }

    /// Has this duty ended for this period?
    ///
    /// # Errors
    /// What SQLite says.
    pub fn duty_ended(&self, key: &DutyKey) -> Result<bool, Trouble> {
        self.connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM task WHERE duty = ?1 AND period = ?2)")
            .and_then(|mut found| found.query_row([&key.duty, &key.period], |row| row.get(0)))
            .map_err(trouble)
    }

    /// One task.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn task(&self, id: TaskId) -> Result<Option<Task>, Trouble> {
        self.connection
            .prepare_cached(&format!("SELECT {TASK} FROM {FROM} WHERE t.id = ?1"))
            .and_then(|mut found| found.query_row([id.0], task).optional())
            .map_err(trouble)
    }
}

impl Write<'_> {
    /// Puts a task down.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_task(&mut self, row: &TaskRow<'_>) -> Result<TaskId, Trouble> {
        let TaskRow { kind, what, owner, due, case, made_by, at } = *row;
        self.tx
            .prepare_cached(
                "INSERT INTO task (kind, what, owner_id, due, case_id, state, made_by, made_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    kind.word(),
                    what,
                    owner,
                    due.map(|due| due.to_string()),
                    case.map(|case| case.0),
                    made_by,
                    at
                ])
            })
            .map_err(trouble)?;
        Ok(TaskId(self.tx.last_insert_rowid()))
    }

    /// Ends a task, if nobody has changed it since `version`; answers whether it did.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn end_task(
        &mut self,
        id: TaskId,
        version: i64,
        to: TaskState,
        reason: &str,
        at: &str,
    ) -> Result<bool, Trouble> {
        let changed = self
            .tx
            .prepare_cached(
                "UPDATE task SET state = ?3, reason = ?4, ended_at = ?5, version = version + 1
                 WHERE id = ?1 AND version = ?2",
            )
            .and_then(|mut update| update.execute(params![id.0, version, to.word(), reason, at]))
            .map_err(trouble)?;
        Ok(changed == 1)
    }

    /// Notes that a periodic duty has ended for a period; answers whether nobody had before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn end_duty(
        &mut self,
        row: &TaskRow<'_>,
        key: &DutyKey,
        to: TaskState,
        reason: &str,
    ) -> Result<bool, Trouble> {
        let TaskRow { kind, what, owner, due, made_by, at, .. } = *row;
        let (due, state) = (due.map(|due| due.to_string()), to.word());
        let written = self
            .tx
            .prepare_cached(
                "INSERT INTO task (kind, what, owner_id, due, state, reason, made_by, made_at, ended_at, duty, period)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
            )
            .and_then(|mut insert| {
                let DutyKey { duty, period } = key;
                insert.execute(params![kind.word(), what, owner, due, state, reason, made_by, at, duty, period])
            })
            .map_err(trouble)?;
        Ok(written == 1)
    }

    /// Gives all open tasks of one account to another; answers how many.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn give_tasks(&mut self, from: i64, to: i64) -> Result<usize, Trouble> {
        self.tx
            .prepare_cached(
                "UPDATE task SET owner_id = ?2, version = version + 1 WHERE owner_id = ?1 AND state = 'open'",
            )
            .and_then(|mut update| update.execute([from, to]))
            .map_err(trouble)
    }
}

fn task(row: &Row<'_>) -> rusqlite::Result<Task> {
    let due: Option<String> = row.get(6)?;
    let case: Option<i64> = row.get(7)?;
    let number: Option<String> = row.get(8)?;
    Ok(Task {
        id: TaskId(row.get(0)?),
        version: row.get(1)?,
        kind: word(row, 2, TaskKind::from_word)?,
        what: row.get(3)?,
        owner: (row.get(4)?, row.get(5)?),
        due: due.map(|due| parse::<NaiveDate>(6, &due)).transpose()?,
        case: case.zip(number).map(|(id, number)| (CaseId(id), number)),
        state: word(row, 9, TaskState::from_word)?,
        made_by: row.get(10)?,
        made_at: parse::<DateTime<FixedOffset>>(11, &row.get::<_, String>(11)?)?,
        duty: None,
    })
}

//! Asking about tasks, and handing over what one has in hand.

use chrono::NaiveDate;

use crate::domain::task::{DutyKey, NewTask, Task, TaskId, TaskState};

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// What have I to do?
    Mine,
    /// Put a task down.
    Add(NewTask),
    /// It is done, or not to be done.
    End {
        /// which
        id: TaskId,
        /// the version that the person saw
        version: i64,
        /// done or dropped
        to: TaskState,
        /// why it is dropped
        reason: String,
    },
    /// A periodic duty is done, or not to be done, for its period.
    EndDuty {
        /// which
        key: DutyKey,
        /// done or dropped
        to: TaskState,
        /// why it is dropped
        reason: String,
    },
    /// 交接: leave a word, or everything, to somebody.
    HandOver(Handover),
}

/// What one shift leaves the next, or somebody on leave his stand-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The account that takes over.
    pub to: String,
    /// All open cases and tasks as well as the words.
    pub everything: bool,
    /// Away until then: he stands in for me.
    pub until: Option<NaiveDate>,
    /// What the other should know.
    pub note: String,
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Open tasks, due first, and the colleagues one could be given to: account and name.
    Mine {
        /// the tasks
        tasks: Vec<Task>,
        /// account, name and post
        colleagues: Vec<(String, String)>,
        /// open cases this person has in hand
        cases: usize,
    },
    /// It is down.
    Added,
    /// It has ended.
    Ended(TaskState),
    /// It is handed over.
    HandedOver {
        /// the name of who took over
        to: String,
        /// cases that changed hands
        cases: usize,
        /// tasks that did
        tasks: usize,
    },
}

//! What will happen in the invented year, the next first.

use chrono::{DateTime, FixedOffset};

use super::calendar_of_year::DatedTask;
use super::life::Playing;
use super::triage::Way;
use crate::deadline::Occurrence;
use crate::domain::case::CaseId;
use crate::domain::contact::SpotAnswer;
use crate::domain::register::{Register, Values};
use crate::domain::task::TaskId;

/// Something that will happen.
pub(super) struct Happening {
    pub(super) at: DateTime<FixedOffset>,
    pub(super) order: u64,
    pub(super) what: What,
}

pub(super) enum What {
    Row {
        register: Box<Register>,
        by: &'static str,
        values: Values,
    },
    Task(Box<DatedTask>),
    Done {
        task: TaskId,
        owner: usize,
    },
    Duty {
        duty: Box<Occurrence>,
        nth: u32,
        by: usize,
    },
    HandOver {
        case: CaseId,
        from: usize,
        to: usize,
    },
    Answer {
        case: CaseId,
        version: i64,
        by: usize,
        answer: SpotAnswer,
    },
    Way(Way),
    /// A step of a story, a write of its own; or of a course, written down directly.
    Lives(Box<Playing>),
}

impl Ord for Happening {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}

impl PartialOrd for Happening {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Happening {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Happening {}

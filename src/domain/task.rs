//! 任务: what somebody is to do, by when, and what came of it (decision 15). One noun for
//! reminders, promises, call-backs, periodic duties and what one shift leaves the next.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::actor::Role;
use super::case::CaseId;
use super::clock::{Basis, Lamp, Left};
use super::problem::{Field, Problem};
use super::text;
use super::text::Titled;
use super::word_list::word_list;

/// The key of a task in its database; never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub i64);

word_list! {
    /// What kind of task.
    TaskKind {
        /// 提醒: somebody wants to be reminded.
        Reminder = "reminder",
        /// 承诺: something promised to a petitioner.
        Promise = "promise",
        /// 回访: a call-back.
        FollowUp = "follow_up",
        /// 定期: a periodic duty of the office.
        Duty = "duty",
        /// 报请: what a leader is to look at.
        ForLeader = "for_leader",
        /// 催办: what others are to be urged to.
        Urge = "urge",
        /// 交接: what one shift leaves the next; done when it has been read.
        Handover = "handover",
    }
}

word_list! {
    /// What came of it.
    TaskState {
        /// 未做
        Open = "open",
        /// 做了
        Done = "done",
        /// 不做了, with a reason.
        Dropped = "dropped",
    }
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The task.
    pub id: TaskId,
    /// Grows with each change.
    pub version: i64,
    /// What kind.
    pub kind: TaskKind,
    /// What is to be done.
    pub what: String,
    /// Whose it is: account and the name shown.
    pub owner: (String, String),
    /// The last day, if there is one.
    pub due: Option<NaiveDate>,
    /// The case it comes from, with its number.
    pub case: Option<(CaseId, String)>,
    /// What came of it.
    pub state: TaskState,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<FixedOffset>,
    /// 定期: the duty and period that it is; then it stands in the rules, and in the records only
    /// once it has ended.
    pub duty: Option<Duty>,
}

/// Which periodic duty of which period. A period of which nothing more is open is ended once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DutyKey {
    /// `s003.week`
    pub duty: String,
    /// `2026-W38`; with `#2` for the second time in it, with `@account` where everybody has his own.
    pub period: String,
}

/// A periodic duty, as its task shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Which.
    pub key: DutyKey,
    /// What is to be done, in both languages.
    pub title: Arc<Titled>,
    /// The period: its first and its last day.
    pub days: (NaiveDate, NaiveDate),
    /// Whose job it is.
    pub role: Role,
    /// Which time in its period, of how many.
    pub nth: (u32, u32),
    /// Document and article.
    pub basis: Arc<Basis>,
}

impl Task {
    /// Days ahead at which a task is near.
    const NEAR_DAYS: i64 = 3;

    /// How it stands on `today`.
    pub fn lamp(&self, today: NaiveDate) -> Lamp {
        match (self.state, self.due.map(|due| (due - today).num_days())) {
            (TaskState::Done, _) => Lamp::DoneInTime,
            (TaskState::Dropped, _) | (TaskState::Open, None) => Lamp::NoLimit,
            (TaskState::Open, Some(left)) if left < 0 => Lamp::Overdue(-left),
            (TaskState::Open, Some(0)) => Lamp::DueToday,
            (TaskState::Open, Some(left)) if left <= Task::NEAR_DAYS => Lamp::Near(Left::days(left)),
            (TaskState::Open, Some(left)) => Lamp::InTime(Left::days(left)),
        }
    }
}

/// A task that somebody wants made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// What kind.
    pub kind: TaskKind,
    /// What is to be done.
    pub what: String,
    /// The account whose it is.
    pub owner: String,
    /// The last day.
    pub due: Option<NaiveDate>,
    /// Number of the case it comes from; empty for none.
    pub case_number: String,
}

/// Reads what was typed.
///
/// # Errors
/// Each field with what is wrong with it.
pub fn read(
    what: &str,
    owner: &str,
    due: &str,
    case_number: &str,
    today: NaiveDate,
) -> Result<NewTask, Vec<(Field, Problem)>> {
    let mut wrong = Vec::new();
    let what = text::line(what);
    if what.is_empty() {
        wrong.push((Field::Task, Problem::Missing));
    }
    if owner.trim().is_empty() {
        wrong.push((Field::Owner, Problem::Missing));
    }
    let due = match due.trim() {
        "" => None,
        typed => match super::day::read(typed, today) {
            Ok(day) => Some(day),
            Err(problem) => {
                wrong.push((Field::Due, problem));
                None
            }
        },
    };
    if wrong.is_empty() {
        Ok(NewTask {
            kind: TaskKind::Reminder,
            what,
            owner: owner.trim().to_owned(),
            due,
            case_number: text::line(case_number),
        })
    } else {
        Err(wrong)
    }
}

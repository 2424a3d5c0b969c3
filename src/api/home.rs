//! Asking what needs me now.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::cases::CaseLine;
use super::drafts::DraftLine;
use crate::domain::actor::Role;
use crate::domain::case::CaseId;
use crate::domain::clock::ClockLine;
use crate::domain::page::Total;
use crate::domain::queue::Queue;
use crate::domain::rule::ProfileKind;
use crate::domain::task::Task;
use crate::domain::visitor::Ticket;

/// Something asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// What needs me today?
    Today,
    /// The figures of the morning.
    Strip,
    /// Which rules and calendars are in force here?
    Law,
}

/// Something told.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// What needs this person today.
    Today(Box<Today>),
    /// The figures of the morning.
    Strip(Box<Strip>),
    /// What is in force here, rule sets first.
    Law(Vec<Accepted>),
}

/// A rule set or a calendar year that the office has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The rule set's name, or the year.
    pub name: String,
    /// The rule set's version; 0 for a year.
    pub version: i64,
    /// The day it was accepted.
    pub on: String,
    /// Who accepted it.
    pub by: String,
    /// Of a year: weekdays off, weekend days worked.
    pub days: Option<(usize, usize)>,
    /// Of a rule set: what it is, and from when to when the office counts by it.
    pub rules: Option<InUse>,
}

/// A rule set that the office counts by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// What it is.
    pub kind: ProfileKind,
    /// Its document, in Chinese and in English.
    pub document: (String, String),
    /// Clocks that start from this day on go by it.
    pub from: NaiveDate,
    /// The last such day.
    pub until: Option<NaiveDate>,
    /// Its clocks.
    pub clocks: Vec<ClockLine>,
}

/// What needs somebody today.
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// Each a door to its rows.
    pub lines: Vec<Line>,
    /// 接访: this week's reception days, Monday to Sunday.
    pub sittings: Vec<Sitting>,
    /// What others did since this person was here before, the newest first.
    pub news: Vec<News>,
    /// How much of it there is.
    pub news_total: Total,
    /// Days off and make-up days of the next weeks.
    pub ahead: Vec<DayAhead>,
    /// Words that a shift left, unread.
    pub handovers: Vec<Task>,
    /// 没有人能批: steps that nobody here may decide, for those who can mend it.
    pub gaps: Vec<Gap>,
    /// 候访室: today's tickets, for those who guide visitors.
    pub waiting: Option<Vec<Ticket>>,
    /// Nothing was ever registered here.
    pub first_day: bool,
    /// What the office is called: an administrator may have changed it.
    pub office: String,
}

/// A step that waits for a post which nobody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The step's word.
    pub step: String,
    /// Whoever holds one of these may decide it.
    pub roles: Vec<Role>,
}

/// One line of home.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it counts, and so what it opens.
    pub what: Counted,
    /// How many.
    pub count: Total,
    /// The one that is due first.
    pub nearest: Option<Nearest>,
}

/// What a line of home counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Cases of a queue.
    Cases(Queue),
    /// 任务
    Tasks,
    /// 规则待同意: changes of the rules that wait for the main leader.
    Rules,
    /// 没有口令的账号: people who have not set a password.
    NoPassword,
    /// 规则和年历: whether next year's calendar is there.
    NextYear,
    /// 草稿: what I have typed and not saved.
    Drafts,
    /// 待签: what waits for my own word.
    Sign,
    /// 包案: the cases that I answer for to their end.
    Sponsored,
    /// 没有人能批: steps that nobody in the office may decide.
    Gaps,
}

/// What stands beside a count.
#[derive(Debug, Clone, PartialEq)]
pub enum Nearest {
    /// A case.
    Case(Box<CaseLine>),
    /// A task.
    Task(Box<Task>),
    /// A draft.
    Draft(Box<DraftLine>),
}

/// 接访: one reception day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// The day.
    pub day: NaiveDate,
    /// As written: 09:00-11:30.
    pub time: String,
    /// Name and post of the leader.
    pub leader: String,
    /// Where.
    pub place: String,
    /// Who comes along.
    pub with: String,
    /// The word of its state.
    pub state: String,
    /// It is this person's own.
    pub mine: bool,
}

/// What somebody else did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub who: String,
    /// The step's word.
    pub what: String,
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
}

/// A stretch of days off, or a make-up day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayAhead {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The holiday's name.
    pub name: String,
    /// It is worked although it is a weekend.
    pub worked: bool,
}

/// 晨会条: the figures of the morning. Each sum holds by itself: see [`Strip::reconciles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Strip {
    /// The working day before today.
    pub yesterday: NaiveDate,
    /// Open when that day began.
    pub open_before: i64,
    /// Registered from that day to the last midnight.
    pub registered: i64,
    /// Closed in that time.
    pub closed: i64,
    /// Open when today began.
    pub open_this_morning: i64,
    /// Registered today.
    pub registered_today: i64,
    /// Closed today.
    pub closed_today: i64,
    /// Open now.
    pub open: i64,
    /// Of these: over the limit.
    pub overdue: i64,
    /// Of these: due today.
    pub due_today: i64,
    /// Of these: due within a week.
    pub due_soon: i64,
    /// Of these: later, or without a limit.
    pub later: i64,
}

impl Strip {
    /// Do the figures agree with each other?
    pub fn reconciles(&self) -> bool {
        self.open_before + self.registered - self.closed == self.open_this_morning
            && self.open_this_morning + self.registered_today - self.closed_today == self.open
            && self.overdue + self.due_today + self.due_soon + self.later == self.open
    }
}

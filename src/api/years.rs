//! 年历: a year that may be accepted, and what it would move.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::rule::ClockKey;
use crate::domain::text::Titled;

/// Something asked. The text is a State Council's notice or a year's file, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// What would accepting it do?
    Weigh(String),
    /// It is accepted.
    Accept(String),
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What accepting it would do.
    Weighed(Box<Proposal>),
    /// What accepting it has done.
    Accepted(Box<Proposal>),
}

/// What accepting does, told before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The years, oldest first.
    pub years: Vec<YearDays>,
    /// Every running clock whose date changes, what is due first on top.
    pub moves: Vec<Move>,
    /// Cases among them.
    pub cases: usize,
}

impl Proposal {
    /// Is there anything that the office has not accepted already?
    pub fn is_news(&self) -> bool {
        self.years.iter().any(|year| year.standing != Standing::Same)
    }
}

/// The days of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearDays {
    /// Which.
    pub year: i32,
    /// How it stands to what the office has.
    pub standing: Standing,
    /// Weekdays off, with the holiday.
    pub off: Vec<(NaiveDate, String)>,
    /// Weekend days worked, with the holiday.
    pub work: Vec<(NaiveDate, String)>,
    /// The days that the office has, where it has the year.
    pub before: Option<DaysBefore>,
}

/// The days of a year as the office has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysBefore {
    /// Weekdays off, with the holiday.
    pub off: Vec<(NaiveDate, String)>,
    /// Weekend days worked, with the holiday.
    pub work: Vec<(NaiveDate, String)>,
}

/// A year beside the one the office has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The office has none.
    New,
    /// It has another, which this replaces.
    Changed,
    /// It has the same days.
    Same,
}

/// A running clock that moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Number of the case.
    pub number: String,
    /// Which clock.
    pub clock: ClockKey,
    /// What it is called.
    pub title: Arc<Titled>,
    /// Its date now.
    pub from: NaiveDate,
    /// Its date then.
    pub to: NaiveDate,
}

//! 为什么是这一天: every step that led to a date, as plain data. Words are made of it elsewhere.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::clock::{Basis, Certainty, Clock};

/// What happened on the day a clock counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// 收到
    Received,
}

impl Event {
    /// The word scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Event::Received => "received",
        }
    }
}

/// Who put the start on the books, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// As shown.
    pub who: String,
    /// The instant, at the office's offset.
    pub at: DateTime<FixedOffset>,
}

/// The unit of a rule's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 日: natural days.
    Day,
    /// 工作日
    WorkingDay,
    /// 个月
    Month,
}

/// How long the rule gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl std::fmt::Display for Period {
    /// As rule files write it: `15d`, `5wd`, `6m`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = match self.unit {
            Unit::Day => "d",
            Unit::WorkingDay => "wd",
            Unit::Month => "m",
        };
        write!(f, "{}{unit}", self.count)
    }
}

/// 延期: more time, as it was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Natural days added to the length, before any roll.
    pub days: u32,
    /// The day it was asked for.
    pub asked: Option<NaiveDate>,
    /// The day it was granted.
    pub approved: Option<NaiveDate>,
    /// Who granted it, with his post.
    pub approver: String,
    /// Why.
    pub reason: String,
    /// The day the petitioner was told.
    pub told: Option<NaiveDate>,
}

/// 中止: days that do not count, both ends among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Why, such as 听证.
    pub reason: String,
}

/// What a stretch of days is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StretchKind {
    /// 放假, with the weekend that belongs to it.
    Holiday,
    /// 调休上班
    MakeUp,
}

/// A holiday or a make-up day that the count meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Off or worked.
    pub kind: StretchKind,
    /// The holiday's name; for a make-up day the holiday it makes up for.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The count goes through it; else it steps over it.
    pub counted: bool,
}

/// What the nominal end is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndDay {
    /// A plain weekday.
    Working,
    /// A weekend day worked, for this holiday.
    MakeUp(String),
    /// A plain Saturday or Sunday.
    Weekend,
    /// A day off for a holiday, and the whole stretch it lies in.
    Holiday {
        /// the holiday
        name: String,
        /// first day off
        from: NaiveDate,
        /// last day off
        until: NaiveDate,
    },
}

impl EndDay {
    /// Does the office work then?
    pub fn is_worked(&self) -> bool {
        matches!(self, EndDay::Working | EndDay::MakeUp(_))
    }
}

/// The rules a count went by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RulesUsed {
    /// `regulation-2022`
    pub name: String,
    /// Grows with every change of the rules.
    pub version: u32,
    /// First day in force.
    pub from: NaiveDate,
}

/// One year of the calendar that a count went by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearUsed {
    /// The year.
    pub year: i32,
    /// Where its days come from; none while its notice is not out.
    pub source: Option<Vec<String>>,
}

/// A day of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A plain working day.
    Worked,
    /// A day off.
    Off,
    /// A make-up day.
    MakeUp,
    /// A day that a pause takes out.
    Paused,
}

/// Every step from an event to the day that binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Which clock.
    pub clock: Clock,
    /// What it counts from.
    pub event: Event,
    /// The day of it; not counted itself (民法典 201).
    pub start: NaiveDate,
    /// Who entered it; nobody for a day that is only tried.
    pub entered: Option<Entered>,
    /// The article.
    pub basis: Basis,
    /// The law known is younger than the matter.
    pub before_known_law: bool,
    /// The first day that counts.
    pub first_counted: NaiveDate,
    /// What the rule gives.
    pub length: Period,
    /// Where that alone ends.
    pub base_end: NaiveDate,
    /// Time that was added.
    pub extension: Option<Extension>,
    /// Days that were taken out.
    pub pauses: Vec<Pause>,
    /// How many days the pauses take out; overlaps count once.
    pub paused_days: u32,
    /// The last day before any roll.
    pub nominal: NaiveDate,
    /// What that day is.
    pub nominal_is: EndDay,
    /// The last working day up to `nominal`.
    pub last_working_day: NaiveDate,
    /// The law's own limit, where the office's rule is another.
    pub cap: Option<NaiveDate>,
    /// The day that binds.
    pub due: NaiveDate,
    /// The day on which the duty was done.
    pub finished: Option<NaiveDate>,
    /// Whether the date may still move.
    pub certainty: Certainty,
    /// Holidays and make-up days from the first day to the last.
    pub inside: Vec<Stretch>,
    /// Plain weekend days among them; working days step over them.
    pub weekend_days: u32,
    /// The rules.
    pub rules: RulesUsed,
    /// The calendar, year by year.
    pub years: Vec<YearUsed>,
    /// One mark a day, from the day after the start to the day that binds.
    pub days: Vec<Mark>,
}

impl Explanation {
    /// Did the end move off a day off?
    pub fn is_rolled(&self) -> bool {
        self.due != self.nominal
    }

    /// The first year it goes through whose notice is not out.
    pub fn unpublished_year(&self) -> Option<i32> {
        self.years.iter().find(|year| year.source.is_none()).map(|year| year.year)
    }

    /// The length and what was added to it, in days; months have no sum.
    pub fn whole_length(&self) -> Option<Period> {
        let added = self.extension.as_ref().map_or(0, |extension| extension.days);
        (self.length.unit == Unit::Day)
            .then_some(Period { count: self.length.count + added, unit: Unit::Day })
    }
}

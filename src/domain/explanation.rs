//! 为什么是这一天: every step that led to a date, as plain data. Words are made of it elsewhere.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::clock::{Basis, Certainty, Extension, Pause, RulesUsed, Unit};
use super::rule::{ClockKey, Start};
use super::text::Titled;

/// Who put the start on the books, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// As shown.
    pub who: String,
    /// The instant, at the office's offset.
    pub at: DateTime<FixedOffset>,
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
    /// As rule files write it: `15d`, `5wd`, `6m`; `set` where nothing is counted.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.count == 0 {
            return f.write_str("set");
        }
        let unit = match self.unit {
            Unit::Day => "d",
            Unit::WorkingDay => "wd",
            Unit::Month => "m",
        };
        write!(f, "{}{unit}", self.count)
    }
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
    pub clock: ClockKey,
    /// What it is called.
    pub title: Arc<Titled>,
    /// What it counts from.
    pub event: Start,
    /// 视为: nobody entered that event, the law takes it as happened.
    pub deemed: bool,
    /// The day of it; not counted itself (民法典 201).
    pub start: NaiveDate,
    /// Who entered it; nobody for a day that is only tried.
    pub entered: Option<Entered>,
    /// The article.
    pub basis: Arc<Basis>,
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
    /// Where this count ends, after the roll.
    pub due: NaiveDate,
    /// The office's own target, not a limit of the law.
    pub is_own: bool,
    /// The law's own limit, where the office's rule is another.
    pub cap: Option<NaiveDate>,
    /// The day that binds: the earlier of the two.
    pub live: NaiveDate,
    /// The day on which the duty was done.
    pub finished: Option<NaiveDate>,
    /// Whether the date may still move.
    pub certainty: Certainty,
    /// Holidays and make-up days from the first day to the last.
    pub inside: Vec<Stretch>,
    /// Plain weekend days among them; working days step over them.
    pub weekend_days: u32,
    /// The rules.
    pub rules: Arc<RulesUsed>,
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

    /// The length and what was added to it; months have no sum.
    pub fn whole_length(&self) -> Option<Period> {
        let Period { count, unit } = self.length;
        let added = self.extension.as_ref().map_or(0, |extension| extension.amount);
        (unit != Unit::Month).then_some(Period { count: count + added, unit })
    }

    /// 期限由交办单写明: its last day was set with the event, and nothing is counted.
    pub fn is_set(&self) -> bool {
        self.length.count == 0
    }

    /// The limit of the law comes before the office's own.
    pub fn law_comes_first(&self) -> bool {
        self.live < self.due
    }
}

/// 申请复查、复核的期限, as it would follow from a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// The day after service.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// 春节 lies in it: these days of it are off.
    pub spring_festival: Option<(NaiveDate, NaiveDate)>,
}

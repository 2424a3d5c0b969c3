//! Counting as a person with a wall calendar does it: one day after the other. Slow and plain; it
//! shares no line with the program, only the list of days off.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use xinfang::deadline::calendar::Calendar;
use xinfang::deadline::count::Roll;
use xinfang::deadline::shipped::CALENDARS;
use xinfang::deadline::{Length, Year};
use xinfang::domain::clock::Certainty;

/// A wall calendar, and the program's calendar made of the same years.
pub struct Wall {
    pub calendar: Calendar,
    published: BTreeSet<i32>,
    off: BTreeSet<NaiveDate>,
    work: BTreeSet<NaiveDate>,
}

/// Where the walk ended, and whether it had to look at a day nobody has announced yet.
#[derive(Debug, PartialEq, Eq)]
pub struct Walked {
    pub nominal: NaiveDate,
    pub due: NaiveDate,
    pub certainty: Certainty,
}

impl Wall {
    /// With the shipped years that `keep` keeps.
    pub fn with(keep: impl Fn(i32) -> bool) -> Wall {
        let years: Vec<Year> = CALENDARS
            .iter()
            .map(|file| Year::read(file).expect("a shipped year"))
            .filter(|year| keep(year.year))
            .collect();
        Wall {
            published: years.iter().map(|year| year.year).collect(),
            off: years.iter().flat_map(|year| year.off.keys().copied()).collect(),
            work: years.iter().flat_map(|year| year.work.keys().copied()).collect(),
            calendar: Calendar::new(years),
        }
    }

    /// All years announced, some, and none.
    pub fn all_sorts() -> [Wall; 3] {
        [Wall::with(|_| true), Wall::with(|year| year % 3 != 0), Wall::with(|_| false)]
    }

    pub fn works(&self, day: NaiveDate) -> bool {
        let weekend = day.weekday() == Weekday::Sat || day.weekday() == Weekday::Sun;
        if self.published.contains(&day.year()) {
            return if weekend { self.work.contains(&day) } else { !self.off.contains(&day) };
        }
        !weekend && !Self::off_by_law(day)
    }

    /// 元旦, 劳动节 and 国庆节, which need no announcement.
    fn off_by_law(day: NaiveDate) -> bool {
        match (day.month(), day.day()) {
            (1, 1) | (5, 1) | (10, 1..=3) => true,
            (5, 2) => day.year() < 2008 || day.year() > 2024,
            (5, 3) => day.year() < 2008,
            _ => false,
        }
    }

    fn certainty(&self, looked_at: &[NaiveDate]) -> Certainty {
        if looked_at.iter().all(|day| self.published.contains(&day.year())) {
            Certainty::Published
        } else {
            Certainty::Unpublished
        }
    }

    /// Every day that had to be looked at until `wanted` worked days were passed.
    pub fn working_days_after(&self, start: NaiveDate, wanted: u32) -> Vec<NaiveDate> {
        let mut looked_at = Vec::new();
        let (mut day, mut worked) = (start, 0);
        while worked < wanted {
            day = next(day);
            looked_at.push(day);
            worked += u32::from(self.works(day));
        }
        looked_at
    }

    /// The day itself and every day after it up to the first that is worked.
    pub fn on(&self, from: NaiveDate) -> Vec<NaiveDate> {
        let mut looked_at = vec![from];
        let mut day = from;
        while !self.works(day) {
            day = next(day);
            looked_at.push(day);
        }
        looked_at
    }

    pub fn back(&self, from: NaiveDate) -> NaiveDate {
        let mut day = from;
        while !self.works(day) {
            day = before(day);
        }
        day
    }

    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let (mut day, mut worked) = (from, 0);
        while day < to {
            day = next(day);
            worked += i64::from(self.works(day));
        }
        worked
    }

    pub fn count(&self, start: NaiveDate, length: Length, roll: Roll) -> Walked {
        let nominal = match length {
            Length::Days(n) => (0..n).fold(start, |day, _| next(day)),
            Length::Months(n) => months_after(start, n),
            Length::WorkingDays(n) => {
                let looked_at = self.working_days_after(start, n);
                let due = looked_at.last().copied().unwrap_or(start);
                return Walked { nominal: due, due, certainty: self.certainty(&looked_at) };
            }
            Length::Minutes(_) => panic!("minutes are not counted in days"),
        };
        // Unrolled natural days need no calendar: nothing was looked at.
        let looked_at = if roll == Roll::On { self.on(nominal) } else { Vec::new() };
        let due = looked_at.last().copied().unwrap_or(nominal);
        Walked { nominal, due, certainty: self.certainty(&looked_at) }
    }

    /// The same where these days do not count: each is passed by, and the next one taken for it.
    pub fn count_without(
        &self,
        paused: &BTreeSet<NaiveDate>,
        start: NaiveDate,
        length: Length,
        roll: Roll,
    ) -> Walked {
        let wanted = match length {
            _ if paused.is_empty() => return self.count(start, length, roll),
            Length::Months(n) => (months_after(start, n) - start).num_days(),
            length => i64::from(length.number()),
        };
        let only_worked = matches!(length, Length::WorkingDays(_));
        let (mut day, mut counted, mut looked_at) = (start, 0, Vec::new());
        while counted < wanted {
            day = next(day);
            if only_worked {
                looked_at.push(day);
            }
            counted += i64::from((!only_worked || self.works(day)) && !paused.contains(&day));
        }
        let nominal = day;
        if roll == Roll::On && !only_worked {
            looked_at = self.on(nominal);
        }
        let due = looked_at.last().copied().unwrap_or(nominal);
        Walked { nominal, due, certainty: self.certainty(&looked_at) }
    }
}

pub fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().expect("a day after")
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().expect("a day before")
}

/// Leafs through the months, then takes the same date there, or the last there is.
fn months_after(start: NaiveDate, months: u32) -> NaiveDate {
    let (mut year, mut month) = (start.year(), start.month());
    for _ in 0..months {
        month += 1;
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days: BTreeMap<u32, u32> =
        [(4, 30), (6, 30), (9, 30), (11, 30), (2, if leap { 29 } else { 28 })].into();
    let last = days.get(&month).copied().unwrap_or(31);
    NaiveDate::from_ymd_opt(year, month, start.day().min(last)).expect("a date of that month")
}

//! Which days the office works.
//!
//! A year is data: the weekdays given free and the weekend days worked, as the State Council's
//! notice for that year has them. A year without a notice is a state of its own: weekends and
//! the statutory days of fixed date stand in, and everything counted through it is marked.
//!
//! A [`Calendar`] is an index over two centuries: how many working days lie up to each day, and
//! on which day each working day falls. No count walks days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use crate::domain::clock::Certainty;
pub use crate::domain::notice::YearFault;

/// First and last year that can be counted in.
pub const FIRST_YEAR: i32 = 1970;
/// Last year that can be counted in; a century's retention from today still ends inside it.
pub const LAST_YEAR: i32 = 2170;

/// One year's days off and make-up working days, as announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year, by date and not by notice.
    pub year: i32,
    /// Addresses of the notices.
    pub source: Vec<String>,
    /// 放假: weekdays off, with the holiday's name.
    pub off: BTreeMap<NaiveDate, String>,
    /// 调休上班: weekend days worked, with the holiday they make up for.
    pub work: BTreeMap<NaiveDate, String>,
}

/// A year as its file has it. TOML keys are text; dates are read from them afterwards, so that a
/// bad one names itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    year: Option<i32>,
    source: Option<Vec<String>>,
    #[serde(default)]
    off: BTreeMap<String, String>,
    #[serde(default)]
    work: BTreeMap<String, String>,
}

fn days(written: BTreeMap<String, String>) -> Result<BTreeMap<NaiveDate, String>, YearFault> {
    written
        .into_iter()
        .map(|(day, name)| {
            let date = day.parse::<NaiveDate>().ok();
            // One day in two spellings would be one day lost.
            match date.filter(|date| date.to_string() == day) {
                Some(date) => Ok((date, name)),
                None => Err(YearFault::NotADate(day)),
            }
        })
        .collect()
}

impl Year {
    /// Reads a year's TOML.
    ///
    /// # Errors
    /// What keeps it from being read; what is wrong with the days is [`Year::faults`].
    pub fn read(toml: &str) -> Result<Year, YearFault> {
        let written: Written = toml::from_str(toml).map_err(|fault| {
            let at = fault.span().and_then(|span| toml.get(..span.start));
            let line = at.map(|before| before.matches('\n').count());
            YearFault::Form {
                line: line.map(|line| line + 1),
                words: line.and_then(|line| toml.lines().nth(line)).unwrap_or_default().trim().to_owned(),
                why: fault.message().to_owned(),
            }
        })?;
        let missing = |key: &str| YearFault::KeyMissing(key.to_owned());
        Ok(Year {
            year: written.year.ok_or_else(|| missing("year"))?,
            source: written.source.ok_or_else(|| missing("source"))?,
            off: days(written.off)?,
            work: days(written.work)?,
        })
    }

    /// The year as TOML.
    pub fn to_toml(&self) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let source: Vec<String> = self.source.iter().map(|source| quoted(source)).collect();
        let mut text = format!("year = {}\nsource = [{}]\n", self.year, source.join(", "));
        for (table, days) in [("off", &self.off), ("work", &self.work)] {
            text.push_str(&format!("\n[{table}]\n"));
            days.iter().for_each(|(day, name)| text.push_str(&format!("{day} = {}\n", quoted(name))));
        }
        text
    }

    /// Everything that cannot be right, kind by kind, the earliest day first.
    pub fn faults(&self) -> Vec<YearFault> {
        let mut found = Vec::new();
        if !(FIRST_YEAR..=LAST_YEAR).contains(&self.year) {
            found.push(YearFault::OutOfRange(self.year));
        }
        if self.source.iter().all(|source| source.trim().is_empty()) {
            found.push(YearFault::NoSource);
        }
        let stray = |day: &&NaiveDate| day.year() != self.year;
        found.extend(
            self.off
                .keys()
                .chain(self.work.keys())
                .filter(stray)
                .map(|&day| YearFault::OtherYear { day, year: self.year }),
        );
        found.extend(self.off.keys().filter(|d| is_weekend(**d)).map(|d| YearFault::OffOnWeekend(*d)));
        found.extend(self.work.keys().filter(|d| !is_weekend(**d)).map(|d| YearFault::WorkOnWeekday(*d)));
        let missing =
            fixed_statutory_days(self.year).filter(|day| !is_weekend(*day) && !self.off.contains_key(day));
        found.extend(missing.map(YearFault::StatutoryDayMissing));
        found
    }
}

/// What a day is, with the name that explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// A plain weekday.
    Working,
    /// 调休上班: a weekend day worked, for this holiday.
    MakeUp(String),
    /// A plain Saturday or Sunday.
    Weekend,
    /// 放假: a weekday off, for this holiday.
    Holiday(String),
}

/// Which days are worked, over two centuries, ready to be counted in.
#[derive(Debug, Clone)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
    first: i32,
    /// Working days up to and including each day since `first`.
    up_to: Vec<u32>,
    /// Whether each year since [`FIRST_YEAR`] is published.
    published: Vec<bool>,
    /// Day number of each working day, in order.
    working: Vec<i32>,
}

impl Calendar {
    /// Builds the index. Of two files for one year the later one counts.
    pub fn new(years: impl IntoIterator<Item = Year>) -> Calendar {
        let years: BTreeMap<i32, Year> = years.into_iter().map(|year| (year.year, year)).collect();
        let first = day_number(NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or_default());
        let last = day_number(NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or_default());
        let length = usize::try_from(last - first + 1).unwrap_or(0);
        let published = (FIRST_YEAR..=LAST_YEAR).map(|year| years.contains_key(&year)).collect();
        let mut calendar = Calendar {
            years,
            first,
            published,
            up_to: Vec::with_capacity(length),
            working: Vec::with_capacity(length * 5 / 7 + 1),
        };
        let mut count = 0;
        for number in first..=last {
            if calendar.works(from_number(number)) {
                count += 1;
                calendar.working.push(number);
            }
            calendar.up_to.push(count);
        }
        calendar
    }

    /// The published years, oldest first.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// Has the State Council's notice for this year been entered?
    pub fn is_published(&self, year: i32) -> bool {
        usize::try_from(year - FIRST_YEAR).is_ok_and(|at| self.published.get(at) == Some(&true))
    }

    /// Can this day be counted from or to?
    pub fn covers(&self, day: NaiveDate) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&day.year())
    }

    /// What this day is, and why.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        match self.years.get(&day.year()) {
            Some(year) => match (year.off.get(&day), year.work.get(&day)) {
                (Some(name), _) => DayKind::Holiday(name.clone()),
                (_, Some(name)) => DayKind::MakeUp(name.clone()),
                _ if is_weekend(day) => DayKind::Weekend,
                _ => DayKind::Working,
            },
            None if is_weekend(day) => DayKind::Weekend,
            None => match statutory_name(day) {
                Some(name) => DayKind::Holiday(name.to_owned()),
                None => DayKind::Working,
            },
        }
    }

    /// Is this a day the office works (T9, T12)?
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.index(day) {
            Some(0) => self.up_to[0] == 1,
            Some(at) => self.up_to[at] > self.up_to[at - 1],
            None => self.works(day),
        }
    }

    /// The same by the notice of its year, for the index to be made from.
    fn works(&self, day: NaiveDate) -> bool {
        match self.years.get(&day.year()) {
            Some(year) => year.work.contains_key(&day) || (!is_weekend(day) && !year.off.contains_key(&day)),
            None => !is_weekend(day) && statutory_name(day).is_none(),
        }
    }

    /// The `n`th working day after `start`, which is not counted itself (T13). Nothing when it
    /// lies outside the years that can be counted in.
    pub fn working_day_after(&self, start: NaiveDate, n: u32) -> Option<NaiveDate> {
        if n == 0 {
            return self.covers(start).then_some(start);
        }
        let rank = self.up_to.get(self.index(start)?)?.checked_add(n)?;
        let number = self.working.get(usize::try_from(rank).ok()?.checked_sub(1)?)?;
        Some(from_number(*number))
    }

    /// The `n`th working day before `day`, or before the last one up to it (T14).
    pub fn working_day_before(&self, day: NaiveDate, n: u32) -> Option<NaiveDate> {
        let rank = self.up_to.get(self.index(day)?)?.checked_sub(n)?;
        let number = self.working.get(usize::try_from(rank).ok()?.checked_sub(1)?)?;
        Some(from_number(*number))
    }

    /// The day itself if the office works then, else the next day it does (T5).
    pub fn roll_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.is_working(day) { self.covers(day).then_some(day) } else { self.working_day_after(day, 1) }
    }

    /// The day itself if the office works then, else the last day before on which it does.
    pub fn roll_back(&self, day: NaiveDate) -> Option<NaiveDate> {
        let rank = usize::try_from(*self.up_to.get(self.index(day)?)?).ok()?;
        self.working.get(rank.checked_sub(1)?).map(|number| from_number(*number))
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Option<i64> {
        let from = self.up_to.get(self.index(from)?)?;
        let to = self.up_to.get(self.index(to)?)?;
        Some(i64::from(*to) - i64::from(*from))
    }

    /// Published only if every year from one day to the other is.
    pub fn certainty(&self, from: NaiveDate, to: NaiveDate) -> Certainty {
        if (from.year()..=to.year()).all(|year| self.is_published(year)) {
            Certainty::Published
        } else {
            Certainty::Unpublished
        }
    }

    fn index(&self, day: NaiveDate) -> Option<usize> {
        usize::try_from(day_number(day) - self.first).ok().filter(|at| *at < self.up_to.len())
    }
}

/// Saturday or Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Statutory days of fixed date; those of the moon and the sun's terms need the notice.
fn statutory_name(day: NaiveDate) -> Option<&'static str> {
    // The revision of November 2024 gave 劳动节 its second day back; until 2007 it had three.
    let labour_days = match day.year() {
        ..=2007 => 3,
        2008..=2024 => 1,
        _ => 2,
    };
    match (day.month(), day.day()) {
        (1, 1) => Some("元旦"),
        (5, d) if d <= labour_days => Some("劳动节"),
        (10, 1..=3) => Some("国庆节"),
        _ => None,
    }
}

fn fixed_statutory_days(year: i32) -> impl Iterator<Item = NaiveDate> {
    [(1, 1), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3)]
        .into_iter()
        .filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|day| statutory_name(*day).is_some())
}

fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

fn from_number(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default()
}

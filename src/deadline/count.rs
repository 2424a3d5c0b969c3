//! Counting a period: the start is not counted, the end rolls once.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};

use super::calendar::Calendar;
use super::length::Length;
use crate::domain::clock::Certainty;

/// Does a natural-day limit that ends on a day off end on the next working day (民法典 203)?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// Once, at the end.
    On,
    /// The nominal day binds.
    Off,
}

/// Where a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The last day before any roll.
    pub nominal: NaiveDate,
    /// The day that binds.
    pub due: NaiveDate,
    /// Whether every year the count needed is published.
    pub certainty: Certainty,
}

/// Why a period has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CountFault {
    /// Start or end lies outside the years that can be counted in.
    #[error("the count leaves the years 1970 to 2170")]
    OutOfRange,
    /// Minutes count from a moment, not from a day.
    #[error("minutes count from a moment, not from a day")]
    NeedsMoment,
}

impl Calendar {
    /// Counts `length` from `start`. The start day is not counted (T2); months end on the
    /// corresponding date or the last of the month (T4); holidays inside a natural-day period
    /// do count (T5); working days skip days off and count make-up days (T13).
    ///
    /// # Errors
    /// [`CountFault`] when the end cannot be known.
    pub fn count(&self, start: NaiveDate, length: Length, roll: Roll) -> Result<Counted, CountFault> {
        let lost = CountFault::OutOfRange;
        if !self.covers(start) {
            return Err(lost);
        }
        let nominal = match length {
            Length::Days(n) => start.checked_add_days(Days::new(n.into())).ok_or(lost)?,
            Length::Months(n) => start.checked_add_months(Months::new(n)).ok_or(lost)?,
            Length::WorkingDays(n) => {
                let due = self.working_day_after(start, n).ok_or(lost)?;
                // The day after the start is the first that the count looks at.
                let first = start.succ_opt().unwrap_or(start).min(due);
                let certainty = self.certainty(first, due);
                return Ok(Counted { nominal: due, due, certainty });
            }
            Length::Minutes(_) => return Err(CountFault::NeedsMoment),
        };
        if !self.covers(nominal) {
            return Err(lost);
        }
        // A plain natural-day count needs no calendar (decision 22).
        let (due, certainty) = match roll {
            Roll::Off => (nominal, Certainty::Published),
            Roll::On => {
                let due = self.roll_on(nominal).ok_or(lost)?;
                (due, self.certainty(nominal, due))
            }
        };
        Ok(Counted { nominal, due, certainty })
    }
}

/// Counts minutes from the stated moment, which is when they begin (T3).
///
/// # Errors
/// [`CountFault::OutOfRange`] past the last year.
pub fn minutes_after(start: NaiveDateTime, minutes: u32) -> Result<NaiveDateTime, CountFault> {
    start
        .checked_add_signed(TimeDelta::minutes(minutes.into()))
        .filter(|end| end.year() <= super::calendar::LAST_YEAR)
        .ok_or(CountFault::OutOfRange)
}

//! 放假通知、年历: what in the text of a notice or of a year's file cannot be right, or was not
//! understood.

use chrono::{NaiveDate, Weekday};

/// A fault of a notice's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFault {
    /// Line of the text, from 1; none when something is missing from all of it.
    pub line: Option<usize>,
    /// The words as they stand there.
    pub words: String,
    /// What is wrong with them.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// No words such as 关于2027年部分节假日安排的通知.
    NoYear,
    /// A holiday that every notice has; the words are its name.
    HolidayMissing,
    /// A holiday without a day off.
    NoDays,
    /// Neither a day off nor a day worked.
    NotUnderstood,
    /// There is no such day.
    NoSuchDay,
    /// The day is another of the week.
    Weekday {
        /// what it is
        is: Weekday,
    },
    /// The days named are another number than 共N天 says.
    Count {
        /// how many are named
        named: i64,
    },
    /// 上班 on a day that is worked anyway.
    NoWeekend,
    /// Off and worked, or named under two holidays.
    Twice {
        /// the day
        day: NaiveDate,
    },
    /// The end stands before the beginning, or a month and more after it.
    Range,
}

/// What is wrong with a year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum YearFault {
    /// Not TOML, or not of this form.
    #[error("{}{why}", place(*line))]
    Form {
        /// Line of the text, from 1, where it has one.
        line: Option<usize>,
        /// The line as it stands there.
        words: String,
        /// The reader's own words, which are English.
        why: String,
    },
    /// Without this key it is no year.
    #[error("{0} is missing")]
    KeyMissing(String),
    /// A day that is written otherwise, or that there is not.
    #[error("{0} is not a date such as 2026-10-01")]
    NotADate(String),
    /// A day of another year.
    #[error("{day} does not lie in {year}")]
    OtherYear {
        /// the day
        day: NaiveDate,
        /// the file's year
        year: i32,
    },
    /// A Saturday or Sunday listed as a day off is already one.
    #[error("{0} is a weekend day; only weekdays given free belong under [off]")]
    OffOnWeekend(NaiveDate),
    /// A weekday listed as a make-up day is already a working day.
    #[error("{0} is a weekday; only weekend days worked belong under [work]")]
    WorkOnWeekday(NaiveDate),
    /// 元旦, 劳动节 and 国庆节 are off by law in every year.
    #[error("{0} is a statutory day off and is not listed")]
    StatutoryDayMissing(NaiveDate),
    /// No notice named.
    #[error("no source: name the notice the days come from")]
    NoSource,
    /// Outside the years that can be counted in.
    #[error("{0} lies outside 1970 to 2170")]
    OutOfRange(i32),
}

fn place(line: Option<usize>) -> String {
    line.map(|line| format!("line {line}  ")).unwrap_or_default()
}

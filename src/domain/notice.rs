//! 放假通知: what in the text of a notice cannot be right, or was not understood.

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

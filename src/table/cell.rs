//! One cell of a table, and how it reads as text.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// What stands in one cell. Text files know only [`Cell::Empty`] and [`Cell::Text`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing, or nothing but blanks.
    Empty,
    /// Text as it stands in the file, blanks at its ends and line breaks included. Also the
    /// `TRUE` and `FALSE`, the clock times and the errors (`#N/A`) of a workbook.
    Text(String),
    /// A number of a workbook.
    Number(f64),
    /// A date of a workbook, to the second. A workbook keeps a bare day as its midnight, so
    /// midnight may mean that no time was given.
    Moment(NaiveDateTime),
    /// A date of a workbook that is written as a day without a time.
    Day(NaiveDate),
}

impl Cell {
    /// Whether nothing stands in the cell.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person would type it; `None` if it is empty. Numbers have at most 15
    /// significant digits, which is all that a workbook keeps, and whole ones no `.0`: an
    /// identity number that was stored as 360114.0 reads `360114`. Dates read `2020-01-08
    /// 09:05:31`, and without the time at midnight.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Number(number) => Some(Cow::Owned(digits(*number))),
            Self::Moment(moment) if moment.time() == NaiveTime::MIN => {
                Some(Cow::Owned(moment.date().to_string()))
            }
            Self::Moment(moment) => Some(Cow::Owned(moment.format("%Y-%m-%d %H:%M:%S").to_string())),
            Self::Day(day) => Some(Cow::Owned(day.to_string())),
        }
    }

    /// The cell for this text: empty if there is nothing in it that could be seen.
    pub(super) fn of_text(text: String) -> Self {
        if text.chars().all(|c| c.is_whitespace() || is_unseen(c)) { Self::Empty } else { Self::Text(text) }
    }
}

/// Characters without width that get into tables by copying from web pages: they make two
/// headings differ that look the same.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
    )
}

/// The number without the noise behind its 15th digit (0.1 + 0.2 is 0.3 on the sheet as well).
fn digits(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Adding zero turns -0 into 0.
    (rounded + 0.0).to_string()
}

//! How long a period is, and how rule files and scripts write it.

/// A length of time in the unit of its rule. 日 is a natural day, 工作日 a working day (T8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// `15d`: natural days.
    Days(u32),
    /// `5wd`: working days.
    WorkingDays(u32),
    /// `6m`: months, by corresponding date; `3y` is thirty-six of them.
    Months(u32),
    /// `30min`: minutes from a moment.
    Minutes(u32),
}

/// Longest period in any unit: a century of days. What is longer is a slipped digit.
const MOST: u32 = 36_525;

/// Why a length cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LengthFault {
    /// No unit, no number, or something else.
    #[error(
        "a length is a number and a unit: 15d natural days, 5wd working days, 2m months, 3y years, 30min minutes"
    )]
    Form,
    /// Nothing, or beyond what can be counted.
    #[error("a length is from 1 to 36525")]
    OutOfRange,
}

impl Length {
    /// Reads `15d`, `5wd`, `2m`, `3y`, `30min`.
    ///
    /// # Errors
    /// [`LengthFault`] says which forms there are.
    pub fn read(text: &str) -> Result<Length, LengthFault> {
        let text = text.trim();
        let split = text.find(|c: char| !c.is_ascii_digit()).ok_or(LengthFault::Form)?;
        let (digits, unit) = text.split_at(split);
        if digits.is_empty() {
            return Err(LengthFault::Form);
        }
        let unit: fn(u32) -> Length = match unit {
            "d" => Length::Days,
            "wd" => Length::WorkingDays,
            "m" => Length::Months,
            "y" => |years| Length::Months(years.saturating_mul(12)),
            "min" => Length::Minutes,
            _ => return Err(LengthFault::Form),
        };
        let count: u32 = digits.parse().map_err(|_| LengthFault::OutOfRange)?;
        if !(1..=MOST).contains(&count) {
            return Err(LengthFault::OutOfRange);
        }
        Ok(unit(count))
    }

    /// How many of its unit.
    pub fn number(self) -> u32 {
        match self {
            Length::Days(n) | Length::WorkingDays(n) | Length::Months(n) | Length::Minutes(n) => n,
        }
    }

    /// So many more of the same unit.
    #[must_use]
    pub fn plus(self, more: u32) -> Length {
        match self {
            Length::Days(n) => Length::Days(n.saturating_add(more)),
            Length::WorkingDays(n) => Length::WorkingDays(n.saturating_add(more)),
            Length::Months(n) => Length::Months(n.saturating_add(more)),
            Length::Minutes(n) => Length::Minutes(n.saturating_add(more)),
        }
    }

    /// Are both in days, in working days, in months or in minutes?
    pub fn same_unit(self, other: Length) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Length::Days(n) => write!(f, "{n}d"),
            Length::WorkingDays(n) => write!(f, "{n}wd"),
            Length::Months(n) => write!(f, "{n}m"),
            Length::Minutes(n) => write!(f, "{n}min"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_every_unit() {
        assert_eq!(Length::read("15d"), Ok(Length::Days(15)));
        assert_eq!(Length::read("5wd"), Ok(Length::WorkingDays(5)));
        assert_eq!(Length::read("2m"), Ok(Length::Months(2)));
        assert_eq!(Length::read("3y"), Ok(Length::Months(36)));
        assert_eq!(Length::read("30min"), Ok(Length::Minutes(30)));
    }

    #[test]
    fn what_is_no_length_says_so() {
        for bad in ["", "15", "d", "15 days", "-3d", "五日", "1.5d"] {
            assert_eq!(Length::read(bad), Err(LengthFault::Form), "{bad}");
        }
        assert_eq!(Length::read("99999999999d"), Err(LengthFault::OutOfRange));
        assert_eq!(Length::read("40000wd"), Err(LengthFault::OutOfRange));
        assert_eq!(Length::read("0wd"), Err(LengthFault::OutOfRange));
    }
}

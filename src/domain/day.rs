//! Days as people type them at a desk: whole dates, days of this year, and how far from today.

use chrono::{Datelike, Days, NaiveDate};

use super::moment::{self, MomentFault};
use super::problem::Problem;

/// Reads `2026-10-08` and every other whole date, `10-08`, `1008`, `+3`, `-2`, 今天, 明天, 昨天, 后天.
/// A day without a year is one of this year.
///
/// # Errors
/// [`Problem::NoSuchDay`] for 31 February, [`Problem::NotADate`] for what is no date.
pub fn read(typed: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    let plain: String = super::text::line(typed);
    let shifted = |days: i64| {
        let far = Days::new(days.unsigned_abs());
        if days < 0 { today.checked_sub_days(far) } else { today.checked_add_days(far) }
    };
    let named = [("今天", 0), ("今日", 0), ("明天", 1), ("明日", 1), ("后天", 2), ("昨天", -1), ("昨日", -1)];
    if let Some((_, days)) = named.iter().find(|(word, _)| *word == plain) {
        return shifted(*days).ok_or(Problem::NoSuchDay);
    }
    let sign = plain.starts_with('+') || plain.starts_with('-');
    if sign && let Ok(days) = plain.parse::<i64>() {
        const FURTHEST: u64 = 3_660;
        return if days.unsigned_abs() <= FURTHEST {
            shifted(days).ok_or(Problem::NoSuchDay)
        } else {
            Err(Problem::NotADate)
        };
    }
    if let Some((month, day)) = this_year(&plain) {
        return NaiveDate::from_ymd_opt(today.year(), month, day).ok_or(Problem::NoSuchDay);
    }
    match moment::parse(&plain) {
        Ok(moment) => Ok(moment.date),
        Err(MomentFault::Impossible) => Err(Problem::NoSuchDay),
        Err(MomentFault::Unreadable) => Err(Problem::NotADate),
    }
}

/// `10-08`, `10/8`, `10月8日`, `1008`: month and day.
fn this_year(plain: &str) -> Option<(u32, u32)> {
    let digits = plain.bytes().all(|b| b.is_ascii_digit());
    if digits && plain.len() == 4 {
        return Some((plain[..2].parse().ok()?, plain[2..].parse().ok()?));
    }
    let (month, day) = plain.split_once(['-', '/', '.', '月'])?;
    let day = day.strip_suffix('日').unwrap_or(day);
    let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if short(month) && short(day) { Some((month.parse().ok()?, day.parse().ok()?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        let today = day("2026-09-16");
        for (typed, meant) in [
            ("2026-10-08", "2026-10-08"),
            ("2026年10月8日", "2026-10-08"),
            ("10-08", "2026-10-08"),
            ("10月8日", "2026-10-08"),
            ("1008", "2026-10-08"),
            ("20261008", "2026-10-08"),
            ("+3", "2026-09-19"),
            ("-2", "2026-09-14"),
            ("昨天", "2026-09-15"),
            ("明天", "2026-09-17"),
            (" 后天 ", "2026-09-18"),
        ] {
            assert_eq!(read(typed, today), Ok(day(meant)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_said_to_be_none() {
        let today = day("2026-09-16");
        assert_eq!(read("02-31", today), Err(Problem::NoSuchDay));
        assert_eq!(read("1332", today), Err(Problem::NoSuchDay));
        for typed in ["", "soon", "+", "+99999", "3-", "水"] {
            assert!(read(typed, today).is_err(), "{typed}");
        }
    }
}

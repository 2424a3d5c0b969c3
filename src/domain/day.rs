//! Days as people type them at a desk: whole dates, days of this year, and how far from today.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::moment::{self, MomentFault};
use super::problem::Problem;

/// Which of two days a weekday means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// 上一个: what has happened, today included.
    Past,
    /// 下一个: what is planned, today included.
    Future,
}

/// Reads `2026-10-08` and every other whole date, `10-08`, `1008`, `+3`, `-2`, 今天, 明天, 昨天, 后天,
/// 周三, `wed`. A day without a year is one of this year; a weekday is the next one.
///
/// # Errors
/// [`Problem::NoSuchDay`] for 31 February, [`Problem::NotADate`] for what is no date.
pub fn read(typed: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    read_toward(typed, today, Toward::Future)
}

/// The same for a day that lies on one side of today.
///
/// # Errors
/// As [`read`].
pub fn read_toward(typed: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate, Problem> {
    let plain: String = super::text::line(typed);
    if let Some(weekday) = weekday(&plain) {
        let from = i64::from(today.weekday().num_days_from_monday());
        let to = i64::from(weekday.num_days_from_monday());
        let days = match toward {
            Toward::Past => (from - to).rem_euclid(7),
            Toward::Future => (to - from).rem_euclid(7),
        };
        let far = Days::new(days.unsigned_abs());
        let day = match toward {
            Toward::Past => today.checked_sub_days(far),
            Toward::Future => today.checked_add_days(far),
        };
        return day.ok_or(Problem::NoSuchDay);
    }
    let shifted = |days: i64| {
        let far = Days::new(days.unsigned_abs());
        if days < 0 { today.checked_sub_days(far) } else { today.checked_add_days(far) }
    };
    let named = [
        ("今天", 0),
        ("今日", 0),
        ("today", 0),
        ("明天", 1),
        ("明日", 1),
        ("tomorrow", 1),
        ("后天", 2),
        ("昨天", -1),
        ("昨日", -1),
        ("yesterday", -1),
        ("前天", -2),
    ];
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

/// `1430`, `14:30`, `9点`, `14点30分`, full-width or not: a time of day.
pub fn time(typed: &str) -> Option<NaiveTime> {
    let plain = super::text::line(typed).replace('：', ":").replace(['点', '时'], ":").replace('分', "");
    let plain = plain.trim_end_matches(':');
    let (hour, minute) = match plain.split_once(':') {
        Some(parts) => parts,
        None if plain.len() == 4 && plain.is_ascii() => plain.split_at(2),
        None if typed.contains(['点', '时']) => (plain, "0"),
        None => return None,
    };
    let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !short(hour) || !short(minute) {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// 周三, 星期三, 礼拜三, `wed`.
fn weekday(plain: &str) -> Option<Weekday> {
    const CHINESE: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let rest = ["周", "星期", "礼拜"].iter().find_map(|word| plain.strip_prefix(word));
    let at = match rest {
        Some("天") => Some(6),
        Some(rest) => CHINESE.iter().position(|day| *day == rest),
        None => ENGLISH.iter().position(|day| plain.eq_ignore_ascii_case(day)),
    };
    Weekday::try_from(u8::try_from(at?).ok()?).ok()
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
    fn a_weekday_is_the_last_one_or_the_next_one() {
        // A Wednesday.
        let today = day("2026-09-16");
        for (typed, past, future) in [
            ("周三", "2026-09-16", "2026-09-16"),
            ("周一", "2026-09-14", "2026-09-21"),
            ("星期天", "2026-09-13", "2026-09-20"),
            ("Fri", "2026-09-11", "2026-09-18"),
        ] {
            assert_eq!(read_toward(typed, today, Toward::Past), Ok(day(past)), "{typed}");
            assert_eq!(read(typed, today), Ok(day(future)), "{typed}");
        }
    }

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, meant) in [
            ("1430", (14, 30)),
            ("9:05", (9, 5)),
            ("9点", (9, 0)),
            ("１４：３０", (14, 30)),
            ("14点30分", (14, 30)),
        ] {
            let typed: String = unicode_normalization::UnicodeNormalization::nfkc(typed).collect();
            assert_eq!(time(&typed), NaiveTime::from_hms_opt(meant.0, meant.1, 0), "{typed}");
        }
        for typed in ["2560", "14", "half past", ""] {
            assert_eq!(time(typed), None, "{typed}");
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

//! A year's file: what the shipped ones say, and what is found wrong with a bad one.

use chrono::Datelike;
use xinfang::deadline::calendar::{FIRST_YEAR, YearFault};
use xinfang::deadline::shipped::CALENDARS;
use xinfang::deadline::{Calendar, DayKind, Year};

use super::naive::next;
use super::{day, shipped_calendar};

/// A small year that has nothing wrong with it: in 2027 the other statutory days are weekends.
const GOOD: &str = r#"
year = 2027
source = ["https://www.example.org/notice"]

[off]
2027-01-01 = "元旦"
2027-10-01 = "国庆节"

[work]
2027-10-09 = "国庆节"
"#;

fn year(toml: &str) -> Year {
    match Year::read(toml) {
        Ok(year) => year,
        Err(fault) => panic!("{fault}\n{toml}"),
    }
}

/// What is wrong with the good year once `from` is replaced by `to`.
#[track_caller]
fn faults_with(from: &str, to: &str) -> Vec<YearFault> {
    assert!(GOOD.contains(from), "{from} is not in the good year");
    year(&GOOD.replacen(from, to, 1)).faults()
}

/// Why the good year cannot be read once `from` is replaced by `to`.
#[track_caller]
fn unreadable_with(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from} is not in the good year");
    match Year::read(&GOOD.replacen(from, to, 1)) {
        Err(fault) => fault.to_string(),
        Ok(year) => panic!("read as {year:?}"),
    }
}

// ---------------------------------------------------------------- the shipped years

#[test]
fn every_shipped_year_is_read_and_has_no_faults() {
    for file in CALENDARS {
        let year = year(file);
        assert_eq!(year.faults(), [], "{}", year.year);
        assert!(!year.work.is_empty(), "{}: no year was without make-up days", year.year);
    }
}

#[test]
fn the_shipped_years_are_2007_to_2026_without_a_gap() {
    let years: Vec<i32> = CALENDARS.iter().map(|file| year(file).year).collect();
    assert_eq!(years, (2007..=2026).collect::<Vec<_>>());
    let calendar = shipped_calendar();
    assert!(years.iter().all(|year| calendar.is_published(*year)));
    assert!(!calendar.is_published(2006) && !calendar.is_published(2027));
}

#[test]
fn the_days_of_2025_and_2026_are_those_of_the_notices() {
    let off = [
        ("2025-01-01", "2025-01-01"),
        ("2025-01-28", "2025-02-04"),
        ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"),
        ("2025-05-31", "2025-06-02"),
        ("2025-10-01", "2025-10-08"),
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ];
    let work = [
        "2025-01-26",
        "2025-02-08",
        "2025-04-27",
        "2025-09-28",
        "2025-10-11",
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ]
    .map(day);
    let calendar = shipped_calendar();
    let mut at = day("2025-01-01");
    while at <= day("2026-12-31") {
        let given = off.iter().any(|(from, to)| day(from) <= at && at <= day(to));
        let weekend = at.weekday().num_days_from_monday() > 4;
        let worked = work.contains(&at) || !(weekend || given);
        assert_eq!(calendar.is_working(at), worked, "{at}");
        at = next(at);
    }
}

#[test]
fn a_day_says_why_it_is_worked_or_not() {
    let calendar = shipped_calendar();
    let kind = |text| calendar.kind(day(text));
    assert_eq!(kind("2026-02-14 Sat"), DayKind::MakeUp("春节".into()));
    assert_eq!(kind("2026-02-16 Mon"), DayKind::Holiday("春节".into()));
    assert_eq!(kind("2026-03-01 Sun"), DayKind::Weekend);
    assert_eq!(kind("2026-03-02 Mon"), DayKind::Working);
}

#[test]
fn in_a_year_nobody_has_announced_weekends_and_fixed_days_are_off() {
    let calendar = shipped_calendar();
    let kind = |text| calendar.kind(day(text));
    assert_eq!(kind("2027-01-01 Fri"), DayKind::Holiday("元旦".into()));
    assert_eq!(kind("2028-05-02 Tue"), DayKind::Holiday("劳动节".into()));
    assert_eq!(kind("2028-05-03 Wed"), DayKind::Working);
    assert_eq!(kind("2028-10-03 Tue"), DayKind::Holiday("国庆节".into()));
    assert_eq!(kind("2028-10-04 Wed"), DayKind::Working);
    assert_eq!(kind("2027-01-02 Sat"), DayKind::Weekend);
}

#[test]
fn of_two_files_for_one_year_the_later_one_counts() {
    let corrected = GOOD.replace("2027-10-09 = \"国庆节\"", "2027-09-26 = \"国庆节\"");
    let calendar = Calendar::new([year(GOOD), year(&corrected)]);
    assert!(calendar.is_working(day("2027-09-26 Sun")));
    assert!(!calendar.is_working(day("2027-10-09 Sat")));
    let calendar = Calendar::new([year(&corrected), year(GOOD)]);
    assert!(!calendar.is_working(day("2027-09-26 Sun")));
    assert!(calendar.is_working(day("2027-10-09 Sat")));
    assert_eq!(calendar.years().count(), 1);
    assert_eq!(calendar.working_days_between(day("2027-10-08"), day("2027-10-10")), Some(1));
}

// ---------------------------------------------------------------- what can be wrong

#[test]
fn the_good_year_has_no_faults() {
    assert_eq!(year(GOOD).faults(), []);
}

#[test]
fn a_day_of_another_year_is_found() {
    let stray = "2027-10-01 = \"国庆节\"\n2028-01-03 = \"元旦\"";
    let fault = |day| YearFault::OtherYear { day, year: 2027 };
    assert_eq!(faults_with("2027-10-01 = \"国庆节\"", stray), [fault(day("2028-01-03 Mon"))]);
    assert_eq!(faults_with("2027-10-09", "2026-10-10"), [fault(day("2026-10-10 Sat"))]);
}

#[test]
fn a_weekend_day_under_off_is_found() {
    let weekend = "2027-10-01 = \"国庆节\"\n2027-10-02 = \"国庆节\"";
    assert_eq!(
        faults_with("2027-10-01 = \"国庆节\"", weekend),
        [YearFault::OffOnWeekend(day("2027-10-02 Sat"))]
    );
}

#[test]
fn a_weekday_under_work_is_found() {
    assert_eq!(faults_with("2027-10-09", "2027-10-08"), [YearFault::WorkOnWeekday(day("2027-10-08 Fri"))]);
}

#[test]
fn a_statutory_day_that_is_not_listed_is_found() {
    assert_eq!(
        faults_with("2027-10-01", "2027-10-04"),
        [YearFault::StatutoryDayMissing(day("2027-10-01 Fri"))]
    );
    assert_eq!(
        faults_with("2027-01-01", "2027-01-04"),
        [YearFault::StatutoryDayMissing(day("2027-01-01 Fri"))]
    );
    // 劳动节 has two days from 2025 on, one from 2008 to 2024, and had three in 2007.
    let missing = |year: i32| {
        let empty = Year { year, source: vec!["x".into()], off: [].into(), work: [].into() };
        let labour = |fault: &YearFault| match fault {
            YearFault::StatutoryDayMissing(day) => day.month() == 5,
            _ => false,
        };
        empty.faults().iter().filter(|fault| labour(fault)).count()
    };
    assert_eq!((missing(2007), missing(2008), missing(2024), missing(2025)), (3, 1, 1, 2));
}

#[test]
fn a_year_without_a_source_is_found() {
    assert_eq!(faults_with("[\"https://www.example.org/notice\"]", "[]"), [YearFault::NoSource]);
    assert_eq!(faults_with("https://www.example.org/notice", "  "), [YearFault::NoSource]);
    assert!(unreadable_with("source = [\"https://www.example.org/notice\"]", "").contains("source"));
}

#[test]
fn a_year_outside_those_that_can_be_counted_in_is_found() {
    let early = Year { year: FIRST_YEAR - 1, ..year(GOOD) };
    assert!(early.faults().contains(&YearFault::OutOfRange(1969)));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let bad = GOOD.replace("2027-10-01", "2027-10-02").replace("2027-10-09", "2027-10-08");
    assert_eq!(
        year(&bad).faults(),
        [
            YearFault::OffOnWeekend(day("2027-10-02")),
            YearFault::WorkOnWeekday(day("2027-10-08")),
            YearFault::StatutoryDayMissing(day("2027-10-01")),
        ]
    );
}

#[test]
fn a_bad_date_names_itself() {
    let words = unreadable_with("2027-10-01", "2027-02-30");
    assert!(words.contains("2027-02-30 is not a date such as 2026-10-01"), "{words}");
    let words = unreadable_with("2027-10-09", "tomorrow");
    assert!(words.contains("tomorrow is not a date"), "{words}");
}

#[test]
fn an_unknown_key_and_a_day_given_twice_are_refused() {
    let words = unreadable_with("[work]", "[worked]");
    assert!(words.contains("worked"), "{words}");
    let words = unreadable_with("year = 2027", "year = 2027\nname = \"x\"");
    assert!(words.contains("name"), "{words}");
    let words = unreadable_with("2027-10-01", "2027-01-01");
    assert!(words.contains("duplicate"), "{words}");
    let words = unreadable_with("year = 2027", "");
    assert!(words.contains("year"), "{words}");
}

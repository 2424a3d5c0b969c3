//! The index agrees with a walk from day to day, whatever the start, the length and the years known.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use xinfang::deadline::Length;
use xinfang::deadline::count::{CountFault, Roll, minutes_after};
use xinfang::domain::clock::Certainty;

use super::naive::{Walked, Wall, next};
use super::{day, shipped_calendar};

/// Tries `law` on many values; a failure shows the smallest one that breaks it.
#[track_caller]
fn holds<S: Strategy>(cases: u32, values: &S, law: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    if let Err(fault) = TestRunner::new(config).run(values, law) {
        panic!("{fault}");
    }
}

fn days(from: &str, to: &str) -> impl Strategy<Value = NaiveDate> + use<> {
    (day(from).num_days_from_ce()..=day(to).num_days_from_ce())
        .prop_map(|number| NaiveDate::from_num_days_from_ce_opt(number).expect("a day"))
}

/// The years announced, the last year's end, and the years nobody has announced. No walk of these
/// tests leaves the years that can be counted in.
fn start() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        4 => days("2007-01-01", "2026-12-31"),
        2 => days("2026-11-01", "2027-02-28"),
        1 => days("1973-01-01", "2006-12-31"),
        1 => days("2027-01-01", "2120-12-31"),
    ]
}

fn length() -> impl Strategy<Value = Length> {
    prop_oneof![
        (0..=120u32).prop_map(Length::Days),
        (0..=900u32).prop_map(Length::Days),
        (1..=30u32).prop_map(Length::WorkingDays),
        (1..=400u32).prop_map(Length::WorkingDays),
        (0..=24u32).prop_map(Length::Months),
        (0..=40u32).prop_map(|years| Length::Months(years * 12)),
    ]
}

fn roll() -> impl Strategy<Value = Roll> {
    prop_oneof![Just(Roll::On), Just(Roll::Off)]
}

#[test]
fn every_length_and_roll_ends_where_a_walk_ends_and_is_as_certain() {
    for wall in Wall::all_sorts() {
        holds(600, &(start(), length(), roll()), |(start, length, roll)| {
            let counted = wall.calendar.count(start, length, roll).expect("an end");
            let counted = Walked { nominal: counted.nominal, due: counted.due, certainty: counted.certainty };
            prop_assert_eq!(counted, wall.count(start, length, roll));
            Ok(())
        });
    }
}

#[test]
fn each_working_day_after_a_start_is_the_one_a_walk_finds() {
    for wall in Wall::all_sorts() {
        holds(300, &(start(), 0..=300u32), |(start, n)| {
            let walked = wall.working_days_after(start, n).last().copied().unwrap_or(start);
            prop_assert_eq!(wall.calendar.working_day_after(start, n), Some(walked));
            Ok(())
        });
    }
}

#[test]
fn rolls_stop_at_the_first_worked_day_in_either_direction() {
    for wall in Wall::all_sorts() {
        holds(600, &start(), |start| {
            prop_assert_eq!(wall.calendar.is_working(start), wall.works(start));
            prop_assert_eq!(wall.calendar.roll_on(start), wall.on(start).last().copied());
            prop_assert_eq!(wall.calendar.roll_back(start), Some(wall.back(start)));
            Ok(())
        });
    }
}

#[test]
fn working_days_between_two_days_are_those_a_walk_passes() {
    for wall in Wall::all_sorts() {
        holds(300, &(start(), -700..=700i64), |(from, distance)| {
            let to = from + TimeDelta::days(distance);
            let walked = wall.working_days_between(from, to);
            prop_assert_eq!(wall.calendar.working_days_between(from, to), Some(walked));
            prop_assert_eq!(wall.calendar.working_days_between(to, from), Some(-walked));
            Ok(())
        });
    }
}

#[test]
fn every_day_of_the_announced_years_rolls_as_a_walk_does() {
    let wall = Wall::with(|_| true);
    let mut at = day("2007-01-01");
    while at <= day("2026-12-31") {
        assert_eq!(wall.calendar.is_working(at), wall.works(at), "{at}");
        assert_eq!(wall.calendar.roll_on(at), wall.on(at).last().copied(), "{at}");
        assert_eq!(wall.calendar.roll_back(at), Some(wall.back(at)), "{at}");
        at = next(at);
    }
}

#[test]
fn minutes_run_on_over_midnight_and_over_the_new_year() {
    let moments = (start(), 0..1440u32, 0..60u32);
    holds(300, &(moments, 0..=4000u32), |((date, minute, second), n)| {
        let (mut date, mut hour, mut minute) = (date, minute / 60, minute % 60);
        let at = |date: NaiveDate, hour, minute| -> NaiveDateTime {
            date.and_time(NaiveTime::from_hms_opt(hour, minute, second).expect("a time of day"))
        };
        let counted = minutes_after(at(date, hour, minute), n);
        for _ in 0..n {
            minute += 1;
            if minute == 60 {
                (hour, minute) = (hour + 1, 0);
            }
            if hour == 24 {
                (date, hour) = (next(date), 0);
            }
        }
        prop_assert_eq!(counted, Ok(at(date, hour, minute)));
        Ok(())
    });
}

#[test]
fn thirty_minutes_before_midnight_end_on_the_next_day() {
    let late = day("2026-12-31").and_hms_opt(23, 45, 0).expect("a time of day");
    let end = minutes_after(late, 30).expect("an end");
    assert_eq!(end.date(), day("2027-01-01"));
    assert_eq!((end.hour(), end.minute()), (0, 15));
    // Past the last year there is nothing to count in.
    let last = day("2170-12-31").and_hms_opt(23, 45, 0).expect("a time of day");
    assert!(minutes_after(last, 14).is_ok());
    assert_eq!(minutes_after(last, 15), Err(CountFault::OutOfRange));
}

#[test]
fn a_count_across_the_last_announced_year_says_that_it_may_move() {
    let calendar = shipped_calendar();
    let certainty =
        |start: &str, length, roll| calendar.count(day(start), length, roll).expect("an end").certainty;
    // The last working day of 2026 can be told, the one after it cannot.
    assert_eq!(certainty("2026-12-30", Length::WorkingDays(1), Roll::On), Certainty::Published);
    assert_eq!(certainty("2026-12-30", Length::WorkingDays(2), Roll::On), Certainty::Unpublished);
    // The start itself is not counted, so a start in an unknown year is no harm and no help.
    assert_eq!(certainty("2026-12-31", Length::WorkingDays(1), Roll::On), Certainty::Unpublished);
    assert_eq!(certainty("2006-12-31", Length::WorkingDays(1), Roll::On), Certainty::Published);
    // Natural days look at the calendar only where they end.
    assert_eq!(certainty("2006-12-01", Length::Days(60), Roll::On), Certainty::Published);
    assert_eq!(certainty("2026-12-17", Length::Days(15), Roll::On), Certainty::Unpublished);
    assert_eq!(certainty("2026-12-17", Length::Days(15), Roll::Off), Certainty::Published);
}

#[test]
fn what_leaves_the_years_that_can_be_counted_in_has_no_end() {
    let calendar = shipped_calendar();
    let lost = Err(CountFault::OutOfRange);
    let count = |start: &str, length| calendar.count(day(start), length, Roll::On);
    assert_eq!(count("1969-12-31", Length::Days(1)), lost);
    assert_eq!(count("2171-01-01", Length::Days(1)), lost);
    assert_eq!(count("2170-12-31", Length::Days(1)), lost);
    assert_eq!(count("2170-12-20", Length::WorkingDays(15)), lost);
    assert_eq!(count("2170-12-20", Length::Months(1)), lost);
    assert_eq!(count("2026-01-01", Length::Months(u32::MAX)), lost);
    assert_eq!(count("2026-01-01", Length::Days(u32::MAX)), lost);
    assert_eq!(count("2026-01-01", Length::WorkingDays(u32::MAX)), lost);
    assert_eq!(count("2026-01-01", Length::Minutes(30)), Err(CountFault::NeedsMoment));
    assert_eq!(calendar.roll_on(day("2171-01-01")), None);
    assert_eq!(calendar.roll_back(day("1970-01-01")), None, "new year's day has no worked day before it");
    assert_eq!(calendar.working_days_between(day("1969-12-31"), day("2026-01-01")), None);
}

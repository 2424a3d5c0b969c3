//! Counting, calendars and rules: the facts of the law, a naive walk, and what files may say.

mod by_rule;
mod calendar;
mod every_day;
mod facts;
mod life;
mod naive;
mod notice;
mod properties;
mod rules;
mod workday;

use chrono::NaiveDate;
use xinfang::deadline::calendar::Calendar;
use xinfang::deadline::shipped;

/// `2026-03-02`, or `2026-03-02 Mon`: then the weekday must be right too.
#[track_caller]
fn day(text: &str) -> NaiveDate {
    let read = match text.split_once(' ') {
        Some(_) => NaiveDate::parse_from_str(text, "%Y-%m-%d %a"),
        None => text.parse(),
    };
    match read {
        Ok(day) => day,
        Err(fault) => panic!("{text}: {fault}"),
    }
}

fn shipped_calendar() -> Calendar {
    shipped::calendar().expect("the shipped calendars")
}

//! Why a clock ends when it does: the steps of a count, told again from its facts. It decides
//! nothing; the day that binds is the deadline's own.

use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::calendar::{Calendar, DayKind};
use super::length::Length;
use crate::domain::clock::{Deadline, End, Unit};
use crate::domain::explanation::{
    EndDay, Entered, Explanation, Mark, Period, Stretch, StretchKind, YearUsed,
};

/// The steps that led to `deadline`, and who entered what started it.
pub fn explain(calendar: &Calendar, deadline: &Deadline, entered: Option<Entered>) -> Explanation {
    // An own target is told as it was counted; the law's limit stands beside it.
    let live = End { nominal: deadline.nominal, due: deadline.due };
    let End { nominal, due } = deadline.own.unwrap_or(live);
    let pauses = deadline.pauses.clone();
    let start = deadline.start;
    let length = period(&deadline.length);
    let next = start.succ_opt().unwrap_or(start);
    let by_working_days = length.unit == Unit::WorkingDay;
    let count = u64::from(length.count);
    let (first_counted, base_end) = match length.unit {
        // A day that was set is where it was set.
        _ if count == 0 => (next, Some(nominal)),
        Unit::Day => (next, start.checked_add_days(Days::new(count))),
        Unit::Month => (next, start.checked_add_months(Months::new(length.count))),
        Unit::WorkingDay => {
            (calendar.roll_on(next).unwrap_or(next), calendar.working_day_after(start, length.count))
        }
    };
    let is_paused = |day: NaiveDate| pauses.iter().any(|pause| pause.from <= day && day <= pause.to);
    let span = || next.iter_days().take_while(|day| *day <= due);
    let days: Vec<Mark> = span()
        .map(|day| match calendar.kind(day) {
            _ if is_paused(day) => Mark::Paused,
            DayKind::Working => Mark::Worked,
            DayKind::MakeUp(_) => Mark::MakeUp,
            DayKind::Weekend | DayKind::Holiday(_) => Mark::Off,
        })
        .collect();
    let inside = stretches(calendar, next, due, by_working_days);
    let weekend_days = span()
        .filter(|day| calendar.kind(*day) == DayKind::Weekend)
        .filter(|day| !inside.iter().any(|stretch| stretch.from <= *day && *day <= stretch.until))
        .count();
    let published = |year: i32| calendar.years().find(|known| known.year == year);
    Explanation {
        clock: deadline.clock.clone(),
        title: Arc::clone(&deadline.title),
        event: deadline.event,
        deemed: deadline.deemed,
        start,
        entered,
        basis: Arc::clone(&deadline.basis),
        before_known_law: deadline.before_known_law,
        first_counted,
        length,
        base_end: base_end.unwrap_or(nominal),
        extension: deadline.extension.clone(),
        paused_days: small(span().filter(|day| is_paused(*day)).count()),
        pauses,
        nominal,
        nominal_is: end_day(calendar, nominal),
        last_working_day: calendar.roll_back(nominal).unwrap_or(nominal),
        due,
        is_own: deadline.own.is_some(),
        cap: deadline.own.and(deadline.cap).map(|cap| cap.due),
        live: deadline.due,
        finished: deadline.finished,
        certainty: deadline.certainty,
        inside,
        weekend_days: small(weekend_days),
        rules: Arc::clone(&deadline.rules),
        years: (next.year()..=due.year())
            .map(|year| YearUsed { year, source: published(year).map(|year| year.source.clone()) })
            .collect(),
        days,
    }
}

/// The rule's length as its file writes it; none where the last day was set with the event. Minutes never come here: no such clock has a day.
fn period(text: &str) -> Period {
    match Length::read(text) {
        Ok(Length::WorkingDays(count)) => Period { count, unit: Unit::WorkingDay },
        Ok(Length::Months(count)) => Period { count, unit: Unit::Month },
        Ok(Length::Days(count) | Length::Minutes(count)) => Period { count, unit: Unit::Day },
        Err(_) => Period { count: 0, unit: Unit::Day },
    }
}

pub(super) fn end_day(calendar: &Calendar, day: NaiveDate) -> EndDay {
    match calendar.kind(day) {
        DayKind::Working => EndDay::Working,
        DayKind::MakeUp(name) => EndDay::MakeUp(name),
        kind => {
            let (from, until) = days_off_around(calendar, day);
            // The weekend before and after a holiday belongs to it.
            let holiday = from.iter_days().take_while(|day| *day <= until).find_map(|day| {
                if let DayKind::Holiday(name) = calendar.kind(day) { Some(name) } else { None }
            });
            match (kind, holiday) {
                (DayKind::Holiday(name), _) | (_, Some(name)) => EndDay::Holiday { name, from, until },
                _ => EndDay::Weekend,
            }
        }
    }
}

/// The whole stretch of days off that this day off lies in.
fn days_off_around(calendar: &Calendar, day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let off = |day: &NaiveDate| !calendar.is_working(*day);
    let before = std::iter::successors(Some(day), |day| day.pred_opt());
    let from = before.take_while(off).last().unwrap_or(day);
    let until = day.iter_days().take_while(off).last().unwrap_or(day);
    (from, until)
}

/// Holidays and make-up days from `first` to `last`, each holiday as one stretch.
fn stretches(calendar: &Calendar, first: NaiveDate, last: NaiveDate, step_over: bool) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for day in first.iter_days().take_while(|day| *day <= last) {
        if found.last().is_some_and(|stretch| day <= stretch.until) {
            continue;
        }
        match calendar.kind(day) {
            DayKind::MakeUp(name) => {
                found.push(Stretch { kind: StretchKind::MakeUp, name, from: day, until: day, counted: true })
            }
            DayKind::Holiday(name) => {
                let (from, until) = days_off_around(calendar, day);
                found.push(Stretch { kind: StretchKind::Holiday, name, from, until, counted: !step_over });
            }
            DayKind::Working | DayKind::Weekend => {}
        }
    }
    found
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::{Facts, Trial, shipped, tried};
    use crate::domain::clock::{Certainty, Extension, Pause};
    use crate::domain::office::OfficeKind;
    use crate::domain::rule::{ClockKey, PauseReason};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// The clock of this word as it would run from `start`, told.
    fn explained(clock: &str, start: &str, extend: u32, pause: Option<(&str, &str)>) -> Explanation {
        let (calendar, rules) =
            (shipped::calendar().expect("the calendar"), shipped::rules().expect("the laws"));
        let facts = Facts::registered(OfficeKind::PetitionOffice, day(start), day(start));
        let key = ClockKey::read(clock).expect("a clock");
        let pause = pause.map(|(from, to)| (day(from), day(to)));
        let trial = Trial { start: day(start), extend, pause };
        let deadline = tried(&rules, &calendar, &facts, &key, &trial).expect("a limit");
        explain(&calendar, &deadline, None)
    }

    fn named(explanation: &Explanation) -> Vec<(StretchKind, &str, String, String, bool)> {
        let short = |day: NaiveDate| day.format("%m-%d").to_string();
        let line = |s: &'_ Stretch| (s.kind, short(s.from), short(s.until), s.counted);
        explanation
            .inside
            .iter()
            .map(|stretch| {
                let (kind, from, until, counted) = line(stretch);
                (kind, stretch.name.as_str(), from, until, counted)
            })
            .collect()
    }

    #[test]
    fn fifteen_days_that_end_in_spring_festival_end_after_it() {
        let told = explained("dispatch", "2026-02-02", 0, None);
        assert_eq!(told.first_counted, day("2026-02-03"));
        assert_eq!(
            (told.base_end, told.nominal, told.due),
            (day("2026-02-17"), day("2026-02-17"), day("2026-02-24"))
        );
        assert_eq!(
            told.nominal_is,
            EndDay::Holiday { name: "春节".to_owned(), from: day("2026-02-15"), until: day("2026-02-23") }
        );
        assert_eq!(told.last_working_day, day("2026-02-14"));
        assert_eq!(
            named(&told),
            [
                (StretchKind::MakeUp, "春节", "02-14".into(), "02-14".into(), true),
                (StretchKind::Holiday, "春节", "02-15".into(), "02-23".into(), true),
            ]
        );
        assert!(told.is_rolled());
        assert_eq!(told.days.len(), 22, "one mark a day from 02-03 to 02-24");
    }

    #[test]
    fn an_end_on_a_make_up_sunday_stays_there() {
        let told = explained("dispatch", "2026-09-05", 0, None);
        assert_eq!(told.due, day("2026-09-20"));
        assert_eq!(told.nominal_is, EndDay::MakeUp("国庆节".to_owned()));
        assert!(!told.is_rolled());
        assert_eq!(told.days.last(), Some(&Mark::MakeUp));
    }

    #[test]
    fn working_days_step_over_spring_festival_and_count_the_make_up_day() {
        let told = explained("object", "2026-02-12", 0, None);
        assert_eq!((told.base_end, told.due), (day("2026-02-26"), day("2026-02-26")));
        assert_eq!(told.first_counted, day("2026-02-13"));
        assert_eq!(
            named(&told),
            [
                (StretchKind::MakeUp, "春节", "02-14".into(), "02-14".into(), true),
                (StretchKind::Holiday, "春节", "02-15".into(), "02-23".into(), false),
            ]
        );
        let worked = told.days.iter().filter(|mark| matches!(mark, Mark::Worked | Mark::MakeUp)).count();
        assert_eq!(worked, 5);
        // From a Friday the first day that counts is the Monday.
        assert_eq!(explained("object", "2026-03-06", 0, None).first_counted, day("2026-03-09"));
    }

    #[test]
    fn sixty_and_thirty_more_end_after_the_national_day() {
        let told = explained("finish", "2026-07-03", 30, None);
        assert_eq!(told.extension, Some(Extension { amount: 30, ..Extension::default() }));
        assert_eq!(told.base_end, day("2026-09-01"));
        assert_eq!((told.nominal, told.due), (day("2026-10-01"), day("2026-10-08")));
        assert_eq!(told.whole_length().map(|whole| whole.count), Some(90));
        assert_eq!(
            told.nominal_is,
            EndDay::Holiday {
                name: "国庆节".to_owned(), from: day("2026-10-01"), until: day("2026-10-07")
            }
        );
        assert!(told.inside.iter().any(|s| s.name == "中秋节" && s.from == day("2026-09-25") && s.counted));
        assert!(told.inside.iter().any(|s| s.kind == StretchKind::MakeUp && s.from == day("2026-09-20")));
    }

    #[test]
    fn hearing_days_are_taken_out() {
        let told = explained("reexamine", "2026-05-11", 0, Some(("2026-05-20", "2026-05-31")));
        let hearing = Pause::plain(day("2026-05-20"), day("2026-05-31"), PauseReason::Hearing);
        assert_eq!(told.pauses, [hearing]);
        assert_eq!(told.paused_days, 12);
        assert_eq!(told.base_end + Days::new(u64::from(told.paused_days)), told.nominal);
        assert_eq!(told.nominal, day("2026-06-22"));
        assert_eq!(told.days.iter().filter(|mark| **mark == Mark::Paused).count(), 12);
    }

    #[test]
    fn a_year_without_its_notice_is_named() {
        // Day 60 is a weekend day of a year whose notice is not out.
        let told = explained("finish", "2026-11-03", 0, None);
        assert_eq!(told.nominal, day("2027-01-02"));
        assert_eq!(told.certainty, Certainty::Unpublished);
        assert_eq!(told.unpublished_year(), Some(2027));
        assert_eq!(told.years.len(), 2);
        assert!(told.years[0].source.as_ref().is_some_and(|source| !source.is_empty()));
    }
}

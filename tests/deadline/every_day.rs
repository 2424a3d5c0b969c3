//! Every clock of every profile, from every day of the twenty published years, against a walk over
//! the days. `cargo test` takes every 97th day; with `XINFANG_EVERY_DAY` set none is left out, and
//! the program is to be built for release then.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use xinfang::deadline::calendar::Calendar;
use xinfang::deadline::count::Roll;
use xinfang::deadline::rule::{PauseReason, Rule};
use xinfang::deadline::{Above, Asked, Book, Counted, Length, Profile, by_rule};
use xinfang::domain::clock::Pause;

use super::by_rule::sets;
use super::day;
use super::naive::{Walked, Wall};

/// A prime, so that the sample goes through all weekdays and months.
const SAMPLE: usize = 97;

/// The walks of one length from every start: one length stands in many rules, and is walked once.
struct Walks<'a> {
    wall: &'a Wall,
    starts: &'a [NaiveDate],
    known: Vec<(Length, Roll, Vec<Walked>)>,
}

impl Walks<'_> {
    fn of(&mut self, length: Length, roll: Roll) -> &[Walked] {
        let found = self.known.iter().position(|(known, how, _)| (*known, *how) == (length, roll));
        let at = found.unwrap_or_else(|| {
            let walked = self.starts.iter().map(|start| self.wall.count(*start, length, roll)).collect();
            self.known.push((length, roll, walked));
            self.known.len() - 1
        });
        &self.known[at].2
    }
}

/// The end of the rule itself, without what it is held against; and the earlier of both binds.
fn end(book: &Book<'_>, calendar: &Calendar, asked: &Asked<'_>) -> Counted {
    let counted = by_rule(book, calendar, asked).expect("a limit");
    let binds = counted.own.into_iter().chain(counted.cap).min_by_key(|end| end.due);
    assert_eq!(Some(counted.live.due), binds.map(|end| end.due), "{} {}", asked.clock, asked.start);
    counted.own.or(counted.cap).expect("a length")
}

#[track_caller]
fn is_same(counted: Counted, walked: &Walked, asked: &Asked<'_>) {
    let Counted { nominal, due, certainty } = counted;
    assert_eq!(&Walked { nominal, due, certainty }, walked, "{asked:?}");
}

/// One pause of each case, another from day to day: it begins inside the limit, and may go on
/// beyond it.
fn pause(length: Length, reason: PauseReason, start: NaiveDate, at: usize) -> Pause {
    let (inside, long) = (at as u64 % u64::from(length.number().min(45)), at as u64 * 7 % 40);
    let from = start + Days::new(1 + inside);
    Pause::plain(from, from + Days::new(long), reason)
}

fn most(rule: &Rule) -> u32 {
    rule.extension.as_ref().and_then(|extension| extension.max).map_or(0, Length::number)
}

#[test]
fn every_clock_ends_where_a_walk_ends_from_every_start_of_twenty_years() {
    let step = if std::env::var_os("XINFANG_EVERY_DAY").is_some() { 1 } else { SAMPLE };
    let days = day("2007-01-01").iter_days().take_while(|start| *start <= day("2026-12-31"));
    let starts: Vec<NaiveDate> = days.step_by(step).collect();
    assert_eq!(starts.len(), 7305_usize.div_ceil(step), "every day, or every {SAMPLE}th");
    let (sets, wall) = (sets(), Wall::with(|_| true));
    let mut walks = Walks { wall: &wall, starts: &starts, known: Vec::new() };
    let (mut clocks, mut longer, mut paused) = (0, 0, 0);
    for set in &sets {
        let profile = Profile::named(&sets, &set.name).expect("a profile");
        let book = profile.book();
        for (rule, _) in book.rows() {
            let Some(length) = rule.length.filter(|length| !matches!(length, Length::Minutes(_))) else {
                continue;
            };
            let found = book.rule(&rule.clock).map(|(found, _)| found);
            assert_eq!(found, Some(rule), "{}: two rows of one key hide each other here", set.name);
            clocks += 1;
            longer += usize::from(most(rule) > 0);
            let asked = |start, extend| {
                let clock = rule.clock.word();
                Asked { clock, start, cap: Above::default(), extend, pauses: &[] }
            };
            for extend in BTreeSet::from([0, most(rule)]) {
                let walked = walks.of(length.plus(extend), rule.roll);
                for (start, walked) in starts.iter().zip(walked) {
                    let asked = asked(*start, extend);
                    is_same(end(&book, &wall.calendar, &asked), walked, &asked);
                }
            }
            for reason in &rule.pauses {
                paused += 1;
                for (at, start) in starts.iter().enumerate() {
                    let pause = pause(length, *reason, *start, at);
                    let off = pause.from.iter_days().take_while(|day| *day <= pause.to).collect();
                    let asked = Asked { pauses: std::slice::from_ref(&pause), ..asked(*start, 0) };
                    let walked = wall.count_without(&off, *start, length, rule.roll);
                    is_same(end(&book, &wall.calendar, &asked), &walked, &asked);
                }
            }
        }
    }
    let dates = starts.len() * (clocks + longer + paused);
    println!(
        "{dates} dates: {clocks} clocks of {} profiles, {longer} with more time, {paused} with a pause, from {} days each",
        sets.len(),
        starts.len()
    );
    assert!(clocks > 300 && longer > 20 && paused > 20, "{clocks} clocks, {longer}, {paused}");
}

//! What counting a deadline costs, against a walk over the days.
//!
//! `cargo bench --bench count` counts a million deadlines of each kind by the calendar's index
//! and twenty thousand of the same by walking day by day, compares the days that come out, and
//! prints the times in Markdown; the walk's is scaled to a million. Then the same for a limit by
//! its rule and for every clock of a case, as the desk asks for them.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use xinfang::deadline::count::Roll;
use xinfang::deadline::{
    Above, Asked, Calendar, Facts, Happened, Length, Profile, by_rule, running, shipped,
};
use xinfang::domain::office::OfficeKind;
use xinfang::domain::rule::Start;

const COUNTS: usize = 1_000_000;
const WALKS: usize = 20_000;
const RUNS: usize = 5;

const KINDS: [(&str, Length, Roll); 8] = [
    ("60d, rolled on", Length::Days(60), Roll::On),
    ("15wd", Length::WorkingDays(15), Roll::Off),
    ("15d, rolled on", Length::Days(15), Roll::On),
    ("600d, rolled on", Length::Days(600), Roll::On),
    ("60wd", Length::WorkingDays(60), Roll::Off),
    ("600wd", Length::WorkingDays(600), Roll::Off),
    ("6m, rolled on", Length::Months(6), Roll::On),
    ("60d, not rolled", Length::Days(60), Roll::Off),
];

fn main() -> Result<()> {
    // `cargo test --all-targets` starts benches too; without this word nobody wants figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let begun = Instant::now();
    let calendar = shipped::calendar()?;
    println!(
        "Reading 20 years of notices and building the index of two centuries: {} ms.\n",
        millis(begun.elapsed())
    );
    let notices = Notices::of(&calendar);
    // Days whose counts end in published years.
    let starts = starts("2008-01-01", "2023-12-31")?;
    println!("| 1 000 000 counts | index, ms | ns each | day by day, ms (scaled from 20 000) | ratio |");
    println!("|---|--:|--:|--:|--:|");
    for (name, length, roll) in KINDS {
        let index = median(|| {
            for start in &starts {
                let _ = black_box(calendar.count(black_box(*start), length, roll));
            }
        });
        let ns = index.as_secs_f64() * 1e9 / COUNTS as f64;
        if matches!(length, Length::Months(_)) {
            println!("| {name} | {} | {ns:.0} | | |", millis(index));
            continue;
        }
        for start in &starts[..WALKS] {
            let counted = calendar.count(*start, length, roll)?.due;
            ensure!(Some(counted) == notices.walk(*start, length, roll), "{name} from {start}: {counted}");
        }
        let walked = median(|| {
            for start in &starts[..WALKS] {
                black_box(notices.walk(black_box(*start), length, roll));
            }
        });
        let scaled = walked * u32::try_from(COUNTS / WALKS)?;
        let ratio = scaled.as_secs_f64() / index.as_secs_f64();
        println!("| {name} | {} | {ns:.0} | {} | {ratio:.0} |", millis(index), millis(scaled));
    }
    println!();
    by_rules(&calendar, &notices)
}

/// A limit by its rule, and every clock of a case that was received and, three days on, accepted.
fn by_rules(calendar: &Calendar, notices: &Notices) -> Result<()> {
    let sets = shipped::profiles()?;
    let law = Profile::named(&sets, "regulation-2022").map_err(|problem| anyhow!("{problem:?}"))?;
    let (book, rules) = (law.book(), shipped::rules()?);
    let starts = starts("2022-05-01", "2026-09-30")?;
    println!("| 1 000 000 | by rule, ms | ns each | day by day, ms (scaled from 20 000) | ratio |");
    println!("|---|--:|--:|--:|--:|");
    let finish = |start| {
        let asked = Asked { clock: "finish", start, cap: Above::default(), extend: 0, pauses: &[] };
        by_rule(&book, calendar, &asked)
    };
    let walk = |start, days| notices.walk(start, Length::Days(days), Roll::On);
    for start in &starts[..WALKS] {
        let counted = finish(*start).map_err(|problem| anyhow!("{problem:?}"))?.live.due;
        ensure!(Some(counted) == walk(*start, 60), "finish from {start}: {counted}");
    }
    let ruled = median(|| {
        for start in &starts {
            let _ = black_box(finish(black_box(*start)));
        }
    });
    let walked = median(|| {
        for start in &starts[..WALKS] {
            black_box(walk(black_box(*start), 60));
        }
    });
    row("办结 `finish`, 60d, with the day from which more time may be asked for", ruled, walked)?;

    let accepted = |start: NaiveDate| start + Days::new(3);
    let mut case = Facts::registered(OfficeKind::OtherBody, starts[0], starts[0]);
    case.happened.push(Happened { step: "accept".to_owned(), ..Happened::default() });
    // The same case on other days: what is measured is the counting, not the making of cases.
    let mut clocks = |start: NaiveDate| {
        case.received = start;
        for (happened, (day, events)) in case.happened.iter_mut().zip([
            (start, &[(Start::Received, start), (Start::Registered, start)][..]),
            (accepted(start), &[(Start::Accepted, accepted(start))][..]),
        ]) {
            happened.day = day;
            happened.events.clear();
            happened.events.extend_from_slice(events);
        }
        running(&rules, calendar, &case, accepted(start))
    };
    for start in &starts[..WALKS] {
        let found: Vec<_> = clocks(*start).into_iter().map(|clock| Some(clock.due)).collect();
        ensure!(found == [walk(*start, 15), walk(accepted(*start), 60)], "a case of {start}: {found:?}");
    }
    let run = median(|| {
        for start in &starts {
            black_box(clocks(black_box(*start)));
        }
    });
    let walked = median(|| {
        for start in &starts[..WALKS] {
            black_box((walk(black_box(*start), 15), walk(accepted(*start), 60)));
        }
    });
    row("a case with receipt and acceptance: both its clocks, all that the desk shows of them", run, walked)?;
    println!();
    Ok(())
}

fn row(name: &str, ruled: Duration, walked: Duration) -> Result<()> {
    let (ns, scaled) = (ruled.as_secs_f64() * 1e9 / COUNTS as f64, walked * u32::try_from(COUNTS / WALKS)?);
    let ratio = scaled.as_secs_f64() / ruled.as_secs_f64();
    println!("| {name} | {} | {ns:.0} | {} | {ratio:.1} |", millis(ruled), millis(scaled));
    Ok(())
}

/// Days from one to the other, in no order, the same in every run.
fn starts(first: &str, last: &str) -> Result<Vec<NaiveDate>> {
    let first: NaiveDate = first.parse()?;
    let days = u64::try_from((last.parse::<NaiveDate>()? - first).num_days() + 1)?;
    let mut dice: u64 = 1;
    let starts = (0..COUNTS).map(|_| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        first + Days::new((dice >> 33) % days)
    });
    Ok(starts.collect())
}

/// The notices' days as they stand, asked for each day anew.
struct Notices {
    off: BTreeSet<NaiveDate>,
    work: BTreeSet<NaiveDate>,
}

impl Notices {
    fn of(calendar: &Calendar) -> Notices {
        let off = calendar.years().flat_map(|year| year.off.keys().copied()).collect();
        let work = calendar.years().flat_map(|year| year.work.keys().copied()).collect();
        Notices { off, work }
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if weekend { self.work.contains(&day) } else { !self.off.contains(&day) }
    }

    /// The same count, walking; months have no walk of their own.
    fn walk(&self, start: NaiveDate, length: Length, roll: Roll) -> Option<NaiveDate> {
        let (mut left, only_working) = match length {
            Length::Days(days) => (days, false),
            Length::WorkingDays(days) => (days, true),
            Length::Months(_) | Length::Minutes(_) => return None,
        };
        let mut day = start;
        while left > 0 {
            day = day.succ_opt()?;
            if !only_working || self.is_working(day) {
                left -= 1;
            }
        }
        while roll == Roll::On && !self.is_working(day) {
            day = day.succ_opt()?;
        }
        Some(day)
    }
}

/// The median of a few runs.
fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

//! What a list costs: each queue's first page, the next one, filters, orders, the next case, home
//! and an opened case, for somebody who sees all but what is confidential, for a head of
//! department, and for the main leader.
//!
//! `cargo bench --bench queues` invents an office of 20 000 cases and prints a report in Markdown;
//! `XINFANG_BENCH_CASES=200000,1000000` selects other sizes. Offices are kept under `target/bench`.
//! Nothing here fails because something was slow.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use chrono::{DateTime, FixedOffset};
use xinfang::api::{Answer, Request, cases, home};
use xinfang::domain::actor::Actor;
use xinfang::domain::case::CaseId;
use xinfang::domain::masked::Personal;
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::domain::view::{FilterWord, Sort, View};
use xinfang::service::Service;

/// The program that makes the offices.
const PROGRAM: &str = env!("CARGO_BIN_EXE_xinfang");
/// Nine o'clock of the day the offices are made for.
const NOW: &str = "2026-11-22T09:00:00+08:00";
/// Account and what he sees.
const PEOPLE: [(&str, &str); 3] =
    [("lin", "dispatcher"), ("dou", "head of department"), ("qin", "main leader")];
const CALLS: usize = 200;
/// Rows that a terminal of 40 lines shows.
const ROWS: usize = 34;
/// A frame, and what is over it stands out.
const FRAME: Duration = Duration::from_millis(16);

fn main() -> Result<()> {
    // `cargo test --all-targets` starts benches too; without this word nobody wants figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let sizes = std::env::var("XINFANG_BENCH_CASES").unwrap_or_else(|_| "20000".to_owned());
    for size in sizes.split(',').map(str::trim).filter(|size| !size.is_empty()) {
        measure(size.replace('_', "").parse().context("XINFANG_BENCH_CASES: 200000,1000000")?)?;
    }
    Ok(())
}

fn measure(cases: u32) -> Result<()> {
    println!("## {cases} cases\n");
    let office = office(cases)?;
    let mut service = Service::open_file(&office).map_err(|trouble| anyhow!("{trouble:?}"))?;
    let now: DateTime<FixedOffset> = NOW.parse()?;
    println!("| p50 / p99, ms | {} |", PEOPLE.map(|(_, what)| what).join(" | "));
    println!("|---|--:|--:|--:|");
    let mut actors = Vec::new();
    for (account, _) in PEOPLE {
        let actor = service.actor(account, "bench", now).map_err(|trouble| anyhow!("{trouble:?}"))?;
        actors.push(actor.map_err(|_| anyhow!("nobody is called {account}"))?);
    }
    for queue in Queue::ALL {
        let first = Request::Cases(cases::Request::List { queue, stretch: Stretch::First, limit: ROWS });
        row(&format!("{queue:?}"), &mut service, &actors, now, |_, _| first.clone())?;
    }
    for (queue, last) in [(Queue::Open, "Open, its end"), (Queue::All, "All, its end")] {
        let last_page = Request::Cases(cases::Request::List { queue, stretch: Stretch::Last, limit: ROWS });
        row(last, &mut service, &actors, now, |_, _| last_page.clone())?;
    }
    for queue in [Queue::Working, Queue::Open, Queue::All] {
        let filtered = View {
            filter: vec![FilterWord { text: Personal::new("停水"), ..FilterWord::default() }],
            ..View::of(queue)
        };
        row(&format!("{queue:?}, filtered"), &mut service, &actors, now, |_, _| view(&filtered))?;
        for sort in ["title", "-received", "number"] {
            let sort_by = Sort::from_word(sort).ok_or_else(|| anyhow!("no order {sort}"))?;
            let sorted = View { sort: sort_by, ..View::of(queue) };
            row(&format!("{queue:?}, by {sort}"), &mut service, &actors, now, |_, _| view(&sorted))?;
        }
    }
    let next = cases::Request::Next { view: None, from: Stretch::First };
    row("next case", &mut service, &actors, now, |_, _| Request::Cases(next.clone()))?;
    row("home", &mut service, &actors, now, |_, _| Request::Home(home::Request::Today))?;
    // The newest are open, and have been worked on.
    let mut open = Vec::new();
    for actor in &actors {
        let list = cases::Request::List { queue: Queue::Open, stretch: Stretch::First, limit: CALLS };
        let ids: Vec<CaseId> = match service.answer(actor, now, Request::Cases(list)).result {
            Ok(Answer::Cases(cases::Answer::List(page))) => page.rows.iter().map(|row| row.id).collect(),
            other => return Err(anyhow!("{other:?}")),
        };
        ensure!(!ids.is_empty(), "{} has nothing open", actor.account);
        open.push(ids);
    }
    row("open a case", &mut service, &actors, now, |who, nth| {
        Request::Cases(cases::Request::Open(open[who][nth % open[who].len()]))
    })?;
    println!();
    Ok(())
}

fn view(view: &View) -> Request {
    Request::Cases(cases::Request::View { view: view.clone(), stretch: Stretch::First, limit: ROWS })
}

fn row(
    what: &str,
    service: &mut Service,
    actors: &[Actor],
    now: DateTime<FixedOffset>,
    ask: impl Fn(usize, usize) -> Request,
) -> Result<()> {
    let mut cells = Vec::new();
    for (who, actor) in actors.iter().enumerate() {
        let mut times = Vec::with_capacity(CALLS);
        for nth in 0..CALLS {
            let request = ask(who, nth);
            let begun = Instant::now();
            let reply = service.answer(actor, now, request);
            times.push(begun.elapsed());
            reply.result.map_err(|refused| anyhow!("{what}: {refused:?}"))?;
        }
        times.sort_unstable();
        let at = |part: usize| times[(times.len() - 1) * part / 100];
        let slow = if at(99) > FRAME { " **" } else { "" };
        cells.push(format!("{:.1} / {:.1}{slow}", millis(at(50)), millis(at(99))));
    }
    println!("| {what} | {} |", cells.join(" | "));
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The office of that many cases, made if it is not there yet.
fn office(cases: u32) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{cases}.db"));
    if !path.exists() {
        let begun = Instant::now();
        // Made under another name: what was interrupted is not taken for an office later.
        let unfinished = folder.join(format!("{cases}.unfinished.db"));
        let done = Command::new(PROGRAM)
            .args(["demo", "--no-tui", "--now", "2026-11-22", "--cases", &cases.to_string(), "--db"])
            .arg(&unfinished)
            .stdout(Stdio::null())
            .status()?;
        ensure!(done.success(), "xinfang demo: {done}");
        std::fs::rename(&unfinished, &path)?;
        println!("The office was made in {:.1} s.\n", begun.elapsed().as_secs_f64());
    }
    Ok(path)
}

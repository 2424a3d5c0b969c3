//! What accepting a year costs an office with many open cases.
//!
//! `cargo bench --bench year` takes the practice office of 20 000 cases, registers 50 000 more that
//! are all open and whose limits lie around New Year, and accepts an invented notice for 2027: three
//! times, each in a copy. `XINFANG_BENCH_CASES=200000` and `XINFANG_BENCH_OPEN=100000` select other
//! figures. Nothing here fails because something was slow.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use xinfang::api::Refusal;
use xinfang::api::years::Proposal;
use xinfang::domain::actor::Actor;
use xinfang::domain::intake::{Doubts, Draft, Intake, read};
use xinfang::service::{Feed, Health, ImportVerdict, Keep, Service};

const PROGRAM: &str = env!("CARGO_BIN_EXE_xinfang");
const NOTICE: &str = include_str!("../tests/deadline/notice-2027.txt");
/// The notice has come late, as it does: limits of fifteen and of sixty days reach over the year.
const NOW: &str = "2026-12-22T09:00:00+08:00";
const FIRST_RECEIPT: &str = "2026-11-01";
const RUNS: usize = 3;
const BATCH: usize = 2_000;

fn main() -> Result<()> {
    // `cargo test --all-targets` starts benches too; without this word nobody wants figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let (cases, open) = (figure("XINFANG_BENCH_CASES", 20_000)?, figure("XINFANG_BENCH_OPEN", 50_000)?);
    let office = office(cases, open)?;
    let mut times: [Vec<Duration>; 2] = Default::default();
    let mut told = None;
    for _ in 0..RUNS {
        let copy = folder()?.join("year-copy.db");
        remove(&copy);
        std::fs::copy(&office, &copy)?;
        // Else the system writes the copy to disk while accepting is measured.
        std::fs::File::open(&copy)?.sync_all()?;
        let (proposal, run) = run(&copy)?;
        told = Some(proposal);
        for (times, time) in times.iter_mut().zip(run) {
            times.push(time);
        }
        remove(&copy);
    }
    let told = told.context("no run")?;
    let [weighed, accepted] = times.map(|mut times| {
        times.sort_unstable();
        times[RUNS / 2]
    });
    println!("| office | cases that move | limits that move | shown after | accepted after |");
    println!("|---|--:|--:|--:|--:|");
    println!(
        "| {cases} cases and {open} open ones | {} | {} | {:.2} s | {:.2} s |\n",
        told.cases,
        told.moves.len(),
        weighed.as_secs_f64(),
        accepted.as_secs_f64()
    );
    Ok(())
}

/// Opens the office, weighs the notice, accepts it, and has the records looked through.
fn run(file: &Path) -> Result<(Proposal, [Duration; 2])> {
    let now: DateTime<FixedOffset> = NOW.parse()?;
    let mut service = open(file)?;
    let admin = actor(&mut service, "admin", now)?;
    let begun = Instant::now();
    let weighed = service.weigh_years(&admin, now, NOTICE).map_err(refused)?;
    let time_to_weigh = begun.elapsed();
    let begun = Instant::now();
    let accepted = service.accept_years(&admin, now, NOTICE).map_err(refused)?;
    let time_to_accept = begun.elapsed();
    ensure!(accepted == weighed, "another thing was accepted than shown");
    for found in service.checkup(now).map_err(|trouble| anyhow!("{trouble:?}"))? {
        ensure!(found.health == Health::Good, "{}: {}", found.what, found.detail);
    }
    Ok((accepted, [time_to_weigh, time_to_accept]))
}

/// The practice office with its open cases, made if it is not there yet.
fn office(cases: usize, more: usize) -> Result<PathBuf> {
    let path = folder()?.join(format!("year-{cases}-{more}.db"));
    if !path.exists() {
        // Made under another name: what was interrupted is not taken for an office later.
        let unfinished = folder()?.join("year.unfinished.db");
        remove(&unfinished);
        let day = NOW.split('T').next().unwrap_or(NOW);
        let done = Command::new(PROGRAM)
            .args([
                "demo",
                "--no-tui",
                "--kind",
                "other-body",
                "--now",
                day,
                "--cases",
                &cases.to_string(),
                "--db",
            ])
            .arg(&unfinished)
            .stdout(Stdio::null())
            .status()?;
        ensure!(done.success(), "xinfang demo: {done}");
        let now: DateTime<FixedOffset> = NOW.parse()?;
        let mut service = open(&unfinished)?;
        let desk = actor(&mut service, "desk", now)?;
        let mut feed = Open { at: 0, most: more, now, fault: None };
        service.import(&desk, now, Keep::Yes, &mut feed).map_err(refused)?;
        if let Some(fault) = feed.fault {
            bail!(fault);
        }
        drop(service);
        std::fs::rename(&unfinished, &path)?;
    }
    println!("Its file takes {} MB.\n", std::fs::metadata(&path)?.len() / 1_000_000);
    Ok(path)
}

/// Matters received on the days up to now, one day after the other.
struct Open {
    at: usize,
    most: usize,
    now: DateTime<FixedOffset>,
    fault: Option<String>,
}

impl Open {
    fn matter(&self, at: usize) -> Result<Intake> {
        let first: NaiveDate = FIRST_RECEIPT.parse()?;
        let days = u64::try_from((self.now.date_naive() - first).num_days())?;
        let received = first + Days::new(at as u64 % (days + 1));
        let draft = Draft {
            received: received.to_string(),
            body: format!("城关镇东关村第{at}户反映：自来水水压不足，用水高峰停水，请求尽快检修管道。"),
            name: format!("村民{at}"),
            phone: format!("139{:08}", at),
            address: format!("城关镇东关村{at}号"),
            ..Draft::default()
        };
        read(&draft, self.now, Doubts::Complain).map_err(|complaints| anyhow!("{complaints:?}"))
    }
}

impl Feed for Open {
    fn next(&mut self) -> Option<Vec<Intake>> {
        let until = self.most.min(self.at + BATCH);
        let matters: Result<Vec<Intake>> = (self.at..until).map(|at| self.matter(at)).collect();
        self.at = until;
        match matters {
            Ok(matters) => (!matters.is_empty()).then_some(matters),
            Err(fault) => {
                self.fault = Some(fault.to_string());
                None
            }
        }
    }

    fn told(&mut self, verdicts: Vec<ImportVerdict>) -> Result<(), Refusal> {
        if !verdicts.iter().all(|verdict| matches!(verdict, ImportVerdict::Filed(_))) {
            self.fault = Some("a matter was known already".to_owned());
        }
        Ok(())
    }
}

fn open(file: &Path) -> Result<Service> {
    Service::open_file(file).map_err(|trouble| anyhow!("{trouble:?}"))
}

fn actor(service: &mut Service, account: &str, now: DateTime<FixedOffset>) -> Result<Actor> {
    let actor = service.actor(account, "bench", now).map_err(|trouble| anyhow!("{trouble:?}"))?;
    actor.map_err(|known| anyhow!("nobody is called {account}, there are {known:?}"))
}

fn refused(refusal: Refusal) -> anyhow::Error {
    anyhow!("{refusal:?}")
}

fn figure(name: &str, usual: usize) -> Result<usize> {
    match std::env::var(name) {
        Ok(text) => text.replace('_', "").parse().with_context(|| format!("{name}={text}")),
        Err(_) => Ok(usual),
    }
}

fn folder() -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn remove(office: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut part = office.to_owned().into_os_string();
        part.push(ending);
        let _ = std::fs::remove_file(part);
    }
}

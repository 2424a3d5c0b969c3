//! What asking for the same matter costs while somebody types, and how often the matter itself is
//! among the five.
//!
//! `cargo bench --bench similar` takes an office of 20 000 cases, made with `xinfang demo` and kept
//! under `target/bench`; `XINFANG_BENCH_CASES=200000,1000000` selects other sizes. Practice texts
//! are made of templates: thousands are nearly alike, which is the hard case. Each probe is the text
//! of a case with every fifth character another, asked for at 8, 24, 80 characters and whole. Nothing
//! here fails because something was slow.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail, ensure};
use chrono::{DateTime, FixedOffset};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use xinfang::api::similar::{Answer as SimilarAnswer, Candidate, Request as Ask};
use xinfang::api::{Answer, Refusal, Request, cases};
use xinfang::domain::actor::Actor;
use xinfang::domain::case::CaseId;
use xinfang::domain::masked::Personal;
use xinfang::domain::similar::{Probe, SHOWN_MAX};
use xinfang::service::Service;

const PROGRAM: &str = env!("CARGO_BIN_EXE_xinfang");
const NOW: &str = "2026-11-22T09:00:00+08:00";
/// Matters asked for.
const PROBES: i64 = 400;
/// So much of a text stands when it is asked for.
const TYPED: [usize; 4] = [8, 24, 80, usize::MAX];

fn main() -> Result<()> {
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let sizes = std::env::var("XINFANG_BENCH_CASES").unwrap_or_else(|_| "20000".to_owned());
    println!("| cases | asked | n | p50 ms | p99 | max | first ms | itself among five | candidates |");
    println!("|--:|---|--:|--:|--:|--:|--:|--:|--:|");
    for size in sizes.split(',').map(str::trim).filter(|size| !size.is_empty()) {
        measure(size.replace('_', "").parse()?)?;
    }
    Ok(())
}

struct Seat {
    service: Service,
    actor: Actor,
    now: DateTime<FixedOffset>,
}

impl Seat {
    fn take(file: &Path) -> Result<Seat> {
        let now = DateTime::parse_from_rfc3339(NOW)?;
        let mut service = Service::open_file(file).map_err(|trouble| anyhow!("{trouble:?}"))?;
        let actor = service
            .actor("desk", "bench", now)
            .map_err(|trouble| anyhow!("{trouble:?}"))?
            .map_err(|known| anyhow!("accounts are {known:?}"))?;
        Ok(Seat { service, actor, now })
    }

    fn like(&mut self, probe: &Probe) -> Result<(Duration, Vec<Candidate>)> {
        let ask = Request::Similar(Ask::Like { probe: Box::new(probe.clone()), top: SHOWN_MAX });
        let begun = Instant::now();
        let told = self.service.answer(&self.actor, self.now, ask).result;
        let time = begun.elapsed();
        match told {
            Ok(Answer::Similar(SimilarAnswer::Candidates(found))) => Ok((time, found)),
            other => bail!("{other:?}"),
        }
    }

    /// The first case from this number on that this seat may read: a confidential one is passed by.
    fn text_from(&mut self, CaseId(first): CaseId) -> Result<(CaseId, String, String)> {
        for id in (first..first + 10).map(CaseId) {
            let ask = Request::Cases(cases::Request::Open(id));
            match self.service.answer(&self.actor, self.now, ask).result {
                Ok(Answer::Cases(cases::Answer::Case(card))) => {
                    return Ok((id, card.line.title.clone(), card.body.reveal().to_owned()));
                }
                Err(Refusal::NoSuchCase) => {}
                other => bail!("{other:?}"),
            }
        }
        bail!("none of ten cases from {first} on may be read")
    }
}

fn measure(cases: u32) -> Result<()> {
    let office = office(cases)?;
    let copy = office.with_file_name("similar.db");
    std::fs::copy(&office, &copy)?;
    let mut seat = Seat::take(&copy)?;
    let mut dice = StdRng::seed_from_u64(7);
    let mut probes = Vec::new();
    for at in 0..PROBES {
        let first = CaseId(1 + at * (i64::from(cases) - 1) / PROBES);
        let (id, title, body) = seat.text_from(first)?;
        probes.push((id, altered(&title, &mut dice), altered(&body, &mut dice)));
    }
    // A desk that has just been opened: nothing is counted and nothing read.
    drop(seat);
    let mut seat = Seat::take(&copy)?;
    let (first, _) = seat.like(&probe("", &probes[0].2, usize::MAX))?;
    for typed in TYPED {
        let mut times = Vec::new();
        let (mut itself, mut shown) = (0, 0);
        for (id, title, body) in &probes {
            let whole = typed == usize::MAX;
            let (time, found) = seat.like(&probe(if whole { title } else { "" }, body, typed))?;
            times.push(time);
            shown += found.len();
            itself += usize::from(found.iter().any(|candidate| candidate.id == *id));
        }
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let asked =
            if typed == usize::MAX { "whole, with title".to_owned() } else { format!("{typed} characters") };
        println!(
            "| {cases} | {asked} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {itself} | {:.1} |",
            times.len(),
            ms(times[times.len() / 2]),
            ms(times[(times.len() * 99).div_ceil(100) - 1]),
            ms(times[times.len() - 1]),
            ms(first),
            shown as f64 / times.len() as f64,
        );
    }
    drop(seat);
    for ending in ["db", "db-wal", "db-shm"] {
        let _ = std::fs::remove_file(copy.with_extension(ending));
    }
    Ok(())
}

fn probe(title: &str, body: &str, typed: usize) -> Probe {
    Probe {
        title: Personal::new(title),
        body: Personal::new(body.chars().take(typed).collect::<String>()),
        ..Probe::default()
    }
}

/// The text with every fifth character another.
fn altered(text: &str, dice: &mut StdRng) -> String {
    text.chars()
        .map(|c| {
            let other = char::from_u32(dice.random_range(0x4e00..0x9000)).unwrap_or(c);
            if dice.random_bool(0.2) { other } else { c }
        })
        .collect()
}

/// The office of that many cases, made if it is not there yet.
fn office(cases: u32) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{cases}.db"));
    if !path.exists() {
        let unfinished = folder.join(format!("{cases}.unfinished.db"));
        let done = Command::new(PROGRAM)
            .args(["demo", "--no-tui", "--now", "2026-11-22", "--cases", &cases.to_string(), "--db"])
            .arg(&unfinished)
            .stdout(Stdio::null())
            .status()?;
        ensure!(done.success(), "xinfang demo: {done}");
        std::fs::rename(&unfinished, &path)?;
    }
    Ok(path)
}

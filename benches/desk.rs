//! What a key costs at the desk: time until its frame is drawn, and bytes sent to the terminal.
//!
//! `cargo bench --bench desk` invents an office of 20 000 cases and prints a report in Markdown;
//! `XINFANG_BENCH_CASES=200000,1000000` selects other sizes, `XINFANG_BENCH_IDLE=1` watches an
//! idle desk for twenty seconds instead of three. Offices are kept under `target/bench`; what
//! writes works on a copy. Nothing here fails because something was slow.

#[path = "desk/keys.rs"]
mod keys;
#[path = "desk/machine.rs"]
mod machine;
#[path = "desk/report.rs"]
mod report;
#[path = "desk/seat.rs"]
mod seat;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use ratatui::layout::Size;

use report::Row;

/// The program under measurement.
const PROGRAM: &str = env!("CARGO_BIN_EXE_xinfang");
/// Nine o'clock of the day the offices are made for.
const NOW: &str = "2026-11-22T09:00:00+08:00";
/// The terminals people have: the smallest, and the first with a pane beside the list.
const SIZES: [Size; 2] = [Size { width: 80, height: 24 }, Size { width: 120, height: 40 }];

fn main() -> Result<()> {
    // `cargo test --all-targets` starts benches too; without this word nobody wants figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let sizes = std::env::var("XINFANG_BENCH_CASES").unwrap_or_else(|_| "20000".to_owned());
    for size in sizes.split(',').map(str::trim).filter(|size| !size.is_empty()) {
        let cases: u32 = size.replace('_', "").parse().context("XINFANG_BENCH_CASES: 200000,1000000")?;
        measure(cases)?;
    }
    Ok(())
}

fn measure(cases: u32) -> Result<()> {
    println!("## {cases} cases\n");
    let office = office(cases)?;
    let copy = Copy::of(&office)?;
    let mut tables = Vec::new();
    for size in SIZES {
        tables.push(keys::measure(&copy.path, size)?);
    }
    let rows: Vec<[Row; 2]> = {
        let mut tables = tables.into_iter();
        let (small, large) = (tables.next().unwrap_or_default(), tables.next().unwrap_or_default());
        small.into_iter().zip(large).map(|(small, large)| [small, large]).collect()
    };
    report::keys(&rows);
    report::machine(&machine::measure(&copy.path)?);
    Ok(())
}

/// The office of that many cases, made if it is not there yet.
fn office(cases: u32) -> Result<PathBuf> {
    let path = folder()?.join(format!("{cases}.db"));
    if !path.exists() {
        let begun = Instant::now();
        // Made under another name: what was interrupted is not taken for an office later.
        let unfinished = folder()?.join(format!("{cases}.unfinished.db"));
        let done = Command::new(PROGRAM)
            .args(["demo", "--no-tui", "--now", "2026-11-22", "--cases", &cases.to_string(), "--db"])
            .arg(&unfinished)
            .stdout(Stdio::null())
            .status()?;
        ensure!(done.success(), "xinfang demo: {done}");
        std::fs::rename(&unfinished, &path)?;
        println!("The office was made in {:.1} s.", begun.elapsed().as_secs_f64());
    }
    println!("Its file takes {} MB.\n", std::fs::metadata(&path)?.len() / 1_000_000);
    Ok(path)
}

fn folder() -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A copy of an office to write in, taken away in the end.
struct Copy {
    path: PathBuf,
}

impl Copy {
    fn of(office: &Path) -> Result<Copy> {
        let copy = Copy { path: folder()?.join("copy.db") };
        copy.remove();
        std::fs::copy(office, &copy.path)?;
        // Else the system writes the copy to disk while saving is measured.
        std::fs::File::open(&copy.path)?.sync_all()?;
        Ok(copy)
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm", "-drafts", "-drafts-wal", "-drafts-shm"] {
            let mut part = self.path.clone().into_os_string();
            part.push(ending);
            let _ = std::fs::remove_file(part);
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}

//! The report: tables in Markdown, with the aim beside each figure.

use std::time::Duration;

use crate::machine::Machine;
use crate::seat::Sample;

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Nothing.
    None,
    /// First frame: 50 ms.
    Start,
    /// A key: 16 ms at the 99th percentile.
    Key,
    /// The same, and 300 bytes at the median.
    Bar,
}

const START: Duration = Duration::from_millis(50);
const KEY: Duration = Duration::from_millis(16);
const BAR_BYTES: usize = 300;

/// One thing measured on one terminal.
#[derive(Debug)]
pub struct Row {
    name: &'static str,
    aim: Aim,
    times: Vec<Duration>,
    bytes: Vec<usize>,
}

impl Row {
    pub fn new(name: &'static str, samples: Vec<Sample>, aim: Aim) -> Row {
        let mut times: Vec<Duration> = samples.iter().map(|sample| sample.time).collect();
        let mut bytes: Vec<usize> = samples.iter().map(|sample| sample.bytes).collect();
        times.sort_unstable();
        bytes.sort_unstable();
        Row { name, aim, times, bytes }
    }

    fn is_within_time(&self) -> bool {
        match self.aim {
            Aim::None => true,
            Aim::Start => percentile(&self.times, 50) <= START,
            Aim::Key | Aim::Bar => percentile(&self.times, 99) <= KEY,
        }
    }
}

/// The smallest value that so many hundredths of all do not exceed.
pub fn percentile<T: Copy + Default>(sorted: &[T], hundredths: usize) -> T {
    let rank = (sorted.len() * hundredths).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// What keeping a form takes, in a finer unit than the table's.
pub fn kept(samples: &[Sample]) {
    let mut times: Vec<u128> = samples.iter().map(|sample| sample.time.as_micros()).collect();
    times.sort_unstable();
    println!(
        "Keeping a form once: {} µs at the median, {} at p99, {} at most, of {}.\n",
        percentile(&times, 50),
        percentile(&times, 99),
        times.last().copied().unwrap_or_default(),
        times.len()
    );
}

/// Every key, both terminals side by side.
pub fn keys(rows: &[[Row; 2]]) {
    println!(
        "| ms, bytes | 80x24 p50 | p99 | max | bytes p50 | max | 120x40 p50 | p99 | max | bytes p50 | n | aim |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    for [small, large] in rows {
        let (mut aims, mut missed) = (Vec::new(), Vec::new());
        match small.aim {
            Aim::None => {}
            Aim::Start => aims.push("50 ms"),
            Aim::Key => aims.push("16 ms"),
            Aim::Bar => aims.extend(["16 ms", "300 bytes"]),
        }
        if !small.is_within_time() {
            missed.push("80x24");
        }
        if !large.is_within_time() {
            missed.push("120x40");
        }
        if small.aim == Aim::Bar && percentile(&small.bytes, 50) > BAR_BYTES {
            missed.push("bytes");
        }
        let mut aim = aims.join(", ");
        if !missed.is_empty() {
            aim = format!("{aim}: **missed** ({})", missed.join(", "));
        }
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {aim} |",
            small.name,
            millis(percentile(&small.times, 50)),
            millis(percentile(&small.times, 99)),
            millis(percentile(&small.times, 100)),
            percentile(&small.bytes, 50),
            percentile(&small.bytes, 100),
            millis(percentile(&large.times, 50)),
            millis(percentile(&large.times, 99)),
            millis(percentile(&large.times, 100)),
            percentile(&large.bytes, 50),
            small.times.len(),
        );
    }
    println!();
}

/// The program as the system sees it.
pub fn machine(machine: &Machine) {
    let Machine {
        starts,
        start_bytes,
        resident,
        peak,
        keys,
        key_bytes,
        idle,
        idle_ticks,
        idle_running,
        idle_bytes,
        import_rows,
        import_time,
        import_peak,
    } = machine;
    println!("| the program on a terminal of 80x24 | figure | aim |");
    println!("|---|--:|---|");
    println!(
        "| exec to the first frame with rows, median of {} | {} ms | {} |",
        starts.len(),
        millis(percentile(starts, 50)),
        verdict("50 ms", percentile(starts, 50) <= START)
    );
    println!("| the same, slowest | {} ms | |", millis(percentile(starts, 100)));
    println!("| bytes until then | {start_bytes} | |");
    println!("| bytes of {keys} keys (paging, searching, opening) | {key_bytes} | |");
    println!(
        "| resident after them (VmRSS) | {:.1} MB | {} |",
        mega(*resident),
        verdict("40 MB", mega(*resident) <= 40.0)
    );
    println!("| most ever resident (VmHWM) | {:.1} MB | |", mega(*peak));
    println!(
        "| bytes sent in {} s without a key | {idle_bytes} | {} |",
        idle.as_secs(),
        verdict("0", *idle_bytes == 0)
    );
    let share = idle_running.as_secs_f64() / idle.as_secs_f64();
    println!(
        "| processor time meanwhile | {} ticks of 10 ms, {} ms by the scheduler: {:.3} % of a core | {} |",
        idle_ticks,
        millis(*idle_running),
        share * 100.0,
        verdict("0.1 %", share <= 0.001)
    );
    println!(
        "| import of {import_rows} rows of csv | {:.1} s, {:.0} rows/s | |",
        import_time.as_secs_f64(),
        *import_rows as f64 / import_time.as_secs_f64()
    );
    println!(
        "| most resident during the import | {:.1} MB | {} |\n",
        mega(*import_peak),
        verdict("100 MB", mega(*import_peak) <= 100.0)
    );
}

fn verdict(aim: &str, reached: bool) -> String {
    if reached { aim.to_owned() } else { format!("{aim}: **missed**") }
}

/// Kilobytes of the system as megabytes.
fn mega(kilobytes: u64) -> f64 {
    kilobytes as f64 * 1024.0 / 1e6
}

/// Milliseconds with two digits that mean something.
pub fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1e3;
    match millis {
        ..10.0 => format!("{millis:.2}"),
        ..100.0 => format!("{millis:.1}"),
        _ => format!("{millis:.0}"),
    }
}

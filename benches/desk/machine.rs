//! The program itself on a pseudo-terminal: start, memory, idleness; and its import.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use xinfang::i18n::{Language, words};

use crate::report::percentile;
use crate::{NOW, PROGRAM, folder};

/// The terminal.
const ROWS: NonZeroU16 = NonZeroU16::MIN.saturating_add(23);
const COLS: NonZeroU16 = NonZeroU16::MIN.saturating_add(79);
const STARTS: usize = 20;
const KEYS: usize = 200;
const IMPORT_ROWS: usize = 10_000;
/// A terminal that is silent this long has got its frame.
const QUIET: Duration = Duration::from_millis(30);
/// A program that shows nothing for so long is broken, not slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the system says of the program.
#[derive(Debug)]
pub struct Machine {
    /// From exec to the first frame with rows, sorted.
    pub starts: Vec<Duration>,
    /// Bytes until that frame, median.
    pub start_bytes: usize,
    /// VmRSS and VmHWM in KiB after the keys.
    pub resident: u64,
    pub peak: u64,
    /// Keys pressed, and the bytes that answered them.
    pub keys: usize,
    pub key_bytes: usize,
    /// How long nobody pressed a key.
    pub idle: Duration,
    /// utime and stime meanwhile, in ticks of 10 ms; the scheduler counts finer.
    pub idle_ticks: u64,
    pub idle_running: Duration,
    pub idle_bytes: usize,
    /// Rows of the file, how long the whole command took, VmHWM in KiB.
    pub import_rows: usize,
    pub import_time: Duration,
    pub import_peak: u64,
}

/// Measures the program on this office, and imports into it.
pub fn measure(file: &Path) -> Result<Machine> {
    let (mut starts, mut start_bytes) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let (desk, time) = Desk::open(file)?;
        starts.push(time);
        start_bytes.push(desk.bytes);
        desk.leave()?;
    }
    starts.sort_unstable();
    start_bytes.sort_unstable();

    let (mut desk, _) = Desk::open(file)?;
    let before = desk.bytes;
    let day = ["\x1b[B"; 8].into_iter().chain(["\x1b[6~"; 4]).chain([
        "\x1b[F", "\x1b[H", "\x1b[C", "\x1b[6~", "\x06", "停", "水", "\x1b[B", "\r", "\x1b", "\x1b", "\x06",
        "s", "g", "\x1b", "\x1b[D", "\r", "\x1b",
    ]);
    for key in day.cycle().take(KEYS) {
        desk.press(key)?;
    }
    let key_bytes = desk.bytes - before;
    let (resident, peak) = memory(desk.id)?;
    let idle = Duration::from_secs(if std::env::var_os("XINFANG_BENCH_IDLE").is_some() { 20 } else { 3 });
    let (bytes, ticks, running) = (desk.bytes, ticks(desk.id)?, running(desk.id)?);
    desk.listen(idle)?;
    let idle_bytes = desk.bytes - bytes;
    let (idle_ticks, idle_running) = (self::ticks(desk.id)? - ticks, self::running(desk.id)? - running);
    desk.leave()?;

    let (import_time, import_peak) = import(file)?;
    Ok(Machine {
        starts,
        start_bytes: percentile(&start_bytes, 50),
        resident,
        peak,
        keys: KEYS,
        key_bytes,
        idle,
        idle_ticks,
        idle_running,
        idle_bytes,
        import_rows: IMPORT_ROWS,
        import_time,
        import_peak,
    })
}

/// A running desk and the terminal it draws on.
struct Desk {
    child: Box<dyn Child + Send + Sync>,
    id: u32,
    keys: Box<dyn Write + Send>,
    sent: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    unread: Vec<u8>,
    bytes: usize,
    _master: Box<dyn MasterPty + Send>,
}

impl Desk {
    /// Starts the program; answers how long it took until its key line offers to open a case,
    /// which is painted last and only when there are rows.
    fn open(file: &Path) -> Result<(Desk, Duration)> {
        let size = PtySize { rows: ROWS.get(), cols: COLS.get(), pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--lang", "zh", "--now", NOW, "--as", "desk", "--db"]);
        command.arg(file);
        command.env("TERM", "xterm");
        let mut reader = pair.master.try_clone_reader()?;
        let keys = pair.master.take_writer()?;
        let (send, sent) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 16_384];
            while let Ok(length @ 1..) = reader.read(&mut chunk) {
                if send.send(chunk[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let id = child.process_id().context("no process")?;
        let screen = vt100::Parser::new(ROWS, COLS, 0);
        let unread = Vec::new();
        let mut desk = Desk { child, id, keys, sent, screen, unread, bytes: 0, _master: pair.master };
        let open = words(Language::Chinese).open;
        while !desk.screen.screen().rows(0, COLS.get()).last().is_some_and(|line| line.contains(open)) {
            ensure!(begun.elapsed() < PATIENCE, "the desk showed no rows");
            desk.hear(PATIENCE)?;
        }
        let time = begun.elapsed();
        desk.listen(QUIET)?;
        Ok((desk, time))
    }

    /// Sends a key and takes what comes until the terminal is quiet.
    fn press(&mut self, key: &str) -> Result<()> {
        self.keys.write_all(key.as_bytes())?;
        self.keys.flush()?;
        while self.hear(QUIET)? {}
        Ok(())
    }

    /// Takes what comes in this time.
    fn listen(&mut self, time: Duration) -> Result<()> {
        let until = Instant::now() + time;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            self.hear(left)?;
        }
        Ok(())
    }

    /// Takes the next bytes; answers whether any came in time.
    fn hear(&mut self, time: Duration) -> Result<bool> {
        match self.sent.recv_timeout(time) {
            Ok(chunk) => {
                self.bytes += chunk.len();
                self.show(&chunk)?;
                Ok(true)
            }
            Err(RecvTimeoutError::Timeout) => Ok(false),
            Err(RecvTimeoutError::Disconnected) => {
                bail!("the desk closed: {}", self.screen.screen().contents())
            }
        }
    }

    /// Plays the bytes, and says where the cursor stands when it is asked, as terminals do.
    fn show(&mut self, chunk: &[u8]) -> Result<()> {
        const QUESTION: &[u8] = b"\x1b[6n";
        self.unread.extend(chunk);
        while let Some(at) = self.unread.windows(QUESTION.len()).position(|bytes| bytes == QUESTION) {
            self.screen.process(&self.unread[..at]);
            self.unread.drain(..at + QUESTION.len());
            let (row, column) = self.screen.screen().cursor_position();
            write!(self.keys, "\x1b[{};{}R", row + 1, column + 1)?;
            self.keys.flush()?;
        }
        // The start of a question waits for the rest of it.
        let cut = (1..QUESTION.len()).rev().find(|&n| self.unread.ends_with(&QUESTION[..n])).unwrap_or(0);
        let whole = self.unread.len() - cut;
        self.screen.process(&self.unread[..whole]);
        self.unread.drain(..whole);
        Ok(())
    }

    fn leave(mut self) -> Result<()> {
        self.keys.write_all(b"\x11")?;
        self.keys.flush()?;
        let status = self.child.wait()?;
        ensure!(status.success(), "the desk left with {status:?}");
        Ok(())
    }
}

/// VmRSS and VmHWM in KiB.
fn memory(id: u32) -> Result<(u64, u64)> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok()).context("no such line")
    };
    Ok((field("VmRSS")?, field("VmHWM")?))
}

/// utime and stime of a process.
fn ticks(id: u32) -> Result<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
    let (_, fields) = stat.rsplit_once(')').context("no name in stat")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    Ok(fields[11].parse::<u64>()? + fields[12].parse::<u64>()?)
}

/// Time that the threads of a process ran, by the scheduler's own clock.
fn running(id: u32) -> Result<Duration> {
    let mut nanos = 0;
    for task in std::fs::read_dir(format!("/proc/{id}/task"))? {
        let text = std::fs::read_to_string(task?.path().join("schedstat"))?;
        nanos += text.split_whitespace().next().context("no schedstat")?.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanos))
}

/// Imports a file of invented rows; answers how long the command took and its VmHWM in KiB.
fn import(office: &Path) -> Result<(Duration, u64)> {
    let file = folder()?.join("import.csv");
    write_rows(&file)?;
    let begun = Instant::now();
    let mut child = Command::new(PROGRAM)
        .args(["import", "--json", "--now", NOW, "--db"])
        .arg(office)
        .arg(&file)
        .stdout(Stdio::null())
        .spawn()?;
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        // Gone between the two questions: the last answer stands.
        peak = memory(child.id()).map_or(peak, |(_, high)| high.max(peak));
        std::thread::sleep(Duration::from_millis(2));
    };
    let time = begun.elapsed();
    ensure!(status.success(), "the import left with {status}");
    Ok((time, peak))
}

/// Rows as a message board exports them: every text its own.
fn write_rows(file: &Path) -> Result<()> {
    const PARTS: [&str; 16] = [
        "小区的路灯坏了很久",
        "晚上看不清路",
        "打过几次电话",
        "说是会派人来",
        "一直没有人来",
        "孩子上学要经过那里",
        "希望尽快修好",
        "村里的账目没有公开",
        "合同约定的费用还没有给",
        "开工以后灰尘很大",
        "门口的下水道堵了",
        "雨天积水到膝盖",
        "公交车等一个小时",
        "材料交了两个月",
        "窗口说系统里查不到",
        "请帮助核实并答复",
    ];
    const TOWNS: [&str; 4] = ["柳溪镇", "石桥乡", "城关镇", "青岭乡"];
    let mut dice = StdRng::seed_from_u64(10_000);
    let mut rows = csv::Writer::from_path(file)?;
    rows.write_record(["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "电话", "住址"])?;
    for at in 0..IMPORT_ROWS {
        let town = TOWNS.choose(&mut dice).unwrap_or(&TOWNS[0]);
        let mut text = String::new();
        for _ in 0..dice.random_range(4..24) {
            text.push_str(PARTS.choose(&mut dice).unwrap_or(&PARTS[0]));
            text.push_str(if dice.random_bool(0.3) { "。" } else { "，" });
        }
        let day =
            format!("2026-{:02}-{:02} 10:{:02}", dice.random_range(1..11), dice.random_range(1..29), at % 60);
        rows.write_record([
            format!("BW{at:08}"),
            format!("网友{}", at % 4_000),
            format!("{town}第{at}号反映：{}", PARTS.choose(&mut dice).unwrap_or(&PARTS[0])),
            day,
            text,
            format!("137{:08}", dice.random_range(0..100_000_000)),
            format!("云浦县{town}{}号", dice.random_range(1..400)),
        ])?;
    }
    rows.flush()?;
    Ok(())
}

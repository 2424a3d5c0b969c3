//! The one test on a real terminal: start, look around, type Chinese, leave, and be killed.

#![cfg(unix)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longest wait for a screen; a machine under load may need some of it.
const PATIENCE: Duration = Duration::from_secs(30);

struct Terminal {
    parser: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(database: &Path, language: &str) -> Terminal {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_xinfang"));
        command.args(["--db", database.to_str().expect("a path"), "--lang", language, "--now", "2026-09-16"]);
        command.env("TERM", "xterm");
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let parser = vt100::Parser::new(cells(24), cells(80), 0);
        Terminal { parser, bytes, keys, child, master: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("a living terminal");
        self.keys.flush().expect("a living terminal");
    }

    /// Reads until the screen shows `text`.
    fn wait_for(&mut self, text: &str) {
        while !self.parser.screen().contents().contains(text) {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                }
                Err(_) => panic!("the screen never showed {text:?}:\n{}", self.parser.screen().contents()),
            }
        }
    }

    /// Reads until the program has ended, and answers all it sent last.
    fn wait_for_end(&mut self) -> Vec<u8> {
        let mut last = Vec::new();
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            last.extend(&bytes);
            self.parser.process(&bytes);
        }
        last
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a size")
}

fn practice(name: &str) -> PathBuf {
    let file = std::env::temp_dir().join(format!("xinfang-{name}-{}.db", std::process::id()));
    let made = Command::new(env!("CARGO_BIN_EXE_xinfang"))
        .args(["demo", "--no-tui", "--cases", "60", "--now", "2026-09-16", "--db"])
        .arg(&file)
        .status()
        .expect("the program");
    assert!(made.success());
    file
}

fn remove(file: &PathBuf) {
    std::fs::remove_file(file).expect("the practice office");
    for ending in ["db-wal", "db-shm"] {
        assert!(!file.with_extension(ending).exists(), "a {ending} was left behind");
    }
}

#[test]
fn a_desk_opens_registers_in_chinese_and_gives_the_terminal_back() {
    let file = practice("desk");
    let mut terminal = Terminal::open(&file, "zh");
    terminal.wait_for("? 帮助");
    assert!(terminal.parser.screen().contents().contains("[练习]"));
    terminal.press("\r");
    terminal.wait_for("首页");
    terminal.press("\x1bOQ");
    terminal.wait_for("来访登记");
    terminal.press("\x1b[200~欧阳三\x1b[201~\t\t\t\t\t\t\t停水三天。\x13");
    terminal.wait_for("已登记 2026-");
    terminal.press("/oys");
    terminal.wait_for("欧阳三");
    // So soon after a save the key asks first.
    terminal.press("\x11");
    terminal.wait_for("刚按过存。");
    terminal.press("\r");
    let last = terminal.wait_for_end();
    let last = String::from_utf8_lossy(&last);
    assert!(last.contains("\x1b[?1049l") && last.contains("\x1b[?2004l"), "{last:?}");
    assert!(terminal.child.wait().expect("an end").success());
    remove(&file);
}

#[test]
fn a_window_that_shrinks_and_grows_shows_everything_again() {
    let file = practice("resize");
    let mut terminal = Terminal::open(&file, "en");
    terminal.wait_for("? Help");
    let size = |rows, cols| PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
    terminal.master.resize(size(10, 40)).expect("a resize");
    terminal.parser.screen_mut().set_size(cells(10), cells(40));
    terminal.wait_for("needs 80 x 24");
    terminal.master.resize(size(24, 80)).expect("a resize");
    terminal.parser.screen_mut().set_size(cells(24), cells(80));
    terminal.wait_for("? Help");
    terminal.press("\x11");
    terminal.wait_for_end();
    remove(&file);
}

#[test]
fn a_stopped_desk_restores_the_terminal_and_closes_its_file() {
    let file = practice("stop");
    let mut terminal = Terminal::open(&file, "zh");
    terminal.wait_for("? 帮助");
    let process = terminal.child.process_id().expect("a process");
    let stopped = Command::new("kill").arg(process.to_string()).status().expect("kill");
    assert!(stopped.success());
    let last = terminal.wait_for_end();
    assert!(String::from_utf8_lossy(&last).contains("\x1b[?1049l"));
    terminal.child.wait().expect("an end");
    remove(&file);
}

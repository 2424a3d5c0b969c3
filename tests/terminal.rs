//! The program on real pseudo-terminals, good ones, old ones and liars: start, look around, type
//! Chinese, leave, and be killed.

#![cfg(unix)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longest wait for a screen; a machine under load may need some of it.
const PATIENCE: Duration = Duration::from_secs(30);
/// How a terminal is asked where its cursor stands.
const QUESTION: &[u8] = b"\x1b[6n";

/// How the terminal answers when it is asked where its cursor stands.
#[derive(Clone, Copy, PartialEq)]
enum Answers {
    Truly,
    Never,
    /// Every glyph is so many columns wide.
    Width(u16),
    /// This, each time.
    Bytes(&'static [u8]),
    /// This once, after as long a time as this.
    Late(&'static [u8], Duration),
}

/// What a terminal is like, and what the program is told.
struct Setting<'a> {
    database: &'a Path,
    language: &'a str,
    rows: u16,
    columns: u16,
    environment: Vec<(&'a str, &'a str)>,
    arguments: Vec<&'a str>,
    answers: Answers,
    /// What the terminal takes and sends.
    encoding: &'static encoding_rs::Encoding,
    /// Typed before the program has even started.
    typed: &'a str,
}

impl<'a> Setting<'a> {
    fn new(database: &'a Path, language: &'a str) -> Setting<'a> {
        Setting {
            database,
            language,
            rows: 24,
            columns: 80,
            environment: vec![("TERM", "xterm"), ("LANG", "zh_CN.UTF-8")],
            arguments: Vec::new(),
            answers: Answers::Truly,
            encoding: encoding_rs::UTF_8,
            typed: "",
        }
    }

    fn open(self) -> Terminal {
        let Setting { rows, columns, answers, encoding, .. } = self;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_xinfang"));
        let database = self.database.to_str().expect("a path");
        command.args(["--db", database, "--lang", self.language, "--now", "2026-09-16"]);
        command.args(["--as", "desk"]);
        command.args(self.arguments);
        for name in ["LC_ALL", "LC_CTYPE", "NO_COLOR"] {
            command.env_remove(name);
        }
        for (name, value) in self.environment {
            command.env(name, value);
        }
        let mut keys = pair.master.take_writer().expect("a writer");
        keys.write_all(&encoding.encode(self.typed).0).expect("a terminal");
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let decoder = encoding.new_decoder_without_bom_handling();
        let (sent, unread) = (Vec::new(), Vec::new());
        Terminal { parser, bytes, sent, unread, decoder, encoding, answers, keys, child, master: pair.master }
    }
}

struct Terminal {
    parser: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    /// Everything the program sent, as it came.
    sent: Vec<u8>,
    /// What may be the start of a question.
    unread: Vec<u8>,
    decoder: encoding_rs::Decoder,
    encoding: &'static encoding_rs::Encoding,
    answers: Answers,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(database: &Path, language: &str) -> Terminal {
        Setting::new(database, language).open()
    }

    /// Shows what came, and answers what was asked in it.
    fn take(&mut self, bytes: &[u8]) {
        self.sent.extend(bytes);
        let mut text = String::with_capacity(4 * bytes.len() + 64);
        let _ = self.decoder.decode_to_string(bytes, &mut text, false);
        self.unread.extend(text.bytes());
        while let Some(at) = self.unread.windows(QUESTION.len()).position(|bytes| bytes == QUESTION) {
            let before: Vec<u8> = self.unread.drain(..at + QUESTION.len()).collect();
            self.parser.process(&before[..at]);
            let (row, column) = self.parser.screen().cursor_position();
            let answer = match self.answers {
                Answers::Never => Vec::new(),
                Answers::Truly => format!("\x1b[{};{}R", row + 1, column + 1).into_bytes(),
                Answers::Width(width) => format!("\x1b[{};{}R", row + 1, width + 1).into_bytes(),
                Answers::Bytes(bytes) => bytes.to_vec(),
                Answers::Late(bytes, time) => {
                    self.answers = Answers::Never;
                    std::thread::sleep(time);
                    bytes.to_vec()
                }
            };
            self.keys.write_all(&answer).expect("a living terminal");
            self.keys.flush().expect("a living terminal");
        }
        let start = |n: &usize| self.unread.ends_with(&QUESTION[..*n]);
        let kept = (1..QUESTION.len()).rev().find(start).unwrap_or(0);
        let shown: Vec<u8> = self.unread.drain(..self.unread.len() - kept).collect();
        self.parser.process(&shown);
    }

    fn contents(&self) -> String {
        self.parser.screen().contents()
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(&self.encoding.encode(keys).0).expect("a living terminal");
        self.keys.flush().expect("a living terminal");
    }

    /// Reads until the screen shows `text`.
    fn wait_for(&mut self, text: &str) {
        while !self.contents().contains(text) {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("the screen never showed {text:?}:\n{}", self.contents()),
            }
        }
    }

    /// Reads until the program has sent these.
    fn wait_for_bytes(&mut self, wanted: &[u8]) {
        while !self.sent.windows(wanted.len()).any(|bytes| bytes == wanted) {
            let bytes = self.bytes.recv_timeout(PATIENCE).expect("bytes");
            self.take(&bytes);
        }
    }

    /// What stands between title and notice, and where the cursor is.
    fn form(&mut self) -> (String, (u16, u16)) {
        let screen = self.contents();
        let lines: Vec<&str> = screen.lines().collect();
        (lines[1..lines.len().saturating_sub(2)].join("\n"), self.parser.screen().cursor_position())
    }

    /// Reads until the cursor stands there.
    fn wait_for_cursor(&mut self, place: (u16, u16)) {
        while self.parser.screen().cursor_position() != place {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("the cursor never stood at {place:?}:\n{}", self.contents()),
            }
        }
    }

    fn signal(&mut self, signal: &str) {
        let process = self.child.process_id().expect("a process").to_string();
        let sent = Command::new("kill").args(["-s", signal, &process]).status().expect("kill");
        assert!(sent.success());
    }

    /// The row of the list's bar: the first between title and keys in reverse.
    fn bar(&self) -> u16 {
        let screen = self.parser.screen();
        let reversed = |row: &u16| screen.cell(*row, 2).is_some_and(vt100::Cell::inverse);
        (1..22).find(reversed).expect("a bar")
    }

    /// Leaves the desk by its key; the file is in order.
    fn leave(mut self, file: &PathBuf) {
        self.press("\x11");
        self.wait_for_end();
        assert!(self.child.wait().expect("an end").success());
        remove(file);
    }

    /// Reads until the program has ended, and answers all it sent last.
    fn wait_for_end(&mut self) -> Vec<u8> {
        let mut last = Vec::new();
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            last.extend(&bytes);
            self.take(&bytes);
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
    // Whoever typed has left a file for drafts, and nothing that says he is still there.
    let name = file.file_name().expect("a name").to_string_lossy().into_owned() + "-drafts";
    for entry in std::fs::read_dir(file.parent().expect("a folder")).expect("the folder").flatten() {
        let found = entry.file_name().to_string_lossy().into_owned();
        if found.starts_with(&name) {
            assert_eq!(found, name, "{found} was left behind");
            std::fs::remove_file(entry.path()).expect("the drafts");
        }
    }
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

/// Sends a signal; the program gives the terminal back and leaves its file in order.
fn stop(signal: &str) {
    let file = practice(&format!("stop-{signal}"));
    let mut terminal = Terminal::open(&file, "zh");
    terminal.wait_for("? 帮助");
    terminal.signal(signal);
    let last = terminal.wait_for_end();
    let last = String::from_utf8_lossy(&last);
    for undone in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l", "\x1b[?25h"] {
        assert!(last.contains(undone), "{undone:?} in {last:?}");
    }
    terminal.child.wait().expect("an end");
    remove(&file);
}

#[test]
fn a_stopped_desk_restores_the_terminal_and_closes_its_file() {
    stop("TERM");
}

#[test]
fn a_desk_whose_line_hung_up_restores_the_terminal_and_closes_its_file() {
    stop("HUP");
}

#[test]
fn a_desk_stopped_while_it_asks_the_terminal_restores_it_too() {
    let file = practice("stop-early");
    let mut terminal = Setting { answers: Answers::Never, ..Setting::new(&file, "zh") }.open();
    terminal.wait_for_bytes(QUESTION);
    terminal.signal("TERM");
    let last = terminal.wait_for_end();
    assert!(String::from_utf8_lossy(&last).contains("\x1b[?1049l"));
    remove(&file);
}

#[test]
fn a_good_terminal_needs_no_news_and_no_guards() {
    let file = practice("good");
    let mut terminal = Terminal::open(&file, "zh");
    terminal.wait_for("? 帮助");
    assert!(!terminal.contents().contains("终端"), "{}", terminal.contents());
    assert!(!terminal.contents().contains('…'), "the samples are wiped:\n{}", terminal.contents());
    terminal.leave(&file);
}

#[test]
fn a_silent_terminal_gets_its_desk_soon_and_plain_quotes_while_the_text_keeps_its_own() {
    let file = practice("silent");
    let mut terminal = Setting { answers: Answers::Never, ..Setting::new(&file, "zh") }.open();
    let begun = Instant::now();
    terminal.wait_for("? 帮助");
    let waited = begun.elapsed();
    println!("a silent terminal waited {waited:?} for its desk");
    // Half a second on a quiet machine.
    assert!(waited < Duration::from_secs(3), "{waited:?}");
    terminal.wait_for("没有回答字宽");
    terminal.press("\x1bOQ");
    terminal.wait_for("来访登记");
    terminal.press("\x1b[200~欧阳三\x1b[201~\t\t\t\t\t\t\t\x1b[200~反映“停水”……\x1b[201~");
    terminal.wait_for("反映\"停水\"..");
    terminal.press("\x13");
    terminal.wait_for("已登记 2026-");
    terminal.press("\x11\r");
    terminal.wait_for_end();
    let told = Command::new(env!("CARGO_BIN_EXE_xinfang"))
        .args(["search", "欧阳三", "--json", "--now", "2026-09-16", "--db"])
        .arg(&file)
        .output()
        .expect("the program");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("反映“停水”……"), "{told}");
    remove(&file);
}

#[test]
fn a_terminal_with_wide_quotes_is_told_of_and_gets_plain_ones() {
    let file = practice("wide");
    let mut terminal = Setting { answers: Answers::Width(2), ..Setting::new(&file, "zh") }.open();
    terminal.wait_for("终端：汉字 2 格，引号 2 格，边线 2 格，16 色");
    terminal.press("/“");
    terminal.wait_for("\"");
    terminal.press("\x1b\x1b");
    terminal.leave(&file);
    let file = practice("wide-en");
    let mut terminal = Setting { answers: Answers::Width(1), ..Setting::new(&file, "en") }.open();
    terminal.wait_for("Terminal: Chinese 1 cells, quotes 1, lines 1, 16 colours.");
    terminal.leave(&file);
}

#[test]
fn a_terminal_that_answers_nonsense_gets_its_desk_all_the_same() {
    let nonsense: [&'static [u8]; 4] = [
        b"\x1b[2;2R\x1b[2;2R\x1b[2;2R",
        b"\x1b[99999;99999R",
        b"\xff\x1b[\x1b[;;;R\x9b\x1b]0;x\x07",
        b"\x1b[2;77R",
    ];
    for (n, answer) in nonsense.into_iter().enumerate() {
        let file = practice(&format!("nonsense-{n}"));
        let mut terminal = Setting { answers: Answers::Bytes(answer), ..Setting::new(&file, "zh") }.open();
        terminal.wait_for("? 帮助");
        terminal.press("/oys");
        terminal.wait_for("oys");
        terminal.press("\x1b\x1b");
        terminal.leave(&file);
    }
}

#[test]
fn an_answer_that_comes_late_types_nothing() {
    let file = practice("late");
    let late = Answers::Late(b"\x1b[2;2R\x1b[2;2R\x1b[2;2R\x1b[2;3R", Duration::from_millis(700));
    let mut terminal = Setting { answers: late, ..Setting::new(&file, "zh") }.open();
    terminal.wait_for("? 帮助");
    terminal.press("/oys");
    terminal.wait_for("oys");
    let screen = terminal.contents();
    assert!(!screen.contains(";2R") && !screen.contains("[2"), "{screen}");
    terminal.press("\x1b\x1b");
    terminal.leave(&file);
}

#[test]
fn what_was_typed_before_the_first_frame_is_kept() {
    // Typed while a shell still had the terminal, and while the terminal was asked.
    for (answers, typed) in [
        (Answers::Truly, "\x1bOQ欧阳三"),
        (Answers::Never, "\x1bOQ欧阳三"),
        (Answers::Bytes(b"\x1b[2;2R"), "\x1bOQ欧阳三"),
    ] {
        let file = practice("typed");
        let mut terminal = Setting { answers, typed, ..Setting::new(&file, "zh") }.open();
        terminal.wait_for("来访登记");
        terminal.wait_for("欧阳三");
        terminal.leave(&file);
    }
}

/// Looks until the drafts of this office hold these words.
fn wait_for_draft(office: &Path, words: &str) {
    let mut written = office.as_os_str().to_owned();
    written.push("-drafts-wal");
    let begun = Instant::now();
    loop {
        let bytes = std::fs::read(&written).unwrap_or_default();
        if bytes.windows(words.len()).any(|part| part == words.as_bytes()) {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "the draft was never written");
        std::thread::yield_now();
    }
}

/// Types into a form, kills the desk in the middle, and starts another on the same office.
fn killed_and_begun_again(language: &str, field: &str) {
    let file = practice(&format!("killed-{language}"));
    let mut terminal = Terminal::open(&file, language);
    terminal.wait_for(if language == "zh" { "? 帮助" } else { "? Help" });
    terminal.press("\x1bOQ");
    terminal.wait_for("____");
    terminal.press("\x1b[200~欧阳三\x1b[201~\t\t\t\t\t\t\t小区停水三天，没有人来修。\x1b[D\x1b[D");
    terminal.wait_for("没有人来修。");
    let typed = Instant::now();
    // The caret stands before the last two characters: the frame is whole.
    let cursor = (7, 13 + 22);
    terminal.wait_for_cursor(cursor);
    let (form, _) = terminal.form();
    wait_for_draft(&file, "没有人来修。\",\"typed\":\"\",\"caret\":[0,11]");
    // A tenth of a second is what may be lost; a machine under load may take longer.
    println!("the draft lay on the disk {:?} after its frame", typed.elapsed());
    terminal.signal("KILL");
    terminal.wait_for_end();
    assert!(!terminal.child.wait().expect("an end").success());
    // Another terminal, right away: the desk of before is known to be gone.
    let mut terminal = Setting { rows: 30, columns: 100, ..Setting::new(&file, language) }.open();
    terminal.wait_for(field);
    terminal.wait_for("没有人来修。");
    let shown = terminal.contents();
    for line in form.lines().filter(|line| line.contains("欧阳三") || line.contains("停水")) {
        assert!(shown.contains(line.trim()), "{line:?} is lost:\n{shown}");
    }
    terminal.wait_for_cursor(cursor);
    terminal.press("过\x13");
    terminal.wait_for(if language == "zh" { "已登记 2026-" } else { "Registered 2026-" });
    terminal.press("\x11\r");
    terminal.wait_for_end();
    let told = Command::new(env!("CARGO_BIN_EXE_xinfang"))
        .args(["search", "欧阳三", "--json", "--now", "2026-09-16", "--db"])
        .arg(&file)
        .output()
        .expect("the program");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("小区停水三天，没有人来过修"), "{told}");
    remove(&file);
}

#[test]
fn a_killed_desk_comes_back_with_everything_that_was_typed_and_the_cursor_in_its_place() {
    killed_and_begun_again("zh", "上次写到 诉求");
    killed_and_begun_again("en", "Restored at Request");
}

#[test]
fn a_form_that_is_open_on_another_terminal_stays_there() {
    let file = practice("two");
    let mut first = Terminal::open(&file, "zh");
    first.wait_for("? 帮助");
    first.press("\x1bOQ欧阳三");
    first.wait_for("欧阳三");
    let mut second = Terminal::open(&file, "zh");
    second.wait_for("9 草稿");
    assert!(!second.contents().contains("来访登记 / "), "{}", second.contents());
    assert!(second.contents().contains("首页"), "{}", second.contents());
    second.press("9");
    second.wait_for("正在另一个窗口里写着");
    // A line that drops lets go of it.
    first.signal("HUP");
    first.wait_for_end();
    second.press("\x11");
    second.wait_for_end();
    let mut third = Terminal::open(&file, "zh");
    third.wait_for("上次写到 姓名");
    third.wait_for("欧阳三");
    third.leave(&file);
}

#[test]
fn a_window_of_twenty_by_five_says_what_it_needs() {
    let file = practice("tiny");
    let mut terminal = Setting { rows: 5, columns: 20, ..Setting::new(&file, "en") }.open();
    terminal.wait_for("needs");
    terminal.leave(&file);
    let file = practice("tiniest");
    let mut terminal = Setting { rows: 1, columns: 1, ..Setting::new(&file, "en") }.open();
    terminal.wait_for_bytes(b"\x1b[?2004h");
    terminal.leave(&file);
}

#[test]
fn a_terminal_that_moves_no_cursor_is_refused_in_one_sentence() {
    let file = practice("dumb");
    for term in ["dumb", ""] {
        let environment = vec![("TERM", term), ("LANG", "zh_CN.UTF-8")];
        let mut terminal = Setting { environment, ..Setting::new(&file, "zh") }.open();
        let said = String::from_utf8_lossy(&terminal.wait_for_end()).into_owned();
        assert_eq!(said.trim_end().lines().count(), 1, "{said:?}");
        assert!(said.contains("TERM=") && !said.contains('\x1b'), "{said:?}");
        assert_eq!(terminal.child.wait().expect("an end").exit_code(), 2);
    }
    remove(&file);
}

#[test]
fn an_old_terminal_gets_no_colours_and_the_console_a_word_about_its_glyphs() {
    let file = practice("old");
    let environment = vec![("TERM", "vt100"), ("LANG", "zh_CN.UTF-8")];
    let mut terminal = Setting { environment, ..Setting::new(&file, "zh") }.open();
    terminal.wait_for("? 帮助");
    terminal.press("\x11");
    terminal.wait_for_end();
    let sent = String::from_utf8_lossy(&terminal.sent).into_owned();
    for code in (30..38).chain(90..98) {
        assert!(!sent.contains(&format!("\x1b[{code}m")) && !sent.contains(&format!(";{code}m")), "{code}");
    }
    let environment = vec![("TERM", "linux"), ("LANG", "zh_CN.UTF-8")];
    let mut terminal = Setting { environment, ..Setting::new(&file, "zh") }.open();
    terminal.wait_for("This console has no Chinese glyphs");
    terminal.leave(&file);
}

#[test]
fn the_mouse_is_the_desks_unless_somebody_wants_it_for_the_terminal() {
    let file = practice("mouse");
    let mut terminal = Terminal::open(&file, "zh");
    terminal.wait_for("今日到期");
    let bar = terminal.bar();
    terminal.press("\x1b[<65;9;9M");
    while terminal.bar() == bar {
        let bytes = terminal.bytes.recv_timeout(PATIENCE).expect("a frame");
        terminal.take(&bytes);
    }
    assert_eq!(terminal.bar(), bar + 3, "the wheel moves by three: {}", terminal.contents());
    // A click, on the second line of the terminal's count from one, goes where it points.
    terminal.press("\x1b[<0;3;4M\x1b[<0;3;4m");
    while terminal.bar() == bar + 3 {
        let bytes = terminal.bytes.recv_timeout(PATIENCE).expect("a frame");
        terminal.take(&bytes);
    }
    assert_eq!(terminal.bar(), 3, "{}", terminal.contents());
    terminal.press("\x11");
    terminal.wait_for_end();
    assert!(String::from_utf8_lossy(&terminal.sent).contains("\x1b[?1000h"));
    let arguments = vec!["--no-mouse"];
    let mut terminal = Setting { arguments, ..Setting::new(&file, "zh") }.open();
    terminal.wait_for("? 帮助");
    terminal.press("\x11");
    terminal.wait_for_end();
    assert!(!String::from_utf8_lossy(&terminal.sent).contains("\x1b[?1000h"));
    let environment = vec![("TERM", "xterm"), ("XINFANG_MOUSE", "off"), ("LANG", "zh_CN.UTF-8")];
    let mut terminal = Setting { environment, ..Setting::new(&file, "zh") }.open();
    terminal.wait_for("? 帮助");
    terminal.press("\x11");
    terminal.wait_for_end();
    assert!(!String::from_utf8_lossy(&terminal.sent).contains("\x1b[?1000h"));
    remove(&file);
}

#[test]
fn an_offices_own_colours_are_used_and_a_fault_in_them_is_told() {
    let folder = std::env::temp_dir().join(format!("xinfang-theme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("office.db");
    std::fs::rename(practice("theme"), &file).expect("an office");
    let theme = folder.join("theme.toml");
    std::fs::write(&theme, "focus = [\"white\", \"on-blue\"]\n").expect("a theme");
    let mut terminal = Terminal::open(&file, "zh");
    terminal.wait_for("今日到期");
    assert!(String::from_utf8_lossy(&terminal.sent).contains("97;44m"));
    terminal.press("\x11");
    terminal.wait_for_end();
    std::fs::write(&theme, "# 配色\nfocus = [\"white\", \"on-bleu\"]\n").expect("a theme");
    let mut terminal = Terminal::open(&file, "zh");
    terminal.wait_for("theme.toml 第 2 行不对：没有 on-bleu 这种颜色。");
    terminal.press("\x11");
    terminal.wait_for_end();
    std::fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn doctor_says_what_the_terminal_is_like() {
    let file = practice("doctor");
    let ask = |answers, environment: &[(&'static str, &'static str)]| {
        let environment = [&[("LANG", "zh_CN.UTF-8")], environment].concat();
        let arguments = vec!["doctor", "--json"];
        let mut terminal = Setting { arguments, answers, environment, ..Setting::new(&file, "en") }.open();
        let said = String::from_utf8_lossy(&terminal.wait_for_end()).into_owned();
        let line = said.lines().last().unwrap_or_default().to_owned();
        assert!(line.contains("\"check\":\"terminal\""), "{said:?}");
        line[line.find('{').unwrap_or(0)..].to_owned()
    };
    let said = ask(Answers::Truly, &[("TERM", "xterm")]);
    assert_eq!(
        said,
        "{\"check\":\"terminal\",\"health\":\"good\",\"detail\":\"TERM=xterm utf-8 80x24 hanzi=2 quote=1 border=1 ellipsis=1 colours=16\"}"
    );
    let said = ask(Answers::Never, &[("TERM", "vt100")]);
    assert!(said.contains("\"warning\"") && said.contains("quote=? ") && said.contains("mono"), "{said}");
    let said = ask(Answers::Truly, &[("TERM", "linux")]);
    assert!(said.contains("\"warning\"") && said.contains("no Chinese glyphs"), "{said}");
    let said = ask(Answers::Truly, &[("TERM", "xterm"), ("LC_ALL", "zh_CN.GBK")]);
    assert!(said.contains("\"warning\"") && said.contains(" gbk "), "{said}");
    let told = Command::new(env!("CARGO_BIN_EXE_xinfang"))
        .args(["doctor", "--json", "--db"])
        .arg(&file)
        .output()
        .expect("the program");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let last = "{\"check\":\"terminal\",\"health\":\"good\",\"detail\":\"not a terminal\"}";
    assert_eq!(told.lines().last(), Some(last));
    remove(&file);
}

/// A terminal that takes and sends GB18030.
fn chinese<'a>(file: &'a Path, locale: &'a str) -> Setting<'a> {
    let environment = vec![("TERM", "xterm"), ("LANG", locale)];
    Setting { environment, encoding: encoding_rs::GB18030, ..Setting::new(file, "zh") }
}

#[test]
fn a_gb18030_terminal_shows_and_types_chinese() {
    for locale in ["zh_CN.GB18030", "zh_CN.gbk", "zh_CN.eucCN"] {
        let file = practice(&format!("gb-{locale}"));
        let mut terminal = chinese(&file, locale).open();
        terminal.wait_for("? 帮助");
        assert!(std::str::from_utf8(&terminal.sent).is_err(), "no UTF-8 is sent");
        terminal.press("\x1bOQ");
        terminal.wait_for("来访登记");
        terminal.press("\x1b[200~欧阳三\x1b[201~\t\t\t\t\t\t\t反映“停水”");
        // Ambiguous glyphs are two columns wide there.
        terminal.wait_for("反映\"停水\"");
        // A character whose bytes come one by one.
        for byte in encoding_rs::GB18030.encode("电").0.iter() {
            terminal.keys.write_all(&[*byte]).expect("a living terminal");
            terminal.keys.flush().expect("a living terminal");
            std::thread::sleep(Duration::from_millis(30));
        }
        terminal.wait_for("停水\"电");
        terminal.press("\x13");
        terminal.wait_for("已登记 2026-");
        let size = |rows, cols| PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        terminal.master.resize(size(10, 40)).expect("a resize");
        terminal.parser.screen_mut().set_size(cells(10), cells(40));
        terminal.wait_for("窗口太小");
        terminal.master.resize(size(24, 80)).expect("a resize");
        terminal.parser.screen_mut().set_size(cells(24), cells(80));
        terminal.wait_for("? 帮助");
        terminal.press("\x11\r");
        let last = terminal.wait_for_end();
        assert!(String::from_utf8_lossy(&last).contains("\x1b[?1049l"));
        assert!(terminal.child.wait().expect("an end").success());
        let told = Command::new(env!("CARGO_BIN_EXE_xinfang"))
            .args(["search", "欧阳三", "--json", "--now", "2026-09-16", "--db"])
            .arg(&file)
            .output()
            .expect("the program");
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains("反映“停水”电"), "{told}");
        remove(&file);
    }
}

#[test]
fn an_option_says_gb18030_where_the_locale_does_not() {
    let file = practice("gb-option");
    let arguments = vec!["--charset", "gb18030"];
    let mut terminal = Setting { arguments, ..chinese(&file, "C") }.open();
    terminal.wait_for("? 帮助");
    terminal.leave(&file);
    let file = practice("gb-not");
    let arguments = vec!["--charset", "utf-8"];
    let setting = Setting { arguments, encoding: encoding_rs::UTF_8, ..chinese(&file, "zh_CN.GBK") };
    let mut terminal = setting.open();
    terminal.wait_for("? 帮助");
    terminal.leave(&file);
}

#[test]
fn a_gb18030_desk_that_cannot_open_says_why_and_ends_with_its_code() {
    let file = std::env::temp_dir().join("xinfang-no-such-office.db");
    let mut terminal = chinese(&file, "zh_CN.GB18030").open();
    let said = terminal.wait_for_end();
    let said = encoding_rs::GB18030.decode(&said).0.into_owned();
    assert!(said.contains("里还没有单位"), "{said:?}");
    assert!(!said.contains('\x1b'), "nothing but the sentence: {said:?}");
    assert_eq!(terminal.child.wait().expect("an end").exit_code(), 2);
}

#[test]
fn a_stopped_gb18030_desk_restores_the_terminal_and_closes_its_file() {
    for signal in ["TERM", "HUP"] {
        let file = practice(&format!("gb-{signal}"));
        let mut terminal = chinese(&file, "zh_CN.GB18030").open();
        terminal.wait_for("? 帮助");
        terminal.signal(signal);
        let last = terminal.wait_for_end();
        assert!(String::from_utf8_lossy(&last).contains("\x1b[?1049l"), "{signal}");
        terminal.child.wait().expect("an end");
        remove(&file);
    }
}

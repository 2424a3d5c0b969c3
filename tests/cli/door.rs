//! The front door: runs the program as a person or a script would, in a folder of its own.
#![allow(dead_code, reason = "two test programs share it, and neither needs all of it")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;
use serde_json::Value;

/// A folder with an office in it, gone when the test is over.
pub struct Place {
    folder: PathBuf,
    /// Whether commands are told of the file without being asked.
    names_file: bool,
}

impl Place {
    /// An empty folder.
    pub fn new() -> Place {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("xinfang-door-{}-{next}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Place { folder, names_file: true }
    }

    /// An empty folder, and nobody names an office's file: what needs none works without.
    pub fn nowhere() -> Place {
        let mut place = Place::new();
        place.names_file = false;
        place
    }

    /// A real office, just opened.
    pub fn office() -> Place {
        let place = Place::new();
        place.run(["init", "--office", "云浦县信访局"]).exits(0);
        place
    }

    /// A practice office of so many cases, on a fixed day.
    pub fn practice(cases: u32) -> Place {
        let place = Place::new();
        place.run(["demo", "--no-tui", "--now", DAY, "--cases", &cases.to_string()]).exits(0);
        place
    }

    /// The file that commands use when they are told no other.
    pub fn db(&self) -> PathBuf {
        self.path("office.db")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program with nothing of this machine's surroundings but what it needs to start.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xinfang"));
        self.surround(&mut command);
        command
    }

    /// Gives any command the surroundings of this folder.
    pub fn surround(&self, command: &mut Command) {
        let kept = ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"];
        let kept = std::env::vars_os().filter(|(name, _)| kept.iter().any(|known| name == known));
        let kept: Vec<_> = kept.collect();
        command
            .env_clear()
            .envs(kept)
            .env("HOME", &self.folder)
            .env("XDG_DATA_HOME", self.path("data"))
            .env("LANG", "en_US.UTF-8")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if self.names_file {
            command.env("XINFANG_DB", self.db());
        }
    }

    /// Runs a command to its end.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Told {
        Told::of(self.command().args(args).output().unwrap())
    }

    /// Runs a command that reads `input` on standard input.
    pub fn feed<S: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = S>,
        input: impl Into<Vec<u8>>,
    ) -> Told {
        let child = self.command().args(args).stdin(Stdio::piped()).spawn().unwrap();
        Told::of(feed_to_end(child, input.into()))
    }

    /// Registers each line and answers with what was said.
    pub fn add(&self, lines: &[Value]) -> Vec<Value> {
        self.feed(["case", "add", "--json", "-"], json_lines(lines)).exits(0).json()
    }

    /// Registers one matter and answers with its number.
    pub fn add_one(&self, line: Value) -> String {
        let answers = self.add(&[line]);
        assert_eq!(answers.len(), 1, "{answers:?}");
        text(&answers[0], "number").to_owned()
    }

    /// Every case, as `case list` gives it.
    pub fn list(&self) -> Vec<Value> {
        self.run(["case", "list", "--json", "--limit", "100000"]).exits(0).json()
    }

    /// One case, as `case show` gives it.
    pub fn show(&self, number: &str) -> Value {
        let mut shown = self.run(["case", "show", number, "--json"]).exits(0).json();
        assert_eq!(shown.len(), 1, "one object");
        shown.remove(0)
    }

    /// Numbers of the cases that a search finds, in its order.
    pub fn find(&self, words: &str) -> Vec<String> {
        let found = self.run(["search", "--json", "--", words]).exits(0).json();
        found.iter().map(|case| text(case, "number").to_owned()).collect()
    }

    /// The database itself: for what commands must not show.
    pub fn records(&self) -> Connection {
        Connection::open(self.db()).unwrap()
    }

    /// The answer of a query with one number in it.
    pub fn count(&self, sql: &str) -> i64 {
        self.records().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// What the read log holds: what, reason, and the case's number if it was about one.
    pub fn read_log(&self) -> Vec<(String, String, Option<String>)> {
        let records = self.records();
        let mut lines = records
            .prepare(
                "SELECT what, reason, (SELECT number FROM cases WHERE id = case_id) FROM read_log ORDER BY id",
            )
            .unwrap();
        lines
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }

    /// Every text of every table.
    pub fn every_text(&self) -> Vec<String> {
        let records = self.records();
        let mut tables = records
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'case_words%' AND name NOT LIKE 'sqlite_%'")
            .unwrap();
        let names: Vec<String> =
            tables.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let mut found = Vec::new();
        for name in names {
            let mut rows = records.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
            let columns = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    if let rusqlite::types::ValueRef::Text(text) = row.get_ref(column).unwrap() {
                        found.push(String::from_utf8(text.to_vec()).unwrap());
                    }
                }
            }
        }
        found
    }

    /// Names and contents of the files of the folder itself.
    pub fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        for entry in std::fs::read_dir(&self.folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
        found
    }

    /// How `doctor` judges one of its checks: `good`, `warning` or `bad`.
    pub fn health(&self, check: &str) -> String {
        let told = self.run(["doctor", "--json"]);
        let lines = told.json();
        let line = lines.iter().find(|line| line["check"] == check);
        let line = line.unwrap_or_else(|| panic!("doctor does not speak of {check}: {told:?}"));
        text(line, "health").to_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The day of the practice offices.
pub const DAY: &str = "2026-03-02";

/// What a command said.
#[derive(Debug)]
pub struct Told {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    pub bytes: Vec<u8>,
}

impl Told {
    /// No command ever panics, whatever it is fed.
    pub fn of(output: Output) -> Told {
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!err.contains("panicked at"), "it panicked: {err}");
        Told {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err,
            bytes: output.stdout,
        }
    }

    #[track_caller]
    pub fn exits(self, code: i32) -> Told {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Refused as a whole: this exit code, one sentence on standard error, nothing else.
    #[track_caller]
    pub fn says_no(self, code: i32) -> Told {
        let told = self.exits(code);
        assert_eq!(told.out, "", "standard output is for answers");
        assert_eq!(told.err.trim_end().lines().count(), 1, "one sentence: {}", told.err);
        told
    }

    /// Standard output, one object a line.
    #[track_caller]
    pub fn json(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| match serde_json::from_str::<Value>(line) {
                Ok(value @ Value::Object(_)) => value,
                other => panic!("no JSON object: {line}: {other:?}"),
            })
            .collect()
    }

    /// The only object.
    #[track_caller]
    pub fn object(&self) -> Value {
        let mut all = self.json();
        assert_eq!(all.len(), 1, "one object: {self:?}");
        all.remove(0)
    }
}

/// Writes the input while the program already answers, so that neither waits for the other.
pub fn feed_to_end(mut child: Child, input: Vec<u8>) -> Output {
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A program that has heard enough closes its end.
            let _ = stdin.map(|mut stdin| stdin.write_all(&input));
        });
        child.wait_with_output().unwrap()
    })
}

/// One JSON object a line.
pub fn json_lines(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A member that must be a text.
#[track_caller]
pub fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {object}"))
}

/// Members of an object, each with the kinds of value that it may have: `s` text, `d` a date,
/// `t` an instant, `n` a whole number, `f` any number, `b` a truth value, `l` a list, `o` an
/// object, `?` nothing.
#[track_caller]
pub fn has(object: &Value, members: &[(&str, &str)]) {
    for (key, kinds) in members {
        let value = object.get(*key).unwrap_or_else(|| panic!("{key} is missing in {object}"));
        let fits = |kind| match kind {
            's' => value.is_string(),
            'd' => value.as_str().is_some_and(is_date),
            't' => value.as_str().is_some_and(is_instant),
            'n' => value.is_i64(),
            'f' => value.is_number(),
            'b' => value.is_boolean(),
            'l' => value.is_array(),
            'o' => value.is_object(),
            '?' => value.is_null(),
            other => panic!("no kind {other}"),
        };
        assert!(kinds.chars().any(fits), "{key} should be {kinds} in {object}");
    }
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok()
}

/// With the offset of the office's zone.
fn is_instant(text: &str) -> bool {
    text.ends_with("+08:00") && chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

/// An identity number with a right check digit, of a county that exists in no list.
pub fn id_number(birth: &str, serial: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = format!("340524{birth}{serial:03}");
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{digits}{}", char::from(b"10X98765432"[sum as usize % 11]))
}

/// Could a terminal obey something in this text, or an eye be deceived by it?
pub fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| {
        (c.is_control() && c != '\n' && c != '\r')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    })
}

/// The permission bits of a file.
#[cfg(unix)]
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

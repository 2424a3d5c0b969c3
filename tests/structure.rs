//! The floor plan as a test: who may use whom, words held to their rooms, files that open well.
//!
//! The checker reads the source as text: comments and strings are blanked, the rest is cut into
//! words, and paths are followed from `crate`, `xinfang` and `super`. It is tested itself, below.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Who may use whom: the map in `src/lib.rs`, row by row. A room uses only rooms above it, so
/// there are no circles.
const ROOMS: [(&str, &[&str]); 16] = [
    ("domain", &[]),
    ("deadline", &["domain"]),
    ("table", &["domain"]),
    ("api", &["domain"]),
    ("keymap", &[]),
    ("theme", &[]),
    ("i18n", &["domain", "table", "api", "keymap"]),
    ("widget", &["theme"]),
    ("document", &["domain", "i18n", "widget"]),
    ("form", &["domain", "keymap", "widget"]),
    ("screen", &["domain", "api", "i18n", "theme", "keymap", "form", "widget"]),
    ("session", &["domain", "api", "i18n", "theme", "keymap", "screen", "widget"]),
    ("store", &["domain"]),
    ("service", &["domain", "deadline", "api", "document", "store"]),
    ("runtime", &["domain", "api", "i18n", "theme", "keymap", "session", "service"]),
    ("cli", &["domain", "deadline", "api", "table", "i18n", "service", "runtime"]),
];

/// What `src/main.rs` may use.
const MAIN_MAY_USE: &[&str] = &["cli"];

/// Words that only one room may say.
const ONLY_IN: [(&str, &str); 9] = [
    ("rusqlite", "store"),
    ("argon2", "service"),
    ("rustix", "runtime"),
    ("portable_pty", "runtime"),
    ("crossterm", "runtime"),
    ("Utc::now", "runtime"),
    ("Local::now", "runtime"),
    ("Instant::now", "runtime"),
    ("SystemTime", "runtime"),
];

/// Words that these rooms may not say.
const NEVER_IN: [(&str, &[&str]); 1] =
    [("ratatui", &["domain", "deadline", "table", "api", "store", "service", "keymap", "i18n"])];

/// Nothing belongs to the process, and only the writer and the printer write to the terminal.
const NOWHERE: [&str; 10] = [
    "thread_local!",
    "static mut",
    "lazy_static",
    "once_cell",
    "OnceLock",
    "LazyLock",
    "OnceCell",
    "LazyCell",
    "println!",
    "eprintln!",
];

/// Words for tests alone.
const ONLY_IN_TESTS: [&str; 5] = [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!"];

const LONGEST_FILE: usize = 620;

// ---------------------------------------------------------------- the house as it stands

#[test]
fn every_file_keeps_to_its_room() {
    let found: Vec<String> = sources().iter().flat_map(|(file, text)| faults(file, text)).collect();
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_map_in_lib_rs_says_the_same_as_this_table() {
    let table: Vec<(String, Vec<String>)> = ROOMS
        .iter()
        .map(|(room, uses)| ((*room).to_owned(), uses.iter().map(|used| (*used).to_owned()).collect()))
        .collect();
    assert_eq!(rows_of_the_map(&lib()), Ok(table));
}

#[test]
fn every_room_has_a_folder_a_row_of_the_map_and_a_line_in_lib_rs() {
    let rooms: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    let folders: BTreeSet<String> = std::fs::read_dir(src())
        .expect("src")
        .map(|entry| entry.expect("an entry of src"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, rooms, "the folders of src");
    let lib = code_only(&lib());
    let declared: BTreeSet<String> = lib
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(declared, rooms, "the modules of lib.rs");
    let files: Vec<String> = sources().into_keys().collect();
    let outside: Vec<&String> = files.iter().filter(|file| !file.contains('/')).collect();
    assert_eq!(outside, ["lib.rs", "main.rs"], "files outside the rooms");
}

#[test]
fn a_room_uses_only_rooms_above_it_on_the_map() {
    for (at, (room, uses)) in ROOMS.iter().enumerate() {
        let above: Vec<&str> = ROOMS[..at].iter().map(|(room, _)| *room).collect();
        for used in *uses {
            assert!(above.contains(used), "{room} may use {used}, which does not stand above it");
        }
    }
}

// ---------------------------------------------------------------- the checker

/// Everything wrong with one file of `src`, as sentences that name file and line.
fn faults(file: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("//!") {
        found.push(format!("{file}: the first line does not say what the file is for (//! ...)"));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        found.push(format!("{file}: {lines} lines; find the two things in it ({LONGEST_FILE} at most)"));
    }
    if text.contains("../shared") {
        found.push(format!("{file}: the program must not know the folder ../shared"));
    }
    let room = file.split_once('/').map_or("", |(room, _)| room);
    let tokens = tokens(&code_only(text));
    let may_use = match file {
        "main.rs" => MAIN_MAY_USE,
        "lib.rs" => &[],
        _ => match ROOMS.iter().find(|(name, _)| *name == room) {
            Some((_, uses)) => uses,
            None => {
                found.push(format!("{file}: {room} is no room of the map"));
                return found;
            }
        },
    };
    for (line, used) in rooms_used(&tokens, depth(file)) {
        if used != room && !may_use.contains(&used.as_str()) {
            found.push(format!("src/{file}:{line}: {} may not use {used}", named(room, file)));
        }
    }
    let mut held = |word: &str, why: &str, tokens: &[Token]| {
        for line in lines_with(tokens, word) {
            found.push(format!("src/{file}:{line}: {word} {why}"));
        }
    };
    for (word, home) in ONLY_IN {
        if room != home {
            held(word, &format!("belongs to {home}"), &tokens);
        }
    }
    for (word, rooms) in NEVER_IN {
        if rooms.contains(&room) {
            held(word, &format!("has no business in {room}"), &tokens);
        }
    }
    for word in NOWHERE {
        held(word, "is not used in this house", &tokens);
    }
    let program = without_tests(tokens);
    for word in ONLY_IN_TESTS {
        held(word, "is for tests", &program);
    }
    found
}

fn named<'a>(room: &'a str, file: &'a str) -> &'a str {
    if room.is_empty() { file } else { room }
}

/// How many modules deep a file lies: `lib.rs` 0, `screen/mod.rs` 1, `domain/step/register.rs` 3.
fn depth(file: &str) -> usize {
    match file {
        "lib.rs" | "main.rs" => 0,
        _ => file.strip_suffix("/mod.rs").unwrap_or(file).split('/').count(),
    }
}

/// Every room that the code names through `crate`, `xinfang` or enough `super`s, with its line.
/// What cannot be followed (`crate::*`, another name for `crate`) is returned as it is written,
/// so that no table allows it.
fn rooms_used(tokens: &[Token], depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // Blocks that are open, and which of them are modules inside the file.
    let mut open: Vec<bool> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is = |offset: usize, text: &str| tokens.get(at + offset).is_some_and(|t| t.text == text);
        let after = |text: &str| at > 0 && tokens[at - 1].text == text;
        match token.text.as_str() {
            "{" => open.push(at > 1 && tokens[at - 2].text == "mod"),
            "}" => drop(open.pop()),
            "crate" | "xinfang" if is(1, "::") && !after("::") => {
                follow(tokens, at + 2, 0, &mut found);
            }
            "crate" if is(1, "as") => found.push((token.line, "crate as".to_owned())),
            "super" if is(1, "::") && !(after("::") && at > 1 && tokens[at - 2].text == "super") => {
                let here = depth + open.iter().filter(|module| **module).count();
                follow(tokens, at, here, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// Follows a path that starts in a module `level` deep, into groups too; notes what it finds at
/// the root. Returns where it ends.
fn follow(tokens: &[Token], mut at: usize, mut level: usize, found: &mut Vec<(usize, String)>) -> usize {
    loop {
        let Some(token) = tokens.get(at) else { return at };
        match token.text.as_str() {
            "super" if level > 0 => level -= 1,
            "self" if level > 0 => {}
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|t| t.text != "}") {
                    at = follow(tokens, at, level, found);
                    // What is left of this member: the rest of its path, its groups, its new name.
                    let mut inside = 0;
                    while let Some(token) = tokens.get(at) {
                        match token.text.as_str() {
                            "{" => inside += 1,
                            "}" if inside == 0 => break,
                            "}" => inside -= 1,
                            "," if inside == 0 => break,
                            _ => {}
                        }
                        at += 1;
                    }
                    at += usize::from(tokens.get(at).is_some_and(|t| t.text == ","));
                }
                return at + 1;
            }
            _ if level > 0 => return at,
            word => {
                found.push((token.line, word.to_owned()));
                return at + 1;
            }
        }
        if tokens.get(at + 1).is_none_or(|t| t.text != "::") {
            return at + 1;
        }
        at += 2;
    }
}

/// The lines on which `word`, cut into tokens like the code, occurs.
fn lines_with(code: &[Token], word: &str) -> Vec<usize> {
    let word = tokens(word);
    code.windows(word.len())
        .filter(|part| part.iter().zip(&word).all(|(a, b)| a.text == b.text))
        .map(|part| part[0].line)
        .collect()
}

/// The code without what stands under `#[cfg(test)]`.
fn without_tests(code: Vec<Token>) -> Vec<Token> {
    let mark = tokens("#[cfg(test)]");
    let mut kept: Vec<Token> = Vec::with_capacity(code.len());
    let mut at = 0;
    while at < code.len() {
        let marked = code[at..].iter().zip(&mark).filter(|(a, b)| a.text == b.text).count() == mark.len();
        if !marked {
            kept.push(code[at].clone());
            at += 1;
            continue;
        }
        // The item ends with its first block, or with a semicolon before any block.
        at += mark.len();
        let mut open: usize = 0;
        while at < code.len() {
            match code[at].text.as_str() {
                "{" | "(" | "[" => open += 1,
                ")" | "]" => open = open.saturating_sub(1),
                "}" if open <= 1 => break,
                "}" => open -= 1,
                ";" if open == 0 => break,
                _ => {}
            }
            at += 1;
        }
        at += 1;
    }
    kept
}

/// A word, `::`, or one sign of the code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    line: usize,
}

fn tokens(code: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (text, after) = rest.split_at(length);
        if first == '\n' {
            line += 1;
        } else if !first.is_whitespace() {
            found.push(Token { text: text.to_owned(), line });
        }
        rest = after;
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The text with comments, strings and characters blanked; every line stays where it was.
fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if end > at {
            code.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
            continue;
        }
        // A whole word at once, so that the r of `for"` begins no raw string.
        let start = at;
        while at < chars.len() && is_word(chars[at]) {
            at += 1;
        }
        at = at.max(start + 1);
        code.extend(&chars[start..at]);
    }
    code
}

/// Where the comment, string or character that begins at `at` ends; `at` if none does.
fn literal_end(chars: &[char], at: usize) -> usize {
    let starts = |text: &str| text.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    if starts("//") {
        return chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |n| at + n);
    }
    if starts("/*") {
        let (mut end, mut open) = (at, 0_usize);
        while end < chars.len() {
            match chars[end..] {
                ['/', '*', ..] => (open, end) = (open + 1, end + 2),
                ['*', '/', ..] => (open, end) = (open - 1, end + 2),
                _ => end += 1,
            }
            if open == 0 {
                break;
            }
        }
        return end;
    }
    if let Some(prefix) = ["r", "br", "cr"].into_iter().find(|prefix| starts(prefix)) {
        let open = at + prefix.len();
        let hashes = chars[open.min(chars.len())..].iter().take_while(|c| **c == '#').count();
        if chars.get(open + hashes) == Some(&'"') {
            let mut end = open + hashes + 1;
            while end < chars.len() {
                let closes = chars[end] == '"'
                    && chars[end + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
                end += 1;
                if closes {
                    return end + hashes;
                }
            }
            return end;
        }
    }
    match chars[at..] {
        ['"', ..] => closing(chars, at, '"'),
        ['\'', '\\', ..] => closing(chars, at, '\''),
        ['\'', _, '\'', ..] => at + 3,
        _ => at,
    }
}

/// Behind the quote that closes what `at` opens.
fn closing(chars: &[char], at: usize, quote: char) -> usize {
    let mut end = at + 1;
    while end < chars.len() {
        match chars[end] {
            '\\' => end += 2,
            c if c == quote => return end + 1,
            _ => end += 1,
        }
    }
    chars.len()
}

/// The rows of the map: each room, and what it may use.
fn rows_of_the_map(lib: &str) -> Result<Vec<(String, Vec<String>)>, String> {
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let &[room, _, uses, ""] = cells.as_slice() else { return Err(format!("not three cells: {row}")) };
        let room = room.strip_suffix("`]").ok_or_else(|| format!("no room: {row}"))?;
        let uses = if uses == "–" { Vec::new() } else { uses.split(", ").collect() };
        let uses = uses.into_iter().map(|used| {
            let bare = used.strip_prefix('`').and_then(|used| used.strip_suffix('`'));
            bare.map(str::to_owned).ok_or_else(|| format!("not a room in backticks: {used}"))
        });
        Ok((room.to_owned(), uses.collect::<Result<_, _>>()?))
    })
    .collect()
}

// ---------------------------------------------------------------- reading the house

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn lib() -> String {
    std::fs::read_to_string(src().join("lib.rs")).expect("src/lib.rs")
}

/// Every source file by its path below `src`.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![src()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of src") {
            let path = entry.expect("an entry of src").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(src()).expect("a path below src");
                let name = below.to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).expect("a source file"));
            }
        }
    }
    found
}

// ---------------------------------------------------------------- the checker is checked

mod checker {
    use super::*;

    /// The rooms that made-up code in a file of `screen` uses.
    fn used(code: &str) -> Vec<String> {
        used_in("screen/queue.rs", code)
    }

    fn used_in(file: &str, code: &str) -> Vec<String> {
        rooms_used(&tokens(&code_only(code)), depth(file)).into_iter().map(|(_, room)| room).collect()
    }

    /// What is wrong with made-up code under a good first line.
    fn wrong(file: &str, code: &str) -> Vec<String> {
        faults(file, &format!("//! Made up.\n{code}\n"))
    }

    #[test]
    fn a_screen_that_uses_the_store_is_told_file_and_line() {
        assert_eq!(
            wrong("screen/queue.rs", "\nuse crate::store::open::Store;"),
            ["src/screen/queue.rs:3: screen may not use store"]
        );
        assert_eq!(wrong("service/cases.rs", "use crate::store::open::Store;"), [""; 0]);
        assert_eq!(wrong("main.rs", "fn main() { xinfang::store::open() }").len(), 1);
        assert_eq!(wrong("attic/box.rs", ""), ["attic/box.rs: attic is no room of the map"]);
    }

    #[test]
    fn rooms_in_groups_are_found() {
        assert_eq!(
            used("use crate::{domain::page::Page, store::{self, open, row::{a, b}}, api as asked};"),
            ["domain", "store", "api"]
        );
        assert_eq!(used("use {crate::store, crate::form::Line};"), ["store", "form"]);
        assert_eq!(used("use crate::{\n    domain,\n    service,\n};"), ["domain", "service"]);
    }

    #[test]
    fn rooms_in_the_middle_of_code_are_found() {
        assert_eq!(used("let a = crate::store::open(<crate::domain::A as B>::c());"), ["store", "domain"]);
        assert_eq!(used("pub(in crate::screen) fn a() -> xinfang::api::Answer {}"), ["screen", "api"]);
        assert_eq!(used("macro_rules! m { () => { $crate::store::open() } }"), ["store"]);
        assert_eq!(used("pub(crate) fn a() { self::b(); other::crate_name::c() }"), [""; 0]);
    }

    #[test]
    fn supers_that_leave_the_room_are_followed() {
        assert_eq!(used("use super::super::store;"), ["store"]);
        assert_eq!(used("use super::reading::Reading;"), [""; 0]);
        assert_eq!(used_in("screen/mod.rs", "use super::store;"), ["store"]);
        assert_eq!(used_in("domain/step/mod.rs", "use super::case::Case;"), [""; 0]);
        assert_eq!(used_in("domain/step/mod.rs", "use super::super::api;"), ["api"]);
        assert_eq!(used("use super::{a, super::{store, api}};"), ["store", "api"]);
        assert_eq!(used("mod tests { use super::super::words; use super::super::super::store; }"), ["store"]);
        assert_eq!(used("mod tests { fn a() {} } use super::super::store;"), ["store"]);
        assert_eq!(used("use self::super::super::store;"), ["store"]);
    }

    #[test]
    fn what_cannot_be_followed_is_allowed_to_nobody() {
        assert_eq!(wrong("cli/mod.rs", "use crate::*;").len(), 1);
        assert_eq!(wrong("cli/mod.rs", "use crate::{self as root};").len(), 1);
        assert_eq!(wrong("cli/mod.rs", "use crate as root;").len(), 1);
    }

    #[test]
    fn comments_strings_and_characters_are_no_code() {
        let code = r###"
            // crate::store  "
            /* crate::store /* crate::api */ crate::form */
            /// [`crate::store`]
            let a = "crate::store \" crate::api";
            let b = r#"crate::store " crate::api"#;
            let c = b"crate::store"; let d = br"\"; let e = '"'; let f = '\''; let g = b'"';
            fn h<'a>(i: &'a str) -> &'a str { crate::widget::cut(i) } // '
            let r#type = "x";
            for"crate::api";
        "###;
        assert_eq!(used(code), ["widget"]);
        assert_eq!(code_only(code).lines().count(), code.lines().count());
        assert_eq!(wrong("api/mod.rs", "// println! .unwrap() rusqlite"), [""; 0]);
    }

    #[test]
    fn test_code_may_unwrap_but_keeps_to_its_room() {
        let test =
            "fn a() {}\n#[cfg(test)]\nmod tests {\n use crate::store::Store;\n fn b() { c.unwrap(); }\n}";
        assert_eq!(wrong("screen/queue.rs", test), ["src/screen/queue.rs:5: screen may not use store"]);
        let after = format!("{test}\nfn d() {{ e.unwrap() }}").replace("store::Store", "api::Answer");
        assert_eq!(wrong("screen/queue.rs", &after), ["src/screen/queue.rs:8: .unwrap() is for tests"]);
        let one = "#[cfg(test)]\nuse a::{b};\nfn c() { todo!() }";
        assert_eq!(wrong("screen/queue.rs", one), ["src/screen/queue.rs:4: todo! is for tests"]);
    }

    #[test]
    fn words_are_held_to_their_rooms() {
        let lines = [
            ("screen/a.rs", "use rusqlite::Connection;", "rusqlite belongs to store"),
            ("screen/a.rs", "use ratatui::crossterm::event;", "crossterm belongs to runtime"),
            ("service/a.rs", "let now = chrono::Utc::now();", "Utc::now belongs to runtime"),
            ("cli/a.rs", "let now = Local::now();", "Local::now belongs to runtime"),
            ("session/a.rs", "let now = Instant::now();", "Instant::now belongs to runtime"),
            ("store/a.rs", "use std::time::SystemTime;", "SystemTime belongs to runtime"),
            ("i18n/a.rs", "use ratatui::style::Color;", "ratatui has no business in i18n"),
            ("theme/a.rs", "static mut A: u8 = 0;", "static mut is not used in this house"),
            ("theme/a.rs", "thread_local! {}", "thread_local! is not used in this house"),
            ("theme/a.rs", "static A: OnceLock<u8> = OnceLock(1);", "OnceLock is not used in this house"),
            ("cli/a.rs", "println!()", "println! is not used in this house"),
            ("cli/a.rs", "eprintln!()", "eprintln! is not used in this house"),
            ("form/a.rs", "a\n.expect(\n\"b\")", ".expect( is for tests"),
            ("form/a.rs", "panic!()", "panic! is for tests"),
        ];
        for (file, code, why) in lines {
            let found = wrong(file, code);
            assert!(found.iter().all(|fault| fault.ends_with(why)) && !found.is_empty(), "{code}: {found:?}");
        }
        assert_eq!(wrong("store/a.rs", "use rusqlite::Connection;"), [""; 0]);
        assert_eq!(wrong("widget/a.rs", "use ratatui::text::Line;"), [""; 0]);
        assert_eq!(wrong("form/a.rs", "a.unwrap_or(b); a.expected(); std::panic::catch_unwind(c)"), [""; 0]);
    }

    #[test]
    fn files_say_what_they_are_for_and_end_in_time() {
        assert_eq!(faults("form/a.rs", "use std::fmt;\n").len(), 1);
        let lines = |n| format!("//! Long.\n{}", "//\n".repeat(n - 1));
        assert_eq!(faults("form/a.rs", &lines(LONGEST_FILE)), [""; 0]);
        assert_eq!(faults("form/a.rs", &lines(LONGEST_FILE + 1)).len(), 1);
        assert_eq!(wrong("form/a.rs", "// see ../shared/design.md").len(), 1);
    }

    #[test]
    fn a_map_is_read_row_by_row() {
        let map = "//! | room | what | may use |\n//! |---|---|---|\n//! | [`a`] | x | – |\n\
                   //! | [`b`] | y, z | `a`, `c` |\n";
        let row = |room: &str, uses: &[&str]| {
            (room.to_owned(), uses.iter().map(|used| (*used).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(rows_of_the_map(map), Ok(vec![row("a", &[]), row("b", &["a", "c"])]));
        assert!(rows_of_the_map("//! | [`a`] | x | everything |").is_err());
        assert!(rows_of_the_map("//! | [`a`] | x |").is_err());
    }
}

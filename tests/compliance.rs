//! The compliance table: every requirement has one row, and every test it names is there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The seed documents and the 《信访工作条例》: how an id begins, how its number is padded, and
/// the last number. The first is always 1.
const LISTS: [(&str, usize, usize); 6] =
    [("S000", 2, 59), ("S001", 3, 232), ("S002", 2, 29), ("S003", 2, 75), ("S004", 2, 69), ("R22", 2, 40)];

/// All of them together.
const IN_ALL: usize = 504;

/// What may stand under "where it is met" without a test.
const WITHOUT_TEST: [&str; 2] = ["not yet", "policy text"];

// ---------------------------------------------------------------- the table as it stands

#[test]
fn every_requirement_has_exactly_one_row() {
    let rows = table();
    let times = |id: &String| rows.iter().filter(|row| row.cells.first() == Some(id)).count();
    let wrong: Vec<String> = ids()
        .iter()
        .map(|id| (id, times(id)))
        .filter(|(_, times)| *times != 1)
        .map(|(id, times)| format!("{id} has {times} rows"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(rows.len(), IN_ALL, "rows of the table");
}

#[test]
fn every_row_is_whole_and_every_test_it_names_is_there() {
    let sources = Sources::read();
    let wrong: Vec<String> =
        table().iter().flat_map(|row| faults(row, &|file, name| sources.test(file, name))).collect();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_lists_of_requirements_add_up() {
    assert_eq!(LISTS.iter().map(|(_, _, last)| last).sum::<usize>(), IN_ALL);
    let ids = ids();
    assert_eq!(ids.len(), IN_ALL);
    for id in ["S000-01", "S000-59", "S001-001", "S001-232", "S002-29", "S003-75", "S004-69", "R22-40"] {
        assert!(ids.iter().any(|known| known == id), "{id}");
    }
}

// ---------------------------------------------------------------- the checker

/// One row, with the line it stands on.
#[derive(Debug)]
struct Row {
    line: usize,
    cells: Vec<String>,
}

/// Every row that is neither a heading nor the rule under it. `\|` is a stroke inside a cell.
fn rows(text: &str) -> Vec<Row> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    lines
        .filter(|(_, line)| line.starts_with('|'))
        .map(|(line, text)| Row { line, cells: cells(text) })
        .filter(|row| {
            let first = row.cells.first().map_or("", String::as_str);
            first != "id" && !first.starts_with("--") && !first.starts_with(":-")
        })
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    const STROKE: &str = "\u{1}";
    let inner = line.replace("\\|", STROKE);
    let inner = inner.strip_prefix('|').unwrap_or(&inner);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').map(|cell| cell.trim().replace(STROKE, "|")).collect()
}

/// What is wrong with one row, as sentences that name the line.
fn faults(row: &Row, is_test: &dyn Fn(&str, &str) -> Result<(), String>) -> Vec<String> {
    let at = format!("docs/compliance.md:{}", row.line);
    let [id, requirement, place, tests] = row.cells.as_slice() else {
        return vec![format!("{at}: {} cells, not 4", row.cells.len())];
    };
    let at = format!("{at}: {id}");
    let mut found = Vec::new();
    if !ids().contains(id) {
        found.push(format!("{at} is no requirement"));
    }
    if requirement.is_empty() {
        found.push(format!("{at} does not say what is required"));
    }
    if place.is_empty() {
        found.push(format!("{at} does not say where it is met"));
    }
    if tests.is_empty() {
        if !WITHOUT_TEST.contains(&place.as_str()) {
            found.push(format!("{at} is met and names no test"));
        }
        return found;
    }
    for written in tests.split(", ") {
        let named = written.strip_prefix('`').and_then(|name| name.strip_suffix('`'));
        match named.and_then(|name| name.split_once("::")) {
            None => found.push(format!("{at}: {written} is not written as `file::test_name`")),
            Some((file, name)) => found.extend(is_test(file, name).err().map(|why| format!("{at}: {why}"))),
        }
    }
    found
}

fn ids() -> Vec<String> {
    LISTS
        .iter()
        .flat_map(|(list, width, last)| (1..=*last).map(move |number| format!("{list}-{number:0width$}")))
        .collect()
}

/// Is there a function of this name, and is it a test?
fn has_test(text: &str, name: &str) -> Option<bool> {
    let head = format!("fn {name}(");
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let at = lines.iter().position(|line| line.starts_with(&head))?;
    let above = lines[..at].iter().rev().take_while(|line| line.starts_with("#[") || line.starts_with("//"));
    Some(above.into_iter().any(|line| *line == "#[test]"))
}

// ---------------------------------------------------------------- reading the files

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table() -> Vec<Row> {
    rows(&std::fs::read_to_string(house().join("docs/compliance.md")).expect("docs/compliance.md"))
}

/// Every Rust file of `src` and `tests`, by its path in the repository.
struct Sources(BTreeMap<String, String>);

impl Sources {
    fn read() -> Sources {
        let mut found = BTreeMap::new();
        let mut folders: Vec<PathBuf> = ["src", "tests"].map(|folder| house().join(folder)).into();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let below = path.strip_prefix(house()).expect("a path of this repository");
                    let name = below.to_string_lossy().replace('\\', "/");
                    found.insert(name, std::fs::read_to_string(&path).expect("a source file"));
                }
            }
        }
        Sources(found)
    }

    /// `file` is `tests/file.rs`, anything in `tests/file/`, or a `file.rs` (or the `mod.rs` of
    /// a folder `file`) in `src`.
    fn test(&self, file: &str, name: &str) -> Result<(), String> {
        let texts: Vec<&String> =
            self.0.iter().filter(|(path, _)| is_meant(path, file)).map(|(_, text)| text).collect();
        if texts.is_empty() {
            return Err(format!("there is no tests/{file}.rs, tests/{file}/ or src/**/{file}.rs"));
        }
        let found: Vec<bool> = texts.iter().filter_map(|text| has_test(text, name)).collect();
        match found.as_slice() {
            [] => Err(format!("there is no fn {name}( in {file}")),
            found if found.contains(&true) => Ok(()),
            _ => Err(format!("{file}::{name} is not a #[test]")),
        }
    }
}

fn is_meant(path: &str, file: &str) -> bool {
    match path.strip_prefix("src/") {
        Some(below) => {
            let below = format!("/{below}");
            below.ends_with(&format!("/{file}.rs")) || below.ends_with(&format!("/{file}/mod.rs"))
        }
        None => path == format!("tests/{file}.rs") || path.starts_with(&format!("tests/{file}/")),
    }
}

// ---------------------------------------------------------------- the checker is checked

mod checker {
    use super::*;

    /// What is wrong with one made-up row, where `desk::a_letter_is_filed` is the only test.
    fn wrong(line: &str) -> Vec<String> {
        let only = |file: &str, name: &str| match (file, name) {
            ("desk", "a_letter_is_filed") => Ok(()),
            _ => Err(format!("no {file}::{name}")),
        };
        let rows = rows(line);
        assert_eq!(rows.len(), 1, "{line}");
        faults(&rows[0], &only)
    }

    #[test]
    fn headings_are_no_rows_and_a_stroke_may_stand_in_a_cell() {
        let text =
            "# A\n\n| id | requirement | where | test |\n|---|---|---|---|\n| S000-01 | a \\| b | c | |\n";
        let rows = rows(text);
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].line, rows[0].cells.as_slice()),
            (5, ["S000-01", "a | b", "c", ""].map(String::from).as_slice())
        );
    }

    #[test]
    fn a_good_row_has_no_faults() {
        assert_eq!(wrong("| S000-01 | a | `screen/intake.rs` | `desk::a_letter_is_filed` |"), [""; 0]);
        assert_eq!(wrong("| R22-40 | a | not yet | |"), [""; 0]);
        assert_eq!(wrong("| S001-232 | a | policy text | |"), [""; 0]);
    }

    #[test]
    fn a_bad_row_says_what_is_wrong() {
        let rows = [
            ("| S000-60 | a | not yet | |", "S000-60 is no requirement"),
            ("| S001-01 | a | not yet | |", "S001-01 is no requirement"),
            ("| S000-01 | a | not yet |", "3 cells, not 4"),
            ("| S000-01 | a | | |", "does not say where it is met"),
            ("| S000-01 | | not yet | |", "does not say what is required"),
            ("| S000-01 | a | service | |", "is met and names no test"),
            ("| S000-01 | a | service | desk::a_letter_is_filed |", "is not written as `file::test_name`"),
            ("| S000-01 | a | service | `a_letter_is_filed` |", "is not written as `file::test_name`"),
            ("| S000-01 | a | service | `desk::a_letter_is_filed`, `desk::b` |", "no desk::b"),
            ("| S000-01 | a | not yet | `desk::b` |", "no desk::b"),
        ];
        for (row, why) in rows {
            let found = wrong(row);
            assert!(found.iter().any(|fault| fault.contains(why)), "{row}: {found:?}");
        }
    }

    #[test]
    fn a_named_test_is_looked_for_where_the_table_means_it() {
        assert!(is_meant("tests/desk.rs", "desk"));
        assert!(is_meant("tests/desk/intake.rs", "desk"));
        assert!(is_meant("src/deadline/length.rs", "length"));
        assert!(is_meant("src/keymap/mod.rs", "keymap"));
        assert!(!is_meant("tests/desk/intake.rs", "intake"));
        assert!(!is_meant("tests/reception_desk.rs", "desk"));
        assert!(!is_meant("src/runtime/desktop.rs", "desk"));
        assert!(!is_meant("src/runtime/reception_desk.rs", "desk"));
    }

    #[test]
    fn a_function_that_is_no_test_does_not_count() {
        let text =
            "/// Why.\n#[test]\n#[cfg(unix)]\nfn yes() {}\n\nfn no() {}\n    #[test]\n    fn inside() {}\n";
        assert_eq!(has_test(text, "yes"), Some(true));
        assert_eq!(has_test(text, "inside"), Some(true));
        assert_eq!(has_test(text, "no"), Some(false));
        assert_eq!(has_test(text, "ye"), None);
    }
}

//! Every count of an independent table of working days agrees with ours.

use std::path::Path;

use xinfang::deadline::Length;
use xinfang::deadline::count::Roll;

use super::{day, shipped_calendar};

#[test]
fn the_published_table_of_working_days_agrees_row_by_row() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/vectors/workday.csv");
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        assert!(!path.exists(), "{} is here and cannot be read", path.display());
        return;
    };
    let calendar = shipped_calendar();
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("start,op,n,expected"));
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let &[start, op, n, expected] = cells.as_slice() else { panic!("not four cells: {line}") };
        let n: u32 = n.parse().expect("a number");
        let (length, roll) = match op {
            "add_workdays" => (Length::WorkingDays(n), Roll::On),
            "add_calendar_days_plain" => (Length::Days(n), Roll::Off),
            "add_calendar_days_roll_to_workday" => (Length::Days(n), Roll::On),
            other => panic!("no count is called {other}"),
        };
        let due = calendar.count(day(start), length, roll).expect("an end").due;
        if due != day(expected) {
            wrong.push(format!("{line}: we say {due}"));
        }
        rows += 1;
    }
    assert!(rows > 0, "the table is empty");
    assert!(wrong.is_empty(), "{} of {rows} rows disagree:\n{}", wrong.len(), wrong.join("\n"));
}

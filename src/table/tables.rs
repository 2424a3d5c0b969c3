//! Files of several tables: TOML with `[[people]]`, `[[units]]` …, one table a row. What an office
//! is set up with.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::{Spanned, Value};

/// One row: which table, at which line of the file, and its cells by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The name between the brackets.
    pub table: String,
    /// The line its first cell, or its name, stands on; the first line is 1.
    pub line: usize,
    /// Cells as text: numbers and dates as written, lists apart by blanks.
    pub cells: BTreeMap<String, String>,
}

/// Reads the rows of a file, table by table in the order of the file.
///
/// # Errors
/// The reader's own words, with line and column.
pub fn read(text: &str) -> Result<Vec<TableRow>, String> {
    #[derive(Deserialize)]
    struct File(#[serde(with = "ordered")] Vec<(String, Vec<Spanned<toml::Table>>)>);
    let File(tables) = toml::from_str(text).map_err(|fault| fault.to_string())?;
    let mut rows = Vec::new();
    for (table, found) in tables {
        for row in found {
            let start = row.span().start.min(text.len());
            let line = text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1;
            let cells = row.into_inner().iter().map(|(name, value)| (name.clone(), cell(value))).collect();
            rows.push(TableRow { table: table.clone(), line, cells });
        }
    }
    rows.sort_by_key(|row| row.line);
    Ok(rows)
}

/// A value as somebody would type it.
fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Boolean(true) => "yes".to_owned(),
        Value::Boolean(false) => "no".to_owned(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// Tables in the order of the file: TOML's own map forgets nothing but the order.
mod ordered {
    use std::fmt;

    use serde::de::{Deserializer, MapAccess, Visitor};
    use toml::Spanned;

    type Tables = Vec<(String, Vec<Spanned<toml::Table>>)>;

    struct InOrder;

    impl<'de> Visitor<'de> for InOrder {
        type Value = Tables;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("tables such as [[people]]")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tables, A::Error> {
            let mut tables = Vec::new();
            while let Some(entry) = map.next_entry()? {
                tables.push(entry);
            }
            Ok(tables)
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tables, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_with_their_lines_and_their_values_as_text() {
        let rows = read("# staff\n[[people]]\naccount = \"ye\"\nroles = [\"reception\", \"handler\"]\n\n[[units]]\ncode = \"ban\"\nfloor = 3\n")
            .expect("a file");
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].table.as_str(), rows[0].line), ("people", 2));
        assert_eq!(rows[0].cells["roles"], "reception handler");
        assert_eq!((rows[1].line, rows[1].cells["floor"].as_str()), (6, "3"));
    }

    #[test]
    fn a_fault_of_form_names_its_line() {
        assert!(read("[[people]]\naccount = ye\n").expect_err("a fault").contains("line 2"));
        assert!(read("people = 3\n").is_err());
    }
}

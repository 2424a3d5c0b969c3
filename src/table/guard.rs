//! The apostrophe that keeps a spreadsheet from running a csv cell as a formula.
//!
//! A petitioner may write `=HYPERLINK(…)` into a field, and the colleague who opens the export
//! would run it. Both sides of the apostrophe stand here, because they must undo each other.

use std::borrow::Cow;

/// With these a spreadsheet begins a formula (tab and CR are skipped by some before they look).
const OPENERS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The cell as it goes into a csv file.
pub(super) fn guarded(cell: &str) -> Cow<'_, str> {
    if opens_a_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before it was guarded.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if opens_a_formula(rest) => rest,
        Some(_) | None => cell,
    }
}

/// Apostrophes in front count as well: else a cell that was `'=1` from the start would lose its
/// apostrophe on the way back.
fn opens_a_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(OPENERS)
}

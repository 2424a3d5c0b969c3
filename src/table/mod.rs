//! Files of rows: tables that other offices send and that this office hands out.
//!
//! [`read::open`] looks at the content, never at the name: an `.xlsx` workbook or text in UTF-8,
//! UTF-16 or GB18030, with commas, tabs or semicolons. Rows come one at a time, so a long file
//! costs no more memory than a short one. [`write::Writer`] makes csv, xlsx and JSON lines, and
//! what it writes as csv or xlsx [`read::open`] reads back the same.

mod cell;
pub mod encoding;
mod guard;
pub mod read;
mod sheet;
pub mod tables;
mod text;
pub mod write;

pub use cell::Cell;
pub use read::{Fault, Row, RowFault, Rows};

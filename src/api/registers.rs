//! Asking about registers: the office's own tables and the house's books.

use std::collections::BTreeMap;

use crate::domain::problem::Barrier;
use crate::domain::register::{Register, Row, RowId, Values, Version};

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Which registers are there?
    Index,
    /// Everything of one register.
    Open {
        /// its word
        register: String,
    },
    /// Put a row down, or change one.
    Save {
        /// the register's word
        register: String,
        /// the row and the version that the person saw; none for a new row
        row: Option<(RowId, i64)>,
        /// as typed
        values: Values,
    },
    /// Take a row out of use, or back into it.
    End {
        /// the register's word
        register: String,
        /// the row
        row: RowId,
        /// the version that the person saw
        version: i64,
        /// out of use, or back
        ended: bool,
    },
    /// Every version of a row.
    Versions {
        /// the register's word
        register: String,
        /// the row
        row: RowId,
    },
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The registers this person may look at.
    Index(Vec<Summary>),
    /// One register.
    Sheet(Box<Sheet>),
    /// The row stands so now.
    Saved {
        /// the row
        row: RowId,
        /// what it is called
        label: String,
        /// its version
        version: i64,
    },
    /// Every version, the newest first.
    Versions(Vec<Version>),
}

/// A register in the list of registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The register.
    pub register: Register,
    /// Rows in use.
    pub rows: usize,
}

/// A register with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The register.
    pub register: Register,
    /// Its rows in the order they were made, those in use first.
    pub rows: Vec<Row>,
    /// Of every register it refers to: keys and names of the rows in use.
    pub options: BTreeMap<String, Vec<(String, String)>>,
    /// What keeps this person from changing it.
    pub barriers: Vec<Barrier>,
}

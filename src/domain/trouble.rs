//! What can go wrong with the records themselves, sorted by what a person can do about it.

/// Why the database did not do what was asked. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TroubleKind {
    /// Another program holds the database and did not let go.
    Locked,
    /// The disk is full.
    DiskFull,
    /// The file or its folder cannot be written.
    ReadOnly,
    /// The file is not a database, or its pages do not fit together.
    Damaged,
    /// Written by a newer version of the program.
    Newer {
        /// the file's schema
        found: i64,
        /// the newest schema this program knows
        known: i64,
    },
    /// A database, but not one of ours, or one that was never opened with `init`.
    NotAnOffice,
    /// The file is not there.
    Missing,
    /// There is an office in the file already.
    OfficeExists,
    /// Anything else; the reference leads to the log.
    Other,
}

/// Store trouble with the technical text for the log. The text never holds a personal value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?}: {detail}")]
pub struct Trouble {
    /// What a person can do about it.
    pub kind: TroubleKind,
    /// For the log.
    pub detail: String,
}

impl Trouble {
    /// Trouble of this kind.
    pub fn new(kind: TroubleKind, detail: impl Into<String>) -> Trouble {
        Trouble { kind, detail: detail.into() }
    }
}

//! 正在办: a desk says which case lies open there. News for the others, never a lock.

use crate::domain::case::CaseId;

/// Something asked. Nobody waits for the answer, and nothing fails with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Somebody works on this case, or still does.
    Hold {
        /// the case
        case: CaseId,
        /// the desk that says so
        desk: String,
    },
    /// He does no more.
    Release {
        /// the case
        case: CaseId,
        /// the desk that says so
        desk: String,
    },
}

/// Something told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is known now, or cannot be known just now.
    Heard,
}

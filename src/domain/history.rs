//! 经过: the lines that say what happened to a case, when and by whom.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

/// One line. Values that are personal never stand in it; hashes of them do (decision 34).
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The instant, at the office's offset.
    pub at: DateTime<FixedOffset>,
    /// Who did it, as shown.
    pub who: String,
    /// The step or change, by its word.
    pub what: String,
    /// Values before.
    pub before: Map<String, Value>,
    /// Values after.
    pub after: Map<String, Value>,
}

/// 查阅: somebody read personal values in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLine {
    /// The instant, at the office's offset.
    pub at: DateTime<FixedOffset>,
    /// Who, as shown.
    pub who: String,
    /// The reason given.
    pub reason: String,
}

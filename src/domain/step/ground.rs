//! 办理的底: what the guards of the steps look at.

use chrono::NaiveDate;

use crate::domain::assessment::Verdict;
use crate::domain::case::Case;
use crate::domain::rule::LocalRefusal;

/// A case with what has become of it, and what the office's rules allow.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The case.
    pub case: &'a Case,
    /// Steps that were taken and not taken back, with their days.
    pub taken: &'a [(String, NaiveDate)],
    /// 专项: the tracks it is on.
    pub tracks: &'a [String],
    /// The step that waits for a leader.
    pub waits: Option<&'a str>,
    /// 诉求认定, the newest.
    pub verdict: Option<Verdict>,
    /// What the office's rules allow.
    pub office: &'a Allowed,
}

/// What an office's rules allow beyond the regulation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    /// The name of the simplified track, where it is switched on.
    pub simplified: Option<String>,
    /// Reasons of local law for which a matter may be refused.
    pub refuses: Vec<LocalRefusal>,
}

impl Ground<'_> {
    /// Was this step taken, and not taken back?
    pub fn has_taken(&self, step: &str) -> bool {
        self.taken.iter().any(|(name, _)| name == step)
    }

    /// Is the case on the simplified track?
    pub fn is_simplified(&self) -> bool {
        self.office.simplified.as_ref().is_some_and(|name| self.tracks.contains(name))
    }
}

//! Words of the same matter.

use crate::domain::similar::Reason;

/// So many of so many.
pub type Part = (usize, usize);

/// 同一事项
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct SimilarWords {
    pub title: &'static str,
    pub label: &'static str,
    /// why; how alike the texts are, in percent
    pub reason: fn(Reason, u8) -> String,
    pub nobody: &'static str,
    /// how many; the best one's number and reasons; the key that opens them
    pub hint: fn(usize, &str, &str, &str) -> String,
    /// how many of them are linked
    pub hint_linked: fn(usize) -> String,
    /// how many
    pub question: fn(usize) -> String,
    pub here: &'static str,
    pub own: &'static str,
    pub after: &'static str,
    pub after_says: &'static str,
    pub nothing: &'static str,
    pub looking: &'static str,
    pub failed: fn(&str) -> String,
    pub link: &'static str,
    pub not_same: &'static str,
    pub look: &'static str,
    pub choose: &'static str,
    pub undo: &'static str,
    pub guide: &'static str,
    pub is_linked: &'static str,
    pub is_not_same: &'static str,
    /// number
    pub linked: fn(&str) -> String,
    pub unlinked: fn(&str) -> String,
    pub said_not_same: fn(&str) -> String,
    pub said_open: fn(&str) -> String,
    pub nothing_to_undo: &'static str,
    pub links: &'static str,
    /// number, state, whether another petitioner brought it
    pub link_line: fn(&str, &str, bool) -> String,
    /// which time
    pub repeats: fn(u32) -> String,
    /// petitions; found of those with an earlier one; right of shown; right of likely
    pub checked: fn(usize, Part, Part, Part) -> [String; 4],
    /// told apart, of how many
    pub told_apart: fn(usize, usize) -> String,
}

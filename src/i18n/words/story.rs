//! Words of what has become of a case: hands, demands, proceedings, papers, a day gone by.

use crate::domain::life::{ProceedingKind, Stage};
use crate::domain::paper::PaperKind;

/// 经过
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct StoryWords {
    pub paper_kind: fn(PaperKind) -> &'static str,
    pub promises: &'static str,
    /// who promised, on which day
    pub promised: fn(&str, &str) -> String,
    pub hands: &'static str,
    pub office: &'static str,
    /// name, days, whether it has it still
    pub hand: fn(&str, i64, &str) -> String,
    pub still: &'static str,
    pub returned: fn(usize) -> String,
    pub no_result: &'static str,
    pub proceedings: &'static str,
    pub proceeding: fn(ProceedingKind) -> &'static str,
    pub stage: fn(Stage) -> &'static str,
    pub extended: &'static str,
    /// how much, who, when
    pub granted: fn(u32, &str, &str) -> String,
    pub asked: fn(&str) -> String,
    pub told: fn(&str) -> String,
    pub not_told: &'static str,
    pub renewed: fn(usize) -> String,
    pub papers: &'static str,
    pub void: &'static str,
    pub paper: &'static str,
    pub read: &'static str,
    pub only_registered: &'static str,
    pub no_papers: &'static str,
    pub more_limits: fn(usize) -> String,
    pub read_line: &'static str,
    pub to_history: &'static str,
    pub contact: &'static str,
    pub earlier: &'static str,
    /// the day that is shown
    pub as_of: fn(&str) -> String,
    /// the day that is shown
    pub looking_back: fn(&str) -> String,
    pub no_earlier: &'static str,
    pub is_today_key: &'static str,
    pub is_today: &'static str,
    pub is_today_again: &'static str,
    pub papers_hint: &'static str,
    pub papers_chinese: &'static str,
}

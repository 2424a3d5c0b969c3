//! Words of the page that says why a limit ends when it does.

use chrono::NaiveDate;

use crate::domain::clock::ClockLine;
use crate::domain::explanation::{Appeal, Explanation};
use crate::domain::rule::{PauseReason, Start};

/// The steps of an explanation: a label of a few cells and a sentence.
pub type Steps = [(&'static str, String); 8];

/// 为什么是这一天
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct WhyWords {
    pub title: &'static str,
    pub key: &'static str,
    pub steps: fn(&Explanation) -> Steps,
    pub inside_label: &'static str,
    pub inside: fn(&Explanation) -> String,
    pub used_label: &'static str,
    pub used: fn(&Explanation) -> String,
    pub aloud_label: &'static str,
    pub aloud: fn(&Explanation) -> String,
    pub appeal_label: &'static str,
    pub appeal: fn(&Appeal) -> String,
    /// 收到, 受理; whether the law takes it as happened
    pub event: fn(Start, bool) -> String,
    /// it has not started, or has no length
    pub waits: fn(&ClockLine) -> String,
    /// what was tried, why it cannot be
    pub cannot: fn(&str) -> String,
    pub waiting: &'static str,
    pub unset: &'static str,
    pub try_label: &'static str,
    pub try_start: &'static str,
    /// the most that may be added
    pub try_extend: fn(&str) -> String,
    /// why days may not count
    pub try_pause: fn(PauseReason) -> String,
    pub print: &'static str,
    /// where it lies
    pub printed: fn(&str) -> String,
    /// why it does not
    pub not_printed: fn(&str) -> String,
    /// who printed it, when
    pub printed_by: fn(&str, &str) -> String,
    pub next_field: &'static str,
    pub try_key: &'static str,
    pub try_hint: &'static str,
    pub try_field: &'static str,
    /// the day that is tried
    pub trying: fn(&str) -> String,
    pub show: &'static str,
    pub other_limits: &'static str,
    pub on_form: &'static str,
    pub computed: &'static str,
    pub none: &'static str,
    pub none_from: fn(NaiveDate) -> String,
    pub legend: &'static str,
}

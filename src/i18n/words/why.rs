//! Words of the page that says why a limit ends when it does.

use chrono::NaiveDate;

use crate::domain::explanation::Explanation;

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
    pub try_label: &'static str,
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

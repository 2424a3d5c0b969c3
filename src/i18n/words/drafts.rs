//! Words of drafts.

/// 草稿
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct DraftWords {
    pub title: &'static str,
    pub heading: [&'static str; 4],
    /// the field that was being typed in
    pub up_to: fn(&str) -> String,
    pub not_saved: &'static str,
    /// the field, when
    pub restored: fn(&str, &str) -> String,
    pub left: &'static str,
    pub go_on: &'static str,
    pub throw_away: &'static str,
    pub throw_title: &'static str,
    pub throw_question: &'static str,
    pub thrown: &'static str,
    pub gone: &'static str,
    pub none: &'static str,
    pub hint: &'static str,
    pub elsewhere: &'static str,
    pub not_kept: &'static str,
    pub leave_title: &'static str,
    pub leave_question: &'static str,
    /// the number it got
    pub already: fn(&str) -> String,
}

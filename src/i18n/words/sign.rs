//! Words of papers to sign.

/// 待签、包案
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct SignWords {
    pub title: &'static str,
    pub heading: [&'static str; 7],
    /// which of how many
    pub position: fn(usize, &str) -> String,
    pub marked: fn(usize) -> String,
    pub read: &'static str,
    pub sign: &'static str,
    pub agree: &'static str,
    pub decide: &'static str,
    pub send_back: &'static str,
    pub instruct: &'static str,
    pub mark: &'static str,
    pub next: &'static str,
    pub open_case: &'static str,
    pub empty: &'static str,
    pub hint: &'static str,
    /// how many the list holds
    pub more: fn(usize) -> String,
    /// why it cannot be signed
    pub barred: fn(&str) -> String,
    pub no_way_back: &'static str,
    pub ask_title: &'static str,
    /// how many
    pub ask: fn(usize) -> String,
    /// how many have not been opened
    pub unread: fn(usize) -> String,
    pub remark: &'static str,
    pub remark_hint: &'static str,
    pub said_hint: &'static str,
    pub enter_signs: &'static str,
    /// number, what was done
    pub signed: fn(&str, &str) -> String,
    /// signed, not signed
    pub many_signed: fn(usize, usize) -> String,
    /// number, why
    pub not_signed: fn(&str, &str) -> String,
    pub demands: &'static str,
    pub open_demand: &'static str,
    /// who, since when
    pub put_by: fn(&str, &str) -> String,
    /// lines from, to, of
    pub lines: fn(usize, usize, usize) -> String,
    pub sponsored_title: &'static str,
    pub sponsored_empty: &'static str,
    pub sponsored_hint: &'static str,
    /// the day of the last record
    pub last_record: fn(&str) -> String,
    /// step, posts that nobody holds
    pub gap: fn(&str, &str) -> String,
    pub gaps_title: &'static str,
    pub gaps_why: &'static str,
    pub or: &'static str,
}

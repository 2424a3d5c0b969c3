//! Words for two people on one case.

/// 有人先存了
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct NewerWords {
    pub title: &'static str,
    /// who, when, what was to be saved
    pub saved_first: fn(&str, &str, &str) -> String,
    pub changed: &'static str,
    /// how many lines there is no room for
    pub earlier: fn(usize) -> String,
    pub field: &'static str,
    pub theirs: &'static str,
    pub mine: &'static str,
    /// in the order of the digits: its name, what it does
    pub ways: [(&'static str, &'static str); 3],
    /// the same, where nothing is typed
    pub ways_to_decide: [(&'static str, &'static str); 3],
    pub keys: [&'static str; 3],
    pub whole: &'static str,
    pub go: &'static str,
    pub to_form: &'static str,
    pub hint: &'static str,
    pub choose_first: &'static str,
    /// who, when
    pub again: fn(&str, &str) -> String,
    /// who, when, what
    pub beside: fn(&str, &str, &str) -> String,
    /// number; a draft of it stays
    pub taken_theirs: fn(&str) -> String,
}

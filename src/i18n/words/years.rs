//! Words of adding a year.

/// 添加年历
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct YearsWords {
    pub title: &'static str,
    pub text: &'static str,
    pub intro: [&'static str; 2],
    pub read: &'static str,
    pub hint: &'static str,
    /// how many faults
    pub faults: fn(usize) -> String,
    /// how many more
    pub more: fn(usize) -> String,
    pub new: &'static str,
    pub changed: &'static str,
    pub same: &'static str,
    pub off: &'static str,
    pub work: &'static str,
    pub no_more_off: &'static str,
    pub no_more_work: &'static str,
    pub accept: &'static str,
    pub accept_question: &'static str,
    pub to_text: &'static str,
    /// clocks, cases; first line, last line, lines
    pub shown: fn((usize, usize), usize, usize, usize) -> String,
    /// the years, clocks, cases
    pub accepted: fn(&str, usize, usize) -> String,
}

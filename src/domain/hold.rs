//! 正在办: who has a case in hand at this moment. News, never a lock, and no record.

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::case::CaseId;

/// Minutes without a key after which nobody is taken to work on a case any more: about as long as a
/// telephone call or a walk to the copier takes. Who comes back and types has it in hand again.
pub const QUIET: i64 = 10;

/// Minutes after which a desk where somebody types says so again: well before [`QUIET`], and no
/// write with every key.
pub const SAY_AGAIN: i64 = 2;

/// Somebody has the form of a step of this case open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The case.
    pub case: CaseId,
    /// Whose hold it is.
    pub account: String,
    /// The desk it lies open at.
    pub desk: String,
    /// When the form was opened.
    pub since: DateTime<FixedOffset>,
    /// When something was last done in it.
    pub last: DateTime<FixedOffset>,
}

impl Hold {
    /// Has nobody touched it for so long that it is no news any more?
    pub fn has_faded(&self, now: DateTime<FixedOffset>) -> bool {
        now - self.last > TimeDelta::minutes(QUIET)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_fades_after_a_quiet_time_and_not_before() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("an instant");
        let since = at("2026-09-16T09:20:00+08:00");
        let hold = Hold { case: CaseId(1), account: String::new(), desk: String::new(), since, last: since };
        assert!(!hold.has_faded(at("2026-09-16T09:30:00+08:00")));
        assert!(hold.has_faded(at("2026-09-16T09:30:01+08:00")));
        let typed = Hold { last: at("2026-09-16T09:29:00+08:00"), ..hold };
        assert!(!typed.has_faded(at("2026-09-16T09:39:00+08:00")));
        // One word that is lost does not end a hold.
        const { assert!(SAY_AGAIN * 2 < QUIET) };
    }
}

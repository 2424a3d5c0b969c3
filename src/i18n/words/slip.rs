//! Words of the slip, of asking by code, and of the waiting room.

use crate::domain::visitor::TicketState;

/// 登记凭证
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct SlipWords {
    pub title: &'static str,
    pub key: &'static str,
    pub print: &'static str,
    pub scroll: &'static str,
    /// papers are Chinese
    pub hint: &'static str,
}

/// 查询
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct QueryWords {
    /// number, day of receipt
    pub matter: fn(&str, &str) -> String,
    pub stands: fn(&str) -> String,
    pub with: fn(&str) -> String,
    /// day, what is due
    pub next: fn(&str, &str) -> String,
    pub no_limit: &'static str,
    pub ended: &'static str,
    /// telephone, address
    pub ask: fn(&str, &str) -> String,
}

/// 候访室
#[allow(missing_docs, reason = "each field is named for what it says")]
pub struct WaitingWords {
    pub title: &'static str,
    /// groups, people
    pub waits: fn(usize, u32) -> String,
    pub people: fn(u32) -> String,
    pub minutes: fn(i64) -> String,
    pub so_long: fn(i64) -> String,
    pub arrived: fn(&str) -> String,
    pub ticket: fn(&str) -> String,
    pub heading: [&'static str; 7],
    pub state: fn(TicketState) -> &'static str,
    /// groups, people; called, inside, done, left
    pub today: fn(usize, u32, [usize; 4]) -> String,
    pub empty: &'static str,
    pub new: &'static str,
    pub forward: &'static str,
    pub back: &'static str,
    pub next: &'static str,
    pub left: &'static str,
    pub register: &'static str,
    /// ticket, where it stands
    pub stands: fn(&str, &str) -> String,
    /// the next ticket
    pub comes: fn(&str) -> String,
    /// ticket, window, state
    pub moved: fn(&str, &str, TicketState) -> String,
    pub bound: fn(&str, &str) -> String,
    pub new_title: &'static str,
    pub new_hint: &'static str,
    pub added: fn(&str, u32) -> String,
}

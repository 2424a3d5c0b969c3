//! Asking for a slip, and asking how a matter stands by number or query code.

use chrono::NaiveDate;

use super::cases::Due;
use crate::domain::case::{CaseId, State};
use crate::domain::masked::Personal;
use crate::domain::slip::{Ask, Slip};

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// The slip of a case. One without a query code gets it now.
    Show(CaseId),
    /// The slip goes to the printer; writes a line in the history.
    Print(CaseId),
    /// 查询: how does it stand? By number or code, as typed.
    Query(Personal),
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The slip.
    Slip(Box<Slip>),
    /// The slip, to be printed.
    Printed(Box<Slip>),
    /// How it stands.
    Standing(Box<Standing>),
}

/// How a matter stands: what may be said at the window. Neither name nor title is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The case.
    pub case: CaseId,
    /// 信访件编号
    pub number: String,
    /// 收到的日期
    pub received: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// It has not ended.
    pub open: bool,
    /// What comes next, and by when.
    pub due: Option<Due>,
    /// Which body has it.
    pub with: String,
    /// How to ask.
    pub ask: Ask,
}

//! Asking about the waiting room.

use crate::domain::case::CaseId;
use crate::domain::visitor::{NewVisit, Step, Ticket, TicketId};

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Who has come today?
    Today,
    /// Somebody has come.
    Add(NewVisit),
    /// One step of a ticket.
    Move {
        /// which
        id: TicketId,
        /// the version that the person saw
        version: i64,
        /// forward, back, or left
        step: Step,
    },
    /// 叫下一位: whoever waits longest.
    Next,
    /// What they came for has been registered.
    Bind {
        /// which
        id: TicketId,
        /// as which case
        case: CaseId,
    },
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Everybody who came today.
    Today(Room),
    /// A ticket was drawn.
    Added(Ticket),
    /// It stands so now.
    Moved(Ticket),
    /// It belongs to a case now.
    Bound(Ticket),
}

/// The waiting room of today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Room {
    /// By number.
    pub tickets: Vec<Ticket>,
    /// The windows there are.
    pub windows: Vec<String>,
    /// The window of whoever asks; empty for none.
    pub mine: String,
}

//! Asking to move a case.

use crate::domain::case::{CaseId, State};
use crate::domain::step::Given;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Take a step.
    Take {
        /// which case
        case: CaseId,
        /// the version that the person saw
        version: i64,
        /// the step's name
        step: &'static str,
        /// what he brings to it
        given: Given,
    },
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The case has moved.
    Taken {
        /// its number
        number: String,
        /// where it stands now
        state: State,
    },
}

//! What screens and the command line may ask, and what they are told: plain data.
//!
//! Nested by feature, so that no list is ever long. Nothing here opens a file or knows a table.

pub mod cases;
pub mod intake;
pub mod steps;

use chrono::{DateTime, FixedOffset};

use crate::domain::case::CaseId;
use crate::domain::problem::{Barrier, Complaint};
use crate::domain::trouble::TroubleKind;

/// Something asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// About registering.
    Intake(intake::Request),
    /// About reading cases.
    Cases(cases::Request),
    /// About moving them.
    Steps(steps::Request),
}

impl Request {
    /// Does it change the records? Then the strokes after it wait for its answer, and it is
    /// never sent twice.
    pub fn writes(&self) -> bool {
        match self {
            Request::Intake(intake::Request::File(_)) => true,
            Request::Intake(intake::Request::Preview(_)) => false,
            Request::Cases(
                cases::Request::List { .. } | cases::Request::Open(_) | cases::Request::Search { .. },
            ) => false,
            // A line in the read log is a write, yet nothing that is typed after it depends on it.
            Request::Cases(cases::Request::Reveal { .. }) => false,
            Request::Steps(steps::Request::Take { .. }) => true,
        }
    }
}

/// What comes back when the office agrees.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// About registering.
    Intake(intake::Answer),
    /// About reading cases.
    Cases(cases::Answer),
    /// About moving them.
    Steps(steps::Answer),
}

/// What comes back when the office says no. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Everything that bars it.
    Denied(Vec<Barrier>),
    /// Fields that something is wrong with.
    Invalid(Vec<Complaint>),
    /// Somebody saved first.
    Outdated {
        /// who
        by: String,
        /// when
        at: DateTime<FixedOffset>,
    },
    /// No such case, or none that this person may see: the words are the same.
    NoSuchCase,
    /// The records could not be read or written; the reference leads to the log.
    Trouble {
        /// four characters, also in the log
        reference: String,
        /// what a person can do about it
        kind: TroubleKind,
        /// for the log, never for a screen
        detail: String,
    },
}

/// News: what changed, never its new value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// One case.
    Case(CaseId),
    /// More than is worth naming, or another process wrote.
    Everything,
}

//! What screens and the command line may ask, and what they are told: plain data.
//!
//! Nested by feature, so that no list is ever long. Nothing here opens a file or knows a table.

pub mod cases;
pub mod door;
pub mod drafts;
pub mod holds;
pub mod home;
pub mod intake;
pub mod people;
pub mod registers;
pub mod rules;
pub mod sign;
pub mod similar;
pub mod slip;
pub mod steps;
pub mod story;
pub mod tasks;
pub mod views;
pub mod waiting;
pub mod years;

use chrono::{DateTime, FixedOffset};

use crate::domain::case::CaseId;
use crate::domain::problem::{Barrier, Complaint, Problem};
use crate::domain::rule::RuleProblem;
use crate::domain::trouble::TroubleKind;

/// Something asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// About registering.
    Intake(intake::Request),
    /// About a person at the desk.
    People(people::Request),
    /// About reading cases.
    Cases(cases::Request),
    /// About moving them.
    Steps(steps::Request),
    /// About being let in.
    Door(door::Request),
    /// About what needs me now.
    Home(home::Request),
    /// About registers.
    Registers(registers::Request),
    /// About tasks.
    Tasks(tasks::Request),
    /// About the rules the office counts by.
    Rules(rules::Request),
    /// About calendars.
    Years(years::Request),
    /// About slips and query codes.
    Slip(slip::Request),
    /// About the waiting room.
    Waiting(waiting::Request),
    /// About the same matter.
    Similar(similar::Request),
    /// About drafts.
    Drafts(drafts::Request),
    /// About one's own views.
    Views(views::Request),
    /// About what waits for one's word.
    Sign(sign::Request),
    /// About who has what in hand.
    Holds(holds::Request),
}

impl Request {
    /// Does it change the records? Then the strokes after it wait for its answer, and it is
    /// never sent twice.
    pub fn writes(&self) -> bool {
        match self {
            Request::Intake(intake::Request::File(_) | intake::Request::FileMany(_)) => true,
            Request::Intake(intake::Request::Desk | intake::Request::Preview(_)) => false,
            // A line in the read log is a write, yet nothing that is typed after it depends on it.
            Request::People(people::Request::Card(_)) => false,
            Request::Cases(
                cases::Request::List { .. }
                | cases::Request::View { .. }
                | cases::Request::Next { .. }
                | cases::Request::Open(_)
                | cases::Request::AsOf { .. }
                | cases::Request::Paper { .. }
                | cases::Request::Since { .. }
                | cases::Request::Search { .. }
                | cases::Request::Explain { .. },
            ) => false,
            // A line in the read log is a write, yet nothing that is typed after it depends on it.
            Request::Cases(cases::Request::Reveal { .. }) => false,
            Request::Steps(steps::Request::Form { .. } | steps::Request::FormMany { .. }) => false,
            Request::Steps(
                steps::Request::Take { .. }
                | steps::Request::TakeMany { .. }
                | steps::Request::Decide { .. }
                | steps::Request::Undo { .. },
            ) => true,
            Request::Door(
                door::Request::FirstPassword { .. }
                | door::Request::ChangePassword { .. }
                | door::Request::ResetPassword { .. },
            ) => true,
            // What is typed after a log-in waits for it: it is meant for the screen behind.
            Request::Door(door::Request::LogIn { .. } | door::Request::Unlock { .. }) => true,
            Request::Door(door::Request::Faces) => false,
            Request::Home(home::Request::Today | home::Request::Strip | home::Request::Law) => false,
            Request::Registers(registers::Request::Save { .. } | registers::Request::End { .. }) => true,
            Request::Registers(
                registers::Request::Index
                | registers::Request::Open { .. }
                | registers::Request::Versions { .. },
            ) => false,
            Request::Rules(rules::Request::List) => false,
            Request::Rules(_) => true,
            Request::Tasks(tasks::Request::Mine) => false,
            Request::Tasks(
                tasks::Request::Add(_)
                | tasks::Request::End { .. }
                | tasks::Request::EndDuty { .. }
                | tasks::Request::HandOver(_),
            ) => true,
            Request::Years(years::Request::Weigh(_)) => false,
            Request::Years(years::Request::Accept(_)) => true,
            // A code that is only given now is a write, yet nothing that is typed after it depends on it.
            Request::Slip(slip::Request::Show(_) | slip::Request::Query(_)) => false,
            Request::Slip(slip::Request::Print(_)) => true,
            Request::Waiting(waiting::Request::Today) => false,
            Request::Waiting(
                waiting::Request::Add(_)
                | waiting::Request::Move { .. }
                | waiting::Request::Next
                | waiting::Request::Bind { .. },
            ) => true,
            Request::Similar(similar::Request::Like { .. } | similar::Request::LikeCase { .. }) => false,
            Request::Similar(similar::Request::Say { .. }) => true,
            // Nothing that is typed waits for a draft, and a draft is no record.
            Request::Drafts(_) => false,
            Request::Views(views::Request::Mine) => false,
            Request::Views(views::Request::Save { .. } | views::Request::Drop(_)) => true,
            Request::Sign(sign::Request::Sign { .. }) => true,
            Request::Sign(sign::Request::Waiting | sign::Request::Read(_) | sign::Request::Sponsored) => {
                false
            }
            // Nor for what is only news.
            Request::Holds(_) => false,
        }
    }

    /// Is it carried out even when nobody is there any more to be told?
    pub fn outlives_the_desk(&self) -> bool {
        self.writes()
            || matches!(self, Request::Drafts(drafts::Request::Keep { .. } | drafts::Request::Drop { .. }))
            || matches!(self, Request::Holds(holds::Request::Release { .. }))
    }
}

/// What comes back when the office agrees.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// About registering.
    Intake(intake::Answer),
    /// About a person at the desk.
    People(people::Answer),
    /// About reading cases.
    Cases(cases::Answer),
    /// About moving them.
    Steps(steps::Answer),
    /// About being let in.
    Door(door::Answer),
    /// About what needs me now.
    Home(home::Answer),
    /// About registers.
    Registers(registers::Answer),
    /// About tasks.
    Tasks(tasks::Answer),
    /// About the rules the office counts by.
    Rules(rules::Answer),
    /// About calendars.
    Years(years::Answer),
    /// About slips and query codes.
    Slip(slip::Answer),
    /// About the waiting room.
    Waiting(waiting::Answer),
    /// About the same matter.
    Similar(similar::Answer),
    /// About drafts.
    Drafts(drafts::Answer),
    /// About one's own views.
    Views(views::Answer),
    /// About what waits for one's word.
    Sign(sign::Answer),
    /// About who has what in hand.
    Holds(holds::Answer),
}

/// What comes back when the office says no. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Everything that bars it.
    Denied(Vec<Barrier>),
    /// A rule file cannot be: where, and why.
    Rule {
        /// the line
        line: usize,
        /// the key
        key: String,
        /// what about it
        problem: RuleProblem,
    },
    /// Fields that something is wrong with.
    Invalid(Vec<Complaint>),
    /// Columns of a register that something is wrong with: each by number and name.
    Row(Vec<(usize, String, Problem)>),
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
    /// People, units, tables, books or tasks.
    Office,
    /// More than is worth naming, or another process wrote.
    Everything,
}

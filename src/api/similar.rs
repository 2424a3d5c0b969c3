//! Asking for the same matter, and linking it.

use crate::domain::case::{CaseId, Channel, Received, State};
use crate::domain::clock::Lamp;
use crate::domain::masked::Personal;
use crate::domain::similar::{Probe, Reason, Verdict};

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Which cases may be the same matter as this one on its form?
    Like {
        /// the form
        probe: Box<Probe>,
        /// rows at most
        top: usize,
    },
    /// Which cases may be the same matter as this one on the books?
    LikeCase {
        /// which
        case: CaseId,
        /// rows at most
        top: usize,
    },
    /// 关联、不是、撤销: what somebody says of two cases.
    Say {
        /// one
        case: CaseId,
        /// the other
        other: CaseId,
        /// what
        verdict: Verdict,
    },
}

/// Something told.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The candidates, best first.
    Candidates(Vec<Candidate>),
    /// It is noted, on both cases.
    Said {
        /// the other case's number
        number: String,
        /// what stands now
        verdict: Verdict,
    },
}

/// A case that may be the same matter. Its petitioner is masked, also for those who see the case.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// The first number another office gave it.
    pub source_number: Option<String>,
    /// When it came.
    pub received: Received,
    /// How it came.
    pub channel: Channel,
    /// Where it stands.
    pub state: State,
    /// How its first limit stands today.
    pub lamp: Lamp,
    /// The petitioner's name, masked.
    pub name: Personal,
    /// 标题
    pub title: Personal,
    /// From 0 to 1.
    pub score: f64,
    /// How alike the texts are, in percent.
    pub text: u8,
    /// Why it is shown.
    pub reasons: Vec<Reason>,
    /// The sentence of this case that says the most of what is asked about.
    pub excerpt: Personal,
    /// The sentence asked about that says the most of it.
    pub own: Personal,
    /// What was said of the two before.
    pub verdict: Verdict,
}

/// 关联: a case that is the same matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// 标题
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// Another petitioner brought it.
    pub other_petitioner: bool,
}

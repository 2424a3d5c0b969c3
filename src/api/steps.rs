//! Asking to move a case.

use chrono::{DateTime, FixedOffset};

use super::Refusal;
use crate::domain::case::{CaseId, State, Urgency};
use crate::domain::problem::Barrier;
use crate::domain::step::{Filled, Given, Part};

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Take a step, or put it before a leader where one decides.
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
    /// What may be filled in for a step?
    Form {
        /// which case
        case: CaseId,
        /// the step's name
        step: &'static str,
    },
    /// 同办: take one step with several cases; each is done, or refused, by itself.
    TakeMany {
        /// the step's name
        step: &'static str,
        /// the case, the version that the person saw, what he brings to it
        rows: Vec<(CaseId, i64, Given)>,
    },
    /// What may be filled in for a step with several cases?
    FormMany {
        /// the step's name
        step: &'static str,
        /// which cases
        cases: Vec<CaseId>,
    },
    /// A leader agrees to what was proposed, or returns it.
    Decide {
        /// which proposal
        proposal: i64,
        /// the version of the case that the person saw
        version: i64,
        /// agrees; else it is returned
        agree: bool,
        /// why it is returned
        reason: String,
    },
    /// Take back what this person did last with the case, today.
    Undo {
        /// which case
        case: CaseId,
        /// the version that the person saw
        version: i64,
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
    /// A leader has it before him.
    Proposed {
        /// its number
        number: String,
    },
    /// What may be filled in.
    Form(Box<StepForm>),
    /// What may be filled in for several cases.
    FormMany(Box<ManyForm>),
    /// What became of each of several cases.
    Many(Vec<(CaseId, Result<Answer, Refusal>)>),
    /// It was sent back to whoever proposed it.
    Returned {
        /// its number
        number: String,
    },
    /// It was taken back.
    Undone {
        /// its number
        number: String,
        /// where it stands now
        state: State,
    },
    /// The step was not taken; the earlier opinion is urged to be carried out instead.
    Urged {
        /// its number
        number: String,
        /// what bars the step
        barriers: Vec<Barrier>,
        /// the leader who is to urge it
        leader: String,
    },
}

/// What the form of a step begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepForm {
    /// 信访件编号
    pub number: String,
    /// 标题
    pub title: String,
    /// The version of the case.
    pub version: i64,
    /// How many lines its history has.
    pub seen: usize,
    /// The step's name.
    pub step: &'static str,
    /// What each look-up offers: key and name.
    pub offers: Vec<(Part, Vec<(String, String)>)>,
    /// What stands there before anything is typed.
    pub start: Filled,
    /// 紧急信息: minutes within which a leader is told.
    pub minutes: u32,
    /// 套语
    pub phrases: Vec<String>,
}

/// Cases with which one step can be taken at once.
pub const MANY: usize = 200;

/// What the table of a step with several cases begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManyForm {
    /// The step's name.
    pub step: &'static str,
    /// What each look-up offers: key and name.
    pub offers: Vec<(Part, Vec<(String, String)>)>,
    /// One a case, in the order asked.
    pub rows: Vec<ManyRow>,
}

/// One case of such a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManyRow {
    /// Which case.
    pub case: CaseId,
    /// 信访件编号; empty for one that is not there any more.
    pub number: String,
    /// 标题
    pub title: String,
    /// The version of the case.
    pub version: i64,
    /// What stands there before anything is typed: what the routing rules propose, too.
    pub start: Filled,
    /// Why the step cannot be taken with it.
    pub refused: Option<Refusal>,
}

/// 甄别: what was decided about a case so far, and what waits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Triage {
    /// What a leader has before him.
    pub waiting: Option<Waiting>,
    /// What came back from a leader, with who returned it and why.
    pub returned: Option<(String, String, String)>,
    /// What was brought to each step that asked for something, oldest first, names filled in.
    pub brought: Vec<(String, Vec<(Part, String)>)>,
    /// 诉求认定, the newest.
    pub assessment: Vec<(Part, String)>,
    /// 紧急信息: when it was known and told.
    pub urgent: Option<Urgent>,
    /// What this person could take back now: a step, or `propose`.
    pub undo: Option<String>,
}

/// A proposal that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its key.
    pub id: i64,
    /// The step's name.
    pub step: String,
    /// What was filled in, names filled in.
    pub fields: Vec<(Part, String)>,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What bars this person from deciding it.
    pub barriers: Vec<Barrier>,
}

/// 紧急信息 with its clock (R13), which counts in minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgent {
    /// Which kind.
    pub kind: Urgency,
    /// When it was known.
    pub known: DateTime<FixedOffset>,
    /// When the leader was told.
    pub told: DateTime<FixedOffset>,
    /// Minutes within which he had to be.
    pub minutes: u32,
}

impl Urgent {
    /// Minutes it took.
    pub fn took(&self) -> i64 {
        (self.told - self.known).num_minutes()
    }
}

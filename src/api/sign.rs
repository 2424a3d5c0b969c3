//! Asking about what waits for one's own word: drafts, proposals, reports; and giving it.

use chrono::NaiveDate;

use super::cases::CaseLine;
use super::{Refusal, steps};
use crate::domain::case::CaseId;
use crate::domain::life::Demand;
use crate::domain::problem::Barrier;
use crate::domain::step::Part;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// 待签: what waits for my word?
    Waiting,
    /// The whole of one of them.
    Read(CaseId),
    /// Signs these, each by itself.
    Sign {
        /// which
        papers: Vec<ToSign>,
        /// 意见: the same beside each; may be empty
        remark: String,
    },
    /// 包案: which cases do I answer for to their end?
    Sponsored,
}

/// Something told.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// What waits for my word.
    Waiting(Box<Papers>),
    /// The whole of one.
    Read(Box<Text>),
    /// What became of each.
    Signed(Vec<(CaseId, Result<steps::Answer, Refusal>)>),
    /// The cases that I answer for, due first, each with the day of its last record.
    Sponsored(Vec<(CaseLine, Option<NaiveDate>)>),
}

/// Papers that the list holds at most.
pub const PAPERS: usize = 500;

/// 待签
#[derive(Debug, Clone, PartialEq)]
pub struct Papers {
    /// Due first.
    pub rows: Vec<Paper>,
    /// There are more of them than the list holds.
    pub more: bool,
}

/// One that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The case, as lists have it.
    pub line: CaseLine,
    /// Its version.
    pub version: i64,
    /// The step that is to be taken: a proposal's, or my own.
    pub step: String,
    /// The proposal, where it is one.
    pub proposal: Option<i64>,
    /// Who put it there.
    pub by: String,
    /// Since when it waits.
    pub since: NaiveDate,
    /// What bars me from it.
    pub barriers: Vec<Barrier>,
}

/// One that is to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSign {
    /// Which case.
    pub case: CaseId,
    /// The version that the person saw.
    pub version: i64,
    /// The step, where it is his own.
    pub step: String,
    /// The proposal, where it is one.
    pub proposal: Option<i64>,
}

/// All there is to read before one signs.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Its row, read anew.
    pub paper: Paper,
    /// 诉求, with what is answered to each.
    pub demands: Vec<Demand>,
    /// What was written on the way, the newest first.
    pub pieces: Vec<Piece>,
}

/// 稿、报告、提请、法律意见、审核意见: what somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// With which step.
    pub step: String,
    /// Who.
    pub by: String,
    /// When.
    pub day: NaiveDate,
    /// The fields, names filled in.
    pub fields: Vec<(Part, String)>,
}

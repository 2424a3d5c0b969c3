//! Asking which rules the office counts by, and changing that: the administrator prepares, the
//! main leader accepts (S001-207).

use chrono::NaiveDate;

use crate::domain::clock::ClockLine;
use crate::domain::rule::ProfileKind;
use crate::domain::text::Titled;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Every rule file there is, and how it stands here.
    List,
    /// 提请采用、停用: count by this file, or no longer.
    Propose {
        /// its name
        name: String,
        /// which of the two
        what: What,
    },
    /// 提请采用: count by this file, which did not come with the program.
    ProposeFile {
        /// the file
        toml: String,
    },
    /// 同意、退回
    Decide {
        /// which proposal
        id: i64,
        /// accepted, or sent back
        accept: bool,
        /// why it is sent back
        reason: String,
    },
}

/// What is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// 采用
    Use,
    /// 停用
    Stop,
}

impl What {
    /// The word of the records.
    pub fn word(self) -> &'static str {
        match self {
            What::Use => "use",
            What::Stop => "stop",
        }
    }

    /// Reads [`What::word`] back.
    pub fn from_word(word: &str) -> Option<What> {
        [What::Use, What::Stop].into_iter().find(|what| what.word() == word)
    }
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Every rule file: what is proposed first, then what is in use, then the others.
    List(Vec<Line>),
    /// It waits for the main leader.
    Proposed,
    /// It counts from that day on, or was sent back.
    Decided(Option<NaiveDate>),
}

/// A rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// The version in use; where none is, the newest known.
    pub version: u32,
    /// What it is.
    pub kind: ProfileKind,
    /// What it is called.
    pub title: Titled,
    /// From when to when it counts.
    pub counts: Option<(NaiveDate, Option<NaiveDate>)>,
    /// What waits for the main leader.
    pub proposal: Option<Proposal>,
    /// Its clocks.
    pub clocks: Vec<ClockLine>,
    /// What is owed of it in every period.
    pub duties: usize,
    /// A newer version comes with the program.
    pub newer: Option<u32>,
}

/// Something proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its key.
    pub id: i64,
    /// What.
    pub what: What,
    /// The version that would be used.
    pub version: u32,
    /// Who proposed it.
    pub by: String,
    /// It is this person's own: he may take it back.
    pub mine: bool,
    /// The day.
    pub on: String,
}

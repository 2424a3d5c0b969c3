//! Keeping what is typed before it is saved. Only its author is ever told of a draft.

use chrono::{DateTime, FixedOffset};

use crate::api;
use crate::domain::draft::Kept;
use crate::domain::masked::Personal;

/// Something asked. A draft's key is made by the desk that writes it; no two are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// This stands in a form now.
    Keep {
        /// the desk that asks
        desk: String,
        /// the draft
        key: String,
        /// its author has left it: it is not opened by itself any more
        put_aside: bool,
        /// what stands in it
        kept: Box<Kept>,
    },
    /// It is saved, or thrown away.
    Drop {
        /// the draft
        key: String,
    },
    /// Which drafts have I?
    Mine {
        /// the desk that asks
        desk: String,
    },
    /// The newest one that a killed or hung-up desk left behind, under a key of this desk.
    Resume {
        /// the desk that asks
        desk: String,
        /// the key it gets
        key: String,
    },
    /// This one, under a key of this desk. Whoever else has it open goes on in one of his own.
    Open {
        /// the desk that asks
        desk: String,
        /// the draft
        from: String,
        /// the key it gets
        key: String,
    },
}

/// Something told.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It is kept.
    Kept,
    /// Drafts cannot be kept just now; it has been said before.
    NotKept,
    /// It is gone.
    Dropped,
    /// My drafts, the newest first.
    Mine(Vec<DraftLine>),
    /// One of them, to go on with.
    Opened(Box<Opened>),
    /// There is none.
    Nothing,
}

/// A draft in the list of drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// The draft.
    pub key: String,
    /// When something was typed last.
    pub at: DateTime<FixedOffset>,
    /// What the form was called.
    pub title: String,
    /// The field that was being typed in.
    pub label: String,
    /// How its longest field begins.
    pub beginning: Personal,
    /// It is open at another desk at this moment.
    pub elsewhere: bool,
}

/// A draft to go on with.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Its key from now on.
    pub key: String,
    /// When something was typed last.
    pub at: DateTime<FixedOffset>,
    /// What stands in it.
    pub kept: Kept,
    /// What the form is about, read anew.
    pub about: Option<api::Answer>,
}

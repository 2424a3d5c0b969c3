//! Asking to register a matter.

use chrono::NaiveDate;

use super::Refusal;
use crate::domain::case::CaseId;
use crate::domain::clock::Deadline;
use crate::domain::intake::Intake;
use crate::domain::party::REPRESENTATIVES_MAX;
use crate::domain::problem::Field;
use crate::domain::queue::Key;

/// Something asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// What does a desk offer in its fields?
    Desk,
    /// Which clocks would a matter received on this day start?
    Preview(NaiveDate),
    /// Put it on the books.
    File(Box<Intake>),
    /// Put each of these on the books, one by one: what is wrong with one keeps no other back.
    FileMany(Vec<Intake>),
}

/// Something told.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// What a desk offers.
    Desk(Box<Desk>),
    /// The clocks that would start.
    Preview(Vec<Deadline>),
    /// It is on the books.
    Filed(Filed),
    /// What became of each, in the order given.
    FiledMany(Vec<Result<Filed, Refusal>>),
}

/// What a desk offers in its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Bodies that a matter may be about, and the office's own units: key and name.
    pub bodies: Vec<(String, String)>,
    /// 属地: those of them that are places, townships and streets.
    pub places: Vec<(String, String)>,
    /// 套语: what is said often, each on its own.
    pub phrases: Vec<String>,
    /// 代表: how few and how many the office's rules want.
    pub representatives: (usize, usize),
}

impl Default for Desk {
    /// What is there before the office has answered: the law alone.
    fn default() -> Desk {
        Desk {
            bodies: Vec::new(),
            places: Vec::new(),
            phrases: Vec::new(),
            representatives: (1, REPRESENTATIVES_MAX),
        }
    }
}

/// A matter on the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The case.
    pub id: CaseId,
    /// Where it stands in lists.
    pub key: Key,
    /// Its number.
    pub number: String,
    /// Its first limit, if a clock runs.
    pub due: Option<Box<Deadline>>,
    /// What is still to add before it can be accepted.
    pub to_complete: Vec<Field>,
    /// The slip had been filed before; this is the number it got then.
    pub already: bool,
    /// Then: whether it was the very same matter, word for word.
    pub same: bool,
    /// 紧急: a leader has been told of it at once.
    pub reported: bool,
}

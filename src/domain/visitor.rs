//! 候访室: tickets of the day. A ticket is a group of people and what came of it; it carries no name
//! and no mark on anybody (decision 5). Ordinary days and reception days share it.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::case::CaseId;
use super::intake::read_people;
use super::problem::{Field, Problem};
use super::text;
use super::word_list::word_list;

/// Most characters of what a group comes for.
const NOTE_MAX: usize = 60;
/// Most characters of a window's name.
const WINDOW_MAX: usize = 20;

/// The key of a ticket in its database; never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketId(pub i64);

word_list! {
    /// Where a group of visitors is.
    TicketState {
        /// 在等
        Waiting = "waiting",
        /// 已叫
        Called = "called",
        /// 在里面
        Inside = "inside",
        /// 接完
        Done = "done",
        /// 走了: left without having been received.
        Left = "left",
    }
}

/// What is done with a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 往前一步: waiting, called, inside, done.
    Forward,
    /// 退一步
    Back,
    /// 走了
    Leave,
}

impl TicketState {
    /// Where a step leads; nothing where there is no such step.
    pub fn after(self, step: Step) -> Option<TicketState> {
        match (step, self) {
            (Step::Forward, TicketState::Waiting) | (Step::Back, TicketState::Inside) => {
                Some(TicketState::Called)
            }
            (Step::Forward, TicketState::Called) | (Step::Back, TicketState::Done) => {
                Some(TicketState::Inside)
            }
            (Step::Forward, TicketState::Inside) => Some(TicketState::Done),
            (Step::Back, TicketState::Called | TicketState::Left) => Some(TicketState::Waiting),
            (Step::Leave, TicketState::Waiting | TicketState::Called) => Some(TicketState::Left),
            (Step::Forward, TicketState::Done | TicketState::Left)
            | (Step::Back, TicketState::Waiting)
            | (Step::Leave, TicketState::Inside | TicketState::Done | TicketState::Left) => None,
        }
    }
}

/// One ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The ticket.
    pub id: TicketId,
    /// Grows with each change.
    pub version: i64,
    /// The day it was drawn.
    pub day: NaiveDate,
    /// 票号: from 1, every day anew.
    pub number: u32,
    /// How many came.
    pub people: u32,
    /// What for, in a few words; may be empty.
    pub note: String,
    /// Where they are received; empty until it is known.
    pub window: String,
    /// Where they are.
    pub state: TicketState,
    /// 到
    pub arrived: DateTime<FixedOffset>,
    /// 叫
    pub called: Option<DateTime<FixedOffset>>,
    /// 进
    pub inside: Option<DateTime<FixedOffset>>,
    /// 完, or left.
    pub ended: Option<DateTime<FixedOffset>>,
    /// Who moved it last, as shown, and when.
    pub moved: (String, DateTime<FixedOffset>),
    /// The matter that was registered for it, with its number.
    pub case: Option<(CaseId, String)>,
}

impl Ticket {
    /// `022`
    pub fn label(&self) -> String {
        label(self.number)
    }

    /// Minutes that they waited, or have waited so far.
    pub fn waited(&self, now: DateTime<FixedOffset>) -> i64 {
        let until = self.called.or(self.ended).unwrap_or(now);
        (until - self.arrived).num_minutes().max(0)
    }

    /// Minutes inside, or so far; nothing before they are.
    pub fn received(&self, now: DateTime<FixedOffset>) -> Option<i64> {
        self.inside.map(|from| (self.ended.unwrap_or(now) - from).num_minutes().max(0))
    }

    /// Puts it where a step led, with the moments that belong to that.
    pub fn go(&mut self, to: TicketState, at: DateTime<FixedOffset>) {
        let (was, now) = (self.state, Some(at));
        let forward = |kept: Option<DateTime<FixedOffset>>| kept.or(now);
        self.state = to;
        (self.called, self.inside, self.ended) = match to {
            TicketState::Waiting => (None, None, None),
            TicketState::Called => (forward(self.called), None, None),
            TicketState::Inside => (forward(self.called), forward(self.inside), None),
            TicketState::Done => (forward(self.called), forward(self.inside), now),
            TicketState::Left if was == TicketState::Waiting => (None, None, now),
            TicketState::Left => (self.called, None, now),
        };
    }
}

/// `022`
pub fn label(number: u32) -> String {
    format!("{number:03}")
}

/// A group that has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewVisit {
    /// How many.
    pub people: u32,
    /// What for; may be empty.
    pub note: String,
    /// Where they are to be received; may be empty.
    pub window: String,
}

/// Reads what was typed; how many is one where nothing stands.
///
/// # Errors
/// Each field with what is wrong with it.
pub fn read(people: &str, note: &str, window: &str) -> Result<NewVisit, Vec<(Field, Problem)>> {
    let mut wrong = Vec::new();
    let people = match text::line(people).as_str() {
        "" => 1,
        digits => read_people(digits).unwrap_or_else(|problem| {
            wrong.push((Field::People, problem));
            0
        }),
    };
    let mut short = |field, typed: &str, max: usize| {
        let line = text::line(typed);
        if line.chars().count() > max {
            wrong.push((field, Problem::TooLong { max }));
        }
        line
    };
    let note = short(Field::Visit, note, NOTE_MAX);
    let window = short(Field::Window, window, WINDOW_MAX);
    if wrong.is_empty() { Ok(NewVisit { people, note, window }) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_forward_is_taken_back_by_one_back() {
        for state in TicketState::ALL {
            for step in [Step::Forward, Step::Leave] {
                let Some(to) = state.after(step) else { continue };
                let back = to.after(Step::Back).expect("a way back");
                assert!(back == *state || to == TicketState::Left, "{state:?} {step:?}");
            }
        }
        assert_eq!(TicketState::Waiting.after(Step::Back), None);
        assert_eq!(TicketState::Inside.after(Step::Leave), None, "who was received has not just left");
    }

    #[test]
    fn a_note_is_short_and_nobody_is_one() {
        assert_eq!(
            read("", " 问 进度 ", "").map(|visit| (visit.people, visit.note)),
            Ok((1, "问 进度".to_owned()))
        );
        let wrong = read("0", &"水".repeat(61), "").expect_err("faults");
        assert_eq!(wrong.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [Field::People, Field::Visit]);
    }
}

//! 当场答复 (G02, S003-15): the policy is clear and the officer answers at once. It closes with
//! the logged contact and the offer of a paper (decision 2).

use super::part::must;
use super::{Kind, Part, Step};
use crate::domain::access;
use crate::domain::case::{Purpose, State};
use crate::domain::problem::Barrier;
use crate::domain::rule::Start;

/// Closes a registered case with an answer given at once.
pub const ANSWER_ON_SPOT: Step = Step {
    name: "answer_on_spot",
    from: &[State::Registered],
    to: Some(State::AnsweredOnSpot),
    begins: &[Start::Finished],
    who: access::may_register,
    parts: &[
        must(Part::Answer, Kind::Text),
        must(Part::Basis, Kind::Line),
        must(Part::Paper, Kind::OneOf(&["wanted", "declined"])),
    ],
    guard: |ground| match ground.case.purpose {
        Some(Purpose::Accusation) => vec![Barrier::AccusationNotOnTheSpot],
        _ => Vec::new(),
    },
    ..Step::PLAIN
};

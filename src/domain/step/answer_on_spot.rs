//! 当场答复 (G02, S003-15): the policy is clear and the officer answers at once. It closes with
//! the logged contact and the offer of a paper (decision 2).

use super::{Given, Step};
use crate::domain::access;
use crate::domain::case::{Case, Purpose, State};
use crate::domain::problem::{Barrier, Field};
use crate::domain::rule::Start;

/// Closes a registered case with an answer given at once.
pub const ANSWER_ON_SPOT: Step = Step {
    name: "answer_on_spot",
    from: &[State::Registered],
    to: State::AnsweredOnSpot,
    begins: &[Start::Finished],
    who: access::may_register,
    guard,
    needs,
};

fn guard(case: &Case) -> Vec<Barrier> {
    match case.purpose {
        Some(Purpose::Accusation) => vec![Barrier::AccusationNotOnTheSpot],
        _ => Vec::new(),
    }
}

fn needs(given: &Given) -> Vec<Barrier> {
    let Given::SpotAnswer(answer) = given;
    let mut missing = Vec::new();
    if answer.basis.is_empty() {
        missing.push(Barrier::Needs(Field::Basis));
    }
    if answer.words.is_empty() {
        missing.push(Barrier::Needs(Field::Answer));
    }
    missing
}

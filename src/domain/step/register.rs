//! 登记 (G01): a matter goes on the books. Nothing stops it: missing fields are marked, and what
//! is finished, level-skipping or out of scope is decided at triage (decision 1).

use super::Step;
use crate::domain::access;
use crate::domain::case::State;
use crate::domain::rule::Start;

/// Begins a case.
pub const REGISTER: Step = Step {
    name: "register",
    from: &[],
    to: Some(State::Registered),
    // Receipt has a day of its own, which may lie before this step.
    begins: &[Start::Received, Start::Registered],
    who: access::may_register,
    parts: &[],
    ..Step::PLAIN
};

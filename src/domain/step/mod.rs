//! Every way a case can move: from where, to where, by whom, and what bars it.
//!
//! A step is a line in [`STEPS`] and a file beside this one. The case screen draws its menu
//! from [`open_to`]; one function in `service` performs any step. Which clock a step starts or
//! ends is data: see the rule files.

mod answer_on_spot;
mod register;

pub use answer_on_spot::ANSWER_ON_SPOT;
pub use register::REGISTER;

use super::actor::Actor;
use super::case::{Case, State};
use super::contact::SpotAnswer;
use super::problem::Barrier;
use super::rule::Start;

/// One way to move a case.
#[derive(Debug)]
pub struct Step {
    /// The word of scripts, history lines and rule files.
    pub name: &'static str,
    /// States it may leave; empty for the step that begins a case.
    pub from: &'static [State],
    /// The state it leads to.
    pub to: State,
    /// The events that it is, from which clocks count.
    pub begins: &'static [Start],
    /// Who may not, and why.
    pub who: fn(&Actor) -> Vec<Barrier>,
    /// What about the case forbids it, known before anything is filled in.
    pub guard: fn(&Case) -> Vec<Barrier>,
    /// What is still missing in what was given.
    pub needs: fn(&Given) -> Vec<Barrier>,
}

/// What a person brings to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// For [`ANSWER_ON_SPOT`].
    SpotAnswer(SpotAnswer),
}

/// The whole list.
pub const STEPS: &[&Step] = &[&REGISTER, &ANSWER_ON_SPOT];

/// The step of this name.
pub fn by_name(name: &str) -> Option<&'static Step> {
    STEPS.iter().copied().find(|step| step.name == name)
}

/// Every step this person could take with this case, each with all that bars it now. A step
/// that the case can never take again is left out; a barred one stays, with its reasons.
pub fn open_to(actor: &Actor, case: &Case) -> Vec<(&'static Step, Vec<Barrier>)> {
    STEPS
        .iter()
        .copied()
        .filter(|step| !step.from.is_empty() && (step.who)(actor).is_empty())
        .filter(|step| step.from.contains(&case.state))
        .map(|step| (step, barriers(step, actor, case)))
        .collect()
}

/// Everything that bars `step` for this person on this case before anything is filled in.
pub fn barriers(step: &Step, actor: &Actor, case: &Case) -> Vec<Barrier> {
    let mut found = (step.who)(actor);
    if !step.from.contains(&case.state) {
        found.push(Barrier::NotFromHere { state: case.state });
    }
    found.extend((step.guard)(case));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_reached_by_some_step() {
        for state in State::ALL {
            assert!(STEPS.iter().any(|step| step.to == *state), "{state:?}");
        }
    }

    #[test]
    fn step_names_are_unique_and_found_again() {
        for step in STEPS {
            assert_eq!(STEPS.iter().filter(|other| other.name == step.name).count(), 1);
            assert_eq!(by_name(step.name).map(|found| found.to), Some(step.to));
        }
    }
}

//! 不再受理 (G04, article 36, S004-16): the same facts and reasons after a re-examination opinion
//! or a termination. It never stops a registration; it is opened here, and a leader decides.

use super::part::{may, must};
use super::{Filled, Ground, HOW, Kind, NEW_FACTS, Part, Step, TRIAGE, YES_NO};
use crate::domain::access;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;
use crate::domain::problem::Barrier;

/// Closes a matter that has been through all its stages.
pub const CLOSE_TO_REPEAT: Step = Step {
    name: "close_to_repeat",
    from: TRIAGE,
    to: Some(State::NotAcceptedAgain),
    who: access::may_triage,
    decides: access::DECIDES,
    parts: &[
        must(Part::Earlier, Kind::Line),
        must(Part::EndedBy, Kind::OneOf(&["reexamination", "termination"])),
        must(Part::EndedOn, Kind::PastDay),
        must(Part::Same, YES_NO),
        must(Part::NewFacts, YES_NO),
        must(Part::CarriedOut, YES_NO),
        must(Part::How, HOW),
        may(Part::Told, Kind::Text),
    ],
    guard,
    needs,
    papers: &[PaperKind::NoMore],
    ..Step::PLAIN
};

fn guard(ground: &Ground<'_>) -> Vec<Barrier> {
    if ground.has_taken(NEW_FACTS.name) { vec![Barrier::NewFacts] } else { Vec::new() }
}

fn needs(given: &Filled, _: &Ground<'_>) -> Vec<Barrier> {
    let mut found = Vec::new();
    if given.is(Part::Same, "no") {
        found.push(Barrier::OtherMatter);
    }
    if given.is(Part::NewFacts, "yes") {
        found.push(Barrier::NewFacts);
    }
    if given.is(Part::CarriedOut, "no") {
        found.push(Barrier::NotCarriedOut);
    }
    found
}

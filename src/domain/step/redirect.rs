//! 告知引导 (S000-14, S001-012, S003-23): not for this office; whoever came is told why and which
//! body is competent. The officer decides; the notice ends what the office owed.

use super::part::must;
use super::{HOW, Kind, Part, Step, TRIAGE};
use crate::domain::access;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;

/// Closes a matter that another body is competent for.
pub const REDIRECT: Step = Step {
    name: "redirect",
    from: TRIAGE,
    to: Some(State::Redirected),
    who: access::may_triage,
    papers: &[PaperKind::WayNotice],
    parts: &[must(Part::Body, Kind::Body), must(Part::How, HOW), must(Part::Told, Kind::Text)],
    ..Step::PLAIN
};

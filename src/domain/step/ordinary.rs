//! 转回普通程序 (J6): at any time, and the limits of the regulation have run all along.

use super::part::must;
use super::{Kind, OPEN, Part, Step};
use crate::domain::access;

/// Takes a case off the simplified track.
pub const ORDINARY: Step = Step {
    name: "ordinary",
    from: OPEN,
    who: access::may_triage_or_handle,
    parts: &[must(Part::Note, Kind::Line)],
    fits: |ground| ground.is_simplified(),
    ..Step::PLAIN
};

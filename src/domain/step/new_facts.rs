//! 有新的事实 (article 36): what is new is asked for and written down; the earlier end does not
//! bind any more.

use super::part::must;
use super::{Kind, Part, Step, TRIAGE};
use crate::domain::access;

/// Records what is new against an earlier end.
pub const NEW_FACTS: Step = Step {
    name: "new_facts",
    from: TRIAGE,
    who: access::may_triage,
    parts: &[must(Part::Earlier, Kind::Line), must(Part::Facts, Kind::Text)],
    ..Step::PLAIN
};

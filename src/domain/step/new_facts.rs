//! 有新的事实 (article 36): what is new is asked for and written down; the earlier end does not
//! bind any more.

use super::part::must;
use super::{Kind, Part, Step, TRIAGE};
use crate::domain::access;

/// Records what is new against an earlier end.
pub const NEW_FACTS: Step = Step {
    name: "new_facts",
    from: TRIAGE,
    to: None,
    begins: &[],
    who: access::may_triage,
    decides: &[],
    parts: &[must(Part::Earlier, Kind::Line), must(Part::Facts, Kind::Text)],
    guard: |_| Vec::new(),
    needs: |_, _| Vec::new(),
};

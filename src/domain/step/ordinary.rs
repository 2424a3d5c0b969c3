//! 转回普通程序 (J6): at any time, and the limits of the regulation have run all along.

use super::part::must;
use super::{Kind, Part, Step, TRIAGE};
use crate::domain::access;
use crate::domain::problem::{Barrier, SimpleBar};

/// Takes a case off the simplified track.
pub const ORDINARY: Step = Step {
    name: "ordinary",
    from: TRIAGE,
    to: None,
    begins: &[],
    who: access::may_triage,
    decides: &[],
    parts: &[must(Part::Note, Kind::Line)],
    guard: |ground| {
        if ground.is_simplified() { Vec::new() } else { vec![Barrier::NotSimple(SimpleBar::NotOnTrack)] }
    },
    needs: |_, _| Vec::new(),
};

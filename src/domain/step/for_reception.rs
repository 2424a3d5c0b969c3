//! 安排领导接访 (S004-12): a matter for a leader's reception day.

use super::part::{may, must};
use super::{Kind, Part, Step, TRIAGE};
use crate::domain::access;

/// Wants the petitioner received on one of the reception days.
pub const FOR_RECEPTION: Step = Step {
    name: "for_reception",
    from: TRIAGE,
    who: access::may_triage,
    parts: &[must(Part::Day, Kind::ReceptionDay), may(Part::Note, Kind::Text)],
    ..Step::PLAIN
};

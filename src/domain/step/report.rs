//! 报请领导 (G08, S003-18, S003-33): what is important is put before a leader; what is urgent at
//! once, with a clock of its own (R13).

use super::part::{may, must};
use super::{Kind, Part, Step, TRIAGE};
use crate::domain::access;
use crate::domain::case::{State, Urgency};
use crate::domain::paper::PaperKind;
use crate::domain::rule::Start;

/// Puts an important matter before a leader. Its clocks go on.
pub const REPORT: Step = Step {
    name: "report",
    from: TRIAGE,
    to: Some(State::Reported),
    who: access::may_triage,
    papers: &[PaperKind::Report],
    parts: &[must(Part::Leader, Kind::Leader), must(Part::Told, Kind::Text)],
    ..Step::PLAIN
};

/// Reports up at once one of the three kinds of S003-60.
pub const REPORT_URGENT: Step = Step {
    name: "report_urgent",
    from: TRIAGE,
    to: Some(State::Reported),
    begins: &[Start::Known],
    papers: &[PaperKind::Urgent],
    who: access::may_triage,
    parts: &[
        must(Part::Urgency, Kind::OneOf(Urgency::WORDS)),
        must(Part::Known, Kind::Time),
        must(Part::Leader, Kind::Leader),
        may(Part::Told, Kind::Text),
    ],
    ..Step::PLAIN
};

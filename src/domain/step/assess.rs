//! 诉求认定 (S001-069, S000-30, S003-04): reasonable, partly, not, or for the leader to say; why
//! the matter arose, and who is to have it.

use super::part::{may, must};
use super::{Kind, OPEN, Part, Step, YES_NO};
use crate::domain::access;
use crate::domain::assessment::{Cause, Focus, Outcome, Verdict};

/// Records what the matter is; the newest assessment counts and the older are kept.
pub const ASSESS: Step = Step {
    name: "assess",
    from: OPEN,
    who: access::may_assess,
    parts: &[
        must(Part::Verdict, Kind::OneOf(Verdict::WORDS)),
        may(Part::Cause, Kind::OneOf(Cause::WORDS)),
        may(Part::Focus, Kind::OneOf(Focus::WORDS)),
        may(Part::Outcome, Kind::OneOf(Outcome::WORDS)),
        may(Part::Important, YES_NO),
        may(Part::LevelSkipping, YES_NO),
        may(Part::Unit, Kind::Unit),
        may(Part::Handler, Kind::Person),
        may(Part::Note, Kind::Text),
    ],
    ..Step::PLAIN
};

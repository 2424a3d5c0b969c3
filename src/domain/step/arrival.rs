//! 到达以后: a body signs for what it was sent, objects within five working days, takes it on, and
//! names who works it (G09 to G12, article 23(3)).

use super::part::{may, must};
use super::{Ground, HOW, Kind, Part, Step, YES_NO};
use crate::domain::access;
use crate::domain::case::State;
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::Start;

/// 签收: only recorded; R4 and R5 run from the arrival (decision 2).
pub const SIGN_FOR: Step = Step {
    name: "sign_for",
    from: &[State::Sent, State::Assigned],
    to: Some(State::SignedFor),
    who: access::may_handle,
    parts: &[may(Part::On, Kind::PastDay), may(Part::Received, Kind::Line)],
    ..Step::PLAIN
};

/// 异议: not in our power, with detailed reasons, within five working days of arrival (R5).
pub const OBJECT: Step = Step {
    name: "object",
    from: &[State::Sent, State::Assigned, State::SignedFor],
    to: Some(State::Objected),
    who: access::may_handle,
    parts: &[
        must(Part::Why, Kind::Text),
        may(Part::Suggested, Kind::To),
        may(Part::On, Kind::PastDay),
        may(Part::Received, Kind::Line),
    ],
    guard: |ground| {
        let mut found = Vec::new();
        if ground.life.body().is_some_and(|body| body.designated) {
            found.push(Barrier::Designated);
        }
        // What passed while nobody said anything stays (R5).
        if let Some(clock) = ground.clock("object").filter(|clock| ground.today > clock.due) {
            found.push(Barrier::TooLate { last: clock.due });
        }
        found
    },
    fits: |ground| ground.life.body().is_some(),
    papers: &[PaperKind::Objection],
    ..Step::PLAIN
};

/// 异议成立: the materials come back, and the matter is dispatched anew.
pub const AGREE_OBJECTION: Step = Step {
    name: "agree_objection",
    from: &[State::Objected],
    to: Some(State::ToDispatch),
    who: access::may_dispatch,
    parts: &[must(Part::HandedBack, YES_NO), may(Part::Opinion, Kind::Text)],
    ..Step::PLAIN
};

/// 异议不成立: it stays where it is, and its clocks have gone on.
pub const REFUSE_OBJECTION: Step = Step {
    name: "refuse_objection",
    from: &[State::Objected],
    to: Some(State::SignedFor),
    who: access::may_dispatch,
    parts: &[must(Part::Why, Kind::Text)],
    ..Step::PLAIN
};

/// 指定承办人, 改派: whoever is named declares that he has no interest in the matter (G12).
pub const NAME_HANDLER: Step = Step {
    name: "name_handler",
    from: &[
        State::SignedFor,
        State::Accepted,
        State::Working,
        State::Drafted,
        State::Audited,
        State::Issued,
        State::Served,
        State::Redo,
    ],
    who: access::may_name_handler,
    parts: &[
        must(Part::Handler, Kind::Person),
        may(Part::Second, Kind::Person),
        must(Part::NoConflict, YES_NO),
        may(Part::Opinion, Kind::Text),
    ],
    needs: |given, _| {
        let mut found = Vec::new();
        if given.is(Part::NoConflict, "no") {
            found.push(Barrier::Conflict);
        }
        if !given.get(Part::Second).is_empty() && given.get(Part::Second) == given.get(Part::Handler) {
            found.push(Barrier::Part(Part::Second, Problem::MustBeAnother));
        }
        found
    },
    ..Step::PLAIN
};

/// 受理: the notice names each demand that is taken on (F11); article 34 counts from here.
pub const ACCEPT: Step = Step {
    name: "accept",
    from: &[State::SignedFor],
    to: Some(State::Accepted),
    begins: &[Start::Accepted],
    who: access::may_handle,
    parts: &[
        must(Part::Items, Kind::Text),
        must(Part::How, HOW),
        may(Part::Told, Kind::Text),
        may(Part::On, Kind::PastDay),
        may(Part::Received, Kind::Line),
    ],
    guard: |ground: &Ground<'_>| ground.missing.iter().map(|field| Barrier::Needs(*field)).collect(),
    papers: &[PaperKind::Acceptance],
    ..Step::PLAIN
};

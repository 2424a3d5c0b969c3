//! 反馈、办结 (G21, G25, G28, G29): the result is checked on two points, closed, or done again.

use super::part::{may, must};
use super::{Ground, Kind, OPEN, Part, Step, YES_NO};
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::case::State;
use crate::domain::life::{ProceedingKind, Ruling};
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Problem};
use crate::domain::rule::Start;

/// 办理结果反馈 (S003-43, S003-44): the unit reports, with what the petitioner thinks of it.
pub const FEEDBACK: Step = Step {
    name: "feedback",
    from: &[State::Served],
    begins: &[Start::Finished],
    who: access::may_handle,
    parts: &[
        must(Part::Record, Kind::Text),
        must(Part::View, Kind::OneOf(&["agrees", "disagrees", "none"])),
        may(Part::On, Kind::PastDay),
        may(Part::Received, Kind::Line),
    ],
    papers: &[PaperKind::Feedback],
    ..Step::PLAIN
};

/// 办结: the feedback is lawful and has really solved it (S003-45); both are said.
pub const CLOSE: Step = Step {
    name: "close",
    from: &[State::Served],
    to: Some(State::Done),
    begins: &[Start::Finished],
    who: access::may_close,
    parts: &[
        must(Part::Lawful, YES_NO),
        must(Part::Solved, YES_NO),
        must(Part::Settled, YES_NO),
        may(Part::SentUp, YES_NO),
        may(Part::Opinion, Kind::Text),
    ],
    guard: |ground| {
        let assigned = ground.life.body().is_some_and(|body| body.assigned);
        if assigned && !ground.life.has_taken_since("feedback", &["redo"]) {
            vec![Barrier::First { step: "feedback" }]
        } else {
            Vec::new()
        }
    },
    needs: |given, _| {
        let fails = given.is(Part::Lawful, "no") || given.is(Part::Solved, "no");
        if fails { vec![Barrier::FailsCheck] } else { Vec::new() }
    },
    papers: &[PaperKind::Closing],
    ..Step::PLAIN
};

/// 退回重办: with a reason; the clocks have gone on (S003-46, article 40).
pub const REDO: Step = Step {
    name: "redo",
    from: &[State::Issued, State::Served, State::Done, State::Archived],
    to: Some(State::Redo),
    who: access::may_close,
    parts: &[must(Part::Why, Kind::Text), may(Part::Limit, Kind::ComingDay)],
    fits: |ground| ground.case.state.is_open() || is_ordered(ground),
    ..Step::PLAIN
};

/// 撤回: the petitioner takes the matter back, signed; somebody else confirms it (decision 7).
pub const WITHDRAW: Step = Step {
    name: "withdraw_case",
    from: OPEN,
    to: Some(State::Withdrawn),
    who: access::may_tell,
    decides: &[Role::LeaderInCharge, Role::MainLeader],
    parts: &[
        must(Part::Why, Kind::Text),
        must(Part::Attached, Kind::OneOf(&["yes"])),
        may(Part::On, Kind::PastDay),
    ],
    is_note: true,
    ..Step::PLAIN
};

/// 重新启动: new facts, or an end that was wrong; the old history stays (G29).
pub const REOPEN: Step = Step {
    name: "reopen",
    from: &[
        State::AnsweredOnSpot,
        State::Redirected,
        State::Refused,
        State::NotAcceptedAgain,
        State::Diverted,
        State::Done,
        State::Withdrawn,
        State::Archived,
    ],
    to: Some(State::ToDispatch),
    begins: &[Start::Received],
    who: access::may_lead,
    parts: &[must(Part::Why, Kind::Text)],
    ..Step::PLAIN
};

/// 归档: the file is complete and goes to the archive.
pub const ARCHIVE: Step = Step {
    name: "archive",
    from: &[
        State::AnsweredOnSpot,
        State::Redirected,
        State::Refused,
        State::NotAcceptedAgain,
        State::Diverted,
        State::Done,
        State::Withdrawn,
    ],
    to: Some(State::Archived),
    begins: &[Start::Archived],
    who: |actor| access::only(actor, &[Role::Archivist, Role::Dispatcher]),
    parts: &[may(Part::Number, Kind::Line), may(Part::Opinion, Kind::Text)],
    guard: |ground| {
        let beside = ground.life.beside();
        // A review in hand keeps the file at the desk.
        if matches!(beside, "review" | "reexamination") { vec![Barrier::InReview] } else { Vec::new() }
    },
    ..Step::PLAIN
};

/// 更正: the wrong person or class, with a reason, also after the matter was handed over
/// (decision 13).
pub const CORRECT: Step = Step {
    name: "correct",
    from: State::ALL,
    who: access::may_triage_or_handle,
    parts: &[
        may(Part::Category, Kind::Category),
        may(Part::Purpose, Kind::OneOf(crate::domain::case::Purpose::WORDS)),
        may(Part::Title, Kind::Line),
        may(Part::Name, Kind::Line),
        may(Part::Accused, Kind::Line),
        must(Part::Why, Kind::Text),
    ],
    guard: |ground| {
        // Once it has left the desk, another works by what was registered.
        let handed = ["transfer", "assign", "handle_here"].iter().any(|step| ground.has_taken(step));
        let may = ground.actor.is_any(&[Role::Dispatcher, Role::DepartmentHead]);
        if handed && !may { vec![Barrier::NotThisRole { may: Role::Dispatcher }] } else { Vec::new() }
    },
    needs: |given, _| {
        let fields = [Part::Category, Part::Purpose, Part::Title, Part::Name, Part::Accused];
        let nothing = fields.iter().all(|part| given.get(*part).is_empty());
        if nothing { vec![Barrier::Part(Part::Category, Problem::Missing)] } else { Vec::new() }
    },
    is_note: true,
    ..Step::PLAIN
};

/// 回避 (G12, article 28, F60): said by himself, asked for by the petitioner, or seen by the
/// office; the head decides, and the case needs another hand.
pub const RECUSE: Step = Step {
    name: "recuse",
    from: OPEN,
    who: access::may_ask_recusal,
    decides: &[Role::LeaderInCharge, Role::MainLeader],
    parts: &[
        must(Part::Whom, Kind::Person),
        must(Part::Applicant, Kind::OneOf(&["himself", "petitioner", "office"])),
        must(Part::Interest, Kind::Text),
    ],
    papers: &[PaperKind::Recusal],
    is_note: true,
    ..Step::PLAIN
};

/// 放行: a name of the accused side only looked like that of somebody here. Whoever inspects the
/// office's discipline says so, or the main leader; whom it is about does not see the case at all.
pub const LET_BACK: Step = Step {
    name: "let_back",
    from: State::ALL,
    who: |actor| access::only(actor, &[Role::Discipline, Role::MainLeader]),
    parts: &[may(Part::Whom, Kind::Person), may(Part::To, Kind::To), must(Part::Why, Kind::Text)],
    needs: |given, _| {
        let nobody = given.get(Part::Whom).is_empty() && given.get(Part::To).is_empty();
        if nobody { vec![Barrier::Part(Part::Whom, Problem::Missing)] } else { Vec::new() }
    },
    fits: |ground| !ground.case.accused.is_empty(),
    is_note: true,
    ..Step::PLAIN
};

/// A review or re-examination has said that it is to be done again.
fn is_ordered(ground: &Ground<'_>) -> bool {
    [ProceedingKind::Review, ProceedingKind::Reexamination].into_iter().any(|kind| {
        let ruling = ground.life.proceeding(kind).and_then(|proceeding| proceeding.ruling);
        matches!(ruling, Some(Ruling::Revoked | Ruling::Redo))
    })
}
